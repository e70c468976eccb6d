import type { MatterKind } from '@xiezhi/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { showCaseAfter } from './aid-cases.ts';
import { showAfter } from './requests.ts';
import type { CommandAnswer } from './types.ts';

/** A matter of whichever kind: a defence request, or a granted case. */
export interface Matter {
  readonly kind: MatterKind;
  readonly id: string;
}

/** Where its routes stand. */
export const routeOf = ({ kind, id }: Matter): string => `/api/assignment/${kind}s/${id}`;

/** Where its page stands. */
export const pageOf = ({ kind, id }: Matter): string => (kind === 'defence-request' ? `/requests/${id}` : `/aid-cases/${id}`);

/** What the keys of its queries begin with. */
export const queryOf = ({ kind, id }: Matter): readonly [string, string] => [kind === 'defence-request' ? 'request' : kind, id];

/** Shows the state that a command on the matter reached. */
export const showMatterAfter = (client: QueryClient, { kind }: Pick<Matter, 'kind'>, answer: CommandAnswer): Promise<void> =>
  kind === 'defence-request' ? showAfter(client, answer) : showCaseAfter(client, answer);
