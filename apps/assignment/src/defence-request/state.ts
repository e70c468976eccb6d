import type { ClosedReason, PublicClock } from '@xiezhi/contracts';
import type { JsonObject } from '@xiezhi/eventsourcing';
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
  readonly papers: KnownPapers;
}

export type AwaitingLawyer = { readonly status: 'received' | 'returned' } & Open;
export type Running = AwaitingLawyer | (Assigned & { readonly status: 'assigned' });
export type Assigned = { readonly status: 'assigned' | 'confirmed'; readonly lawyerId: string; readonly letterNumber: string } & Open;

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
    }
  | AwaitingLawyer
  | Assigned
  | { readonly status: 'closed'; readonly parties: Parties; readonly reason: ClosedReason; readonly papers: KnownPapers };

/** True from the notice's arrival until the matter is closed. */
export const isFiled = (state: DefenceRequestState): state is AwaitingLawyer | Assigned => 'clock' in state;

/** True while C02 runs. */
export const isRunning = (state: DefenceRequestState): state is Running =>
  state.status === 'received' || state.status === 'returned' || state.status === 'assigned';

/** What became of the papers of a request, also of a closed one. */
export const papersOf = (state: DefenceRequestState): KnownPapers => ('papers' in state ? state.papers : {});
