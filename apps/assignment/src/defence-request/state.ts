import type { ClosedReason, PublicClock } from '@xiezhi/contracts';
import { Rejected, type JsonObject } from '@xiezhi/eventsourcing';
import type { CaseAgencyKind } from '@xiezhi/legal-policy';
import type { NoticeFacts } from './notice.js';
import type { KnownPapers } from './paper.js';

/** The parties of a request, fixed when the notice is sent: who may act on it follows from this. */
export interface Parties extends JsonObject {
  readonly organ: string;
  readonly organKind: CaseAgencyKind;
  readonly institution: string;
  readonly division: string;
}

/** A running or ended statutory clock, as counted when it started. */
export type Clock = PublicClock & JsonObject;

export interface Open {
  readonly parties: Parties;
  readonly facts: NoticeFacts;
  readonly personId: string;
  readonly contactId: string;
  readonly clock: Clock;
  readonly breached: boolean;
  /** Those of the person and the contact who were erased: nothing can be sealed for them any more. */
  readonly erased?: readonly string[];
  readonly papers: KnownPapers;
}

export type AwaitingLawyer = { readonly status: 'received' | 'returned' } & Open;
export type Running = AwaitingLawyer | (Assigned & { readonly status: 'assigned' });
export type Assigned = {
  readonly status: 'assigned' | 'confirmed';
  readonly lawyerId: string;
  readonly letterNumber: string;
  /** When the case agency was told; with `confirmed`. */
  readonly notifiedAt?: string;
} & Open;

/** Where a request stands; what a state does not have cannot be asked of it. */
export type DefenceRequestState =
  | { readonly status: 'none' }
  | { readonly status: 'detected'; readonly parties: Parties }
  | {
      readonly status: 'notified';
      readonly parties: Parties;
      readonly facts: NoticeFacts;
      readonly personId: string;
      readonly contactId: string;
      readonly erased?: readonly string[];
    }
  | AwaitingLawyer
  | Assigned
  | {
      readonly status: 'closed';
      readonly parties: Parties;
      readonly reason: ClosedReason;
      readonly closedAt: string;
      readonly personId: string;
      readonly contactId: string;
      readonly erased?: readonly string[];
      readonly papers: KnownPapers;
    };

/** True from the notice's arrival until the matter is closed. */
export const isFiled = (state: DefenceRequestState): state is AwaitingLawyer | Assigned => 'clock' in state;

/** True while C02 runs. */
export const isRunning = (state: DefenceRequestState): state is Running =>
  state.status === 'received' || state.status === 'returned' || state.status === 'assigned';

/** What became of the papers of a request, also of a closed one. */
export const papersOf = (state: DefenceRequestState): KnownPapers => ('papers' in state ? state.papers : {});

/** Refuses with a code of this stream type. */
export const refuse = (reason: string, text: string, basis?: string): never => {
  throw new Rejected(`defence_request.${reason}`, text, basis === undefined ? {} : { basis });
};

export const notOpen = (): never => refuse('not_open', '本件已不在待指派状态,不能再办理此项。The request is no longer open for this.');

/** The state while the institution has yet to assign a lawyer; anything else is refused. */
export function openOnly(state: DefenceRequestState): AwaitingLawyer {
  return state.status === 'received' || state.status === 'returned' ? state : notOpen();
}

/** The request, while texts can be sealed for its person (当事人); refused once the person was erased. The contact has no part in them. */
export const writable = <State extends Open>(state: State): State => notErased(state, [state.personId]);

/** The request, while a notice can be sealed: that names the contact (承办人) too. */
export const noticeWritable = <State extends Open>(state: State): State => notErased(state, [state.personId, state.contactId]);

function notErased<State extends Open>(state: State, persons: readonly string[]): State {
  if (!persons.some((personId) => state.erased?.includes(personId))) return state;
  return refuse(
    'person_erased',
    '当事人或者承办人信息已依法删除,不能再补充或者更改文字内容。A person of this request was erased; no text can be added to it.',
  );
}
