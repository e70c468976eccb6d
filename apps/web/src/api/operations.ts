import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { behind, reach } from './behind.ts';
import { read, send } from './client.ts';
import type { ServiceName } from './oversight.ts';
import { Problem } from './problem.ts';
import { useRepeatableKey, useSubmissionKey } from './submission.ts';

const EVERY_MS = 10_000;

export interface Readiness {
  readonly status: 'ready' | 'not_ready';
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
  readonly notes: Readonly<Record<string, 'ok' | 'failed' | 'none'>>;
}

/** A reader of a service (read model, workflow, publisher), and where it stands. */
export interface Reader {
  readonly name: string;
  readonly state: string;
  readonly owner: string | null;
  readonly position: string | null;
  readonly behindMs: number;
  readonly failure?: { readonly error: string };
}

/** A key whose messages wait for a person. */
export interface ParkedKey {
  readonly topic: string;
  readonly key: string;
  readonly state: 'parked' | 'released';
  readonly reason: string;
  readonly since: string;
}

export interface ParkedMessage {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly place: string;
  readonly state: 'waiting' | 'skipped';
  readonly reason: string | null;
  readonly parkedAt: string;
}

/** Whether this process takes requests, check by check. One that does not answers 503 and says why. */
export const useReadiness = () =>
  useQuery({
    queryKey: ['operations', 'readiness'],
    queryFn: async ({ signal }): Promise<Readiness> => {
      const response = await fetch('/health/ready', { signal, headers: { accept: 'application/json' } });
      return (await response.json()) as Readiness;
    },
    refetchInterval: EVERY_MS,
  });

const operations = (service: ServiceName): string => `/api/${service}/operations`;

/** `null`: the service does not run in the process that answered. */
async function ofService<T>(path: string, signal: AbortSignal): Promise<readonly T[] | null> {
  try {
    return (await read<{ readonly items: readonly T[] }>(path, {}, signal)).items;
  } catch (error) {
    if (error instanceof Problem && error.code === 'service.not_found') return null;
    throw error;
  }
}

/** How messages about offers fare by one channel. */
export interface MessageTrouble {
  readonly channel: 'email' | 'sms';
  readonly state: 'waiting' | 'failing' | 'given_up';
  readonly detail: string | null;
  readonly count: number;
  readonly open: number;
}

const MESSAGES = '/api/assignment/offer-messages';

export const useMessageTroubles = () =>
  useQuery({
    queryKey: ['operations', 'offer-messages'],
    queryFn: async ({ signal }) =>
      (await read<{ readonly items: readonly MessageTrouble[] }>(`${MESSAGES}/troubles`, behind(), signal)).items,
    refetchInterval: EVERY_MS,
  });

/** Tries failed messages of a channel again. */
export function useTryAgain() {
  const client = useQueryClient();
  const { keyOf, carriedOut } = useRepeatableKey();
  return useMutation({
    mutationFn: (channel: MessageTrouble['channel']) =>
      send<{ readonly messages: number; readonly position: string | null }>(`${MESSAGES}/try-again`, { channel }, { key: keyOf(channel) }),
    onSuccess: async ({ position }) => {
      carriedOut();
      reach(position);
      await client.invalidateQueries({ queryKey: ['operations', 'offer-messages'] });
    },
  });
}

export const useReaders = (service: ServiceName) =>
  useQuery({
    queryKey: ['operations', service, 'readers'],
    queryFn: ({ signal }) => ofService<Reader>(`${operations(service)}/readers`, signal),
    refetchInterval: EVERY_MS,
  });

export const useParked = (service: ServiceName, enabled = true) =>
  useQuery({
    queryKey: ['operations', service, 'parked'],
    queryFn: ({ signal }) => ofService<ParkedKey>(`${operations(service)}/parked`, signal),
    refetchInterval: EVERY_MS,
    enabled,
  });

export const useParkedMessages = (service: ServiceName, { topic, key }: Pick<ParkedKey, 'topic' | 'key'>) =>
  useQuery({
    queryKey: ['operations', service, 'messages', topic, key],
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly ParkedMessage[] }>(`${operations(service)}/parked/messages`, { topic, key }, signal),
  });

export type OperatorCommand =
  | {
      readonly path: 'readers/resume';
      readonly body: { readonly reader: string; readonly decision: 'retry' | 'skip'; readonly reason?: string };
    }
  | { readonly path: 'parked/retry'; readonly body: { readonly topic: string; readonly key: string } }
  | { readonly path: 'parked/skip'; readonly body: { readonly id: string; readonly reason: string } };

/** What an operator decides; everything about the service is read anew. */
export function useOperate(service: ServiceName) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (command: OperatorCommand) => send(`${operations(service)}/${command.path}`, command.body, { key: keyOf(command) }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: ['operations'] }), client.invalidateQueries({ queryKey: ['attention'] })]),
  });
}
