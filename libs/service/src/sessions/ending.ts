import type { Principal } from '../principal.js';

/** What is told: everything of an agency or of an account ended, or of the account only the session with this digest (base64url). */
export type Ending = { readonly agency: string } | { readonly account: string; readonly digest?: string };

/** Whose way in may have ended. */
export type Subject = Pick<Principal, 'account' | 'agency'>;

/** Hears of an ending; `null`: some may have been missed, so nothing that is remembered holds. */
export type EndingListener = (ending: Ending | null) => void;

/** True when `ending` is about sessions or tokens of `subject`; one that names a session, about that one alone. */
export const touches = (ending: Ending, { account, agency }: Subject): boolean =>
  'agency' in ending ? ending.agency === agency : ending.account === account;

/** True when `ending` leaves `subject` nothing at all. */
export const endsAllOf = (ending: Ending, subject: Subject): boolean =>
  touches(ending, subject) && ('agency' in ending || ending.digest === undefined);

/** Knows whose way in has ended. What it was asked may be remembered while it listens. */
export interface KnowsEndings {
  /** True while what is remembered may be used. */
  readonly listens: boolean;
  /** Another one whenever something ended: what was looked up before is not to be remembered after. */
  readonly epoch: number;
  /** Calls back for every ending, here or elsewhere. Gives back how to stop that. */
  follow(listener: EndingListener): () => void;
  /** Whether the way in of `subject` that was given at `at` has ended. */
  hasEnded(subject: Subject, at: string): Promise<boolean>;
}
