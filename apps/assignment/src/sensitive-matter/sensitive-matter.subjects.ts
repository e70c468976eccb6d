import type { AidCaseState } from '../aid-case/aid-case.js';
import type { DefenceRequestState, Parties } from '../defence-request/state.js';
import type { DutyHelpState } from '../duty-help/duty-help.js';
import type { SensitiveKind, SensitiveParties } from './commands.js';

/** The streams of the matters that can be flagged, and joined in groups. */
export interface MatterStreams {
  readonly requests: { load(id: string): Promise<{ readonly state: DefenceRequestState }> };
  readonly helps: { load(id: string): Promise<{ readonly state: DutyHelpState }> };
  readonly cases: { load(id: string): Promise<{ readonly state: AidCaseState }> };
}

/** Whose a matter is now, as its own log says; the person is not known before the notice names one. */
export interface MatterThen {
  readonly parties: SensitiveParties;
  readonly personId: string | undefined;
}

/** Looks a matter up in the log of its kind; `null` where there is none. */
export async function matterOfKind({ requests, helps, cases }: MatterStreams, kind: SensitiveKind, id: string): Promise<MatterThen | null> {
  const of = { 'defence-request': requests, 'duty-help': helps, 'aid-case': cases } as const;
  const { state } = await of[kind].load(id);
  if (state.status === 'none') return null;
  const { institution, division } = state.parties;
  const organ = 'organKind' in state.parties ? (state.parties as Parties).organ : null;
  return { parties: { organ, institution, division }, personId: 'personId' in state ? state.personId : undefined };
}
