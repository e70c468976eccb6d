import type { AccountabilityGround, AccountabilityMeasure, HearingWay, ReviewOutcome } from '@xiezhi/contracts';
import type { JsonObject, Message, Personal } from '@xiezhi/eventsourcing';
import type { AccountabilityParties, AccountabilitySubject, FollowedFinding } from './commands.js';

type Of<Data> = JsonObject & { readonly parties: AccountabilityParties; readonly subject: AccountabilitySubject } & Data;
type Written<Field extends string> = { readonly personId: string } & { readonly [F in Field]: Personal<string> };

/** A measure as it takes effect: from when until when the lawyer is not assigned. */
interface Effect {
  readonly barredFrom: string | null;
  readonly barredUntil: string | null;
}

export type AccountabilityEvent =
  | Message<
      'AccountabilityOpened',
      Of<{
        readonly number: string;
        readonly finding: FollowedFinding;
        readonly ground: AccountabilityGround;
        readonly personId: string;
        readonly statementDueAt: string | null;
        readonly openedAt: string;
      }>
    >
  | Message<
      'LawyerHeard',
      Of<{ readonly personId: string; readonly way: HearingWay; readonly heardAt: string; readonly statement?: Personal<string> }>
    >
  | Message<
      'AccountabilityDecided',
      Of<
        Effect & {
          readonly number: string;
          readonly ground: AccountabilityGround;
          readonly measure: AccountabilityMeasure;
          readonly decidedAt: string;
          readonly reviewDueAt: string | null;
        } & Written<'findings'>
      >
    >
  | Message<'ReviewRequested', Of<{ readonly requestedAt: string } & Written<'reason'>>>
  | Message<
      'ReviewDecided',
      Of<
        {
          readonly ground: AccountabilityGround;
          readonly measure: AccountabilityMeasure;
          readonly outcome: ReviewOutcome;
          readonly decidedAt: string;
        } & Written<'reasons'>
      >
    >
  | Message<'AccountabilityPersonErased', Of<{ readonly personId: string; readonly erasedAt: string }>>;
