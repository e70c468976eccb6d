import type { ProcedureStage, RequestRelation } from '@xiezhi/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { behind } from './behind.ts';
import { read, send } from './client.ts';
import { REQUESTS, showAfter } from './requests.ts';
import { useSubmissionKey } from './submission.ts';
import type { CommandAnswer, RequestStatus } from './types.ts';

/** Another request about the same person (关联的通知). */
export interface RelatedRequest {
  readonly id: string;
  readonly organ: string;
  readonly caseNumber: string;
  readonly stage: ProcedureStage;
  readonly status: RequestStatus;
  readonly receivedAt: string | null;
  readonly relations: readonly RequestRelation[];
  readonly suggestion: 'likely_duplicate' | 'previous_stage' | 'next_stage' | null;
}

export const useRelated = (id: string, enabled: boolean) =>
  useQuery({
    enabled,
    queryKey: ['request', id, 'related'],
    queryFn: async ({ signal }) =>
      (await read<{ readonly items: readonly RelatedRequest[] }>(`${REQUESTS}/${id}/related`, behind(), signal)).items,
  });

export type RelatingCommand = 'close-as-duplicate' | 'mark-different' | 'link-previous-stage' | 'supersede';

/** Says what two requests are to each other; both pages then show it. `id`: the one that the command is about. */
export function useRelating(command: RelatingCommand, id: string, other: string) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: () => send<CommandAnswer>(`${REQUESTS}/${id}/${command}`, { other }, { key: keyOf({ command, id, other }) }),
    onSuccess: async (answer) => {
      await showAfter(client, answer);
      await client.invalidateQueries({ queryKey: ['request', other] });
    },
  });
}
