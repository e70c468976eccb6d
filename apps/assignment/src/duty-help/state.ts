import type { DutyHelpPlace, ProcedureStage, PublicClock } from '@xiezhi/contracts';
import { Rejected, type JsonObject } from '@xiezhi/eventsourcing';
import type { CaseAgencyKind } from '@xiezhi/legal-policy';

/** The parties of a request for help, fixed when it is made. */
export interface HelpParties extends JsonObject {
  /** The case agency or custody place (办案机关、看守所所属机关) through which the person asks. */
  readonly organ: string;
  readonly organKind: CaseAgencyKind;
  readonly institution: string;
  readonly division: string;
}

/** A statutory clock, as counted when it started. */
export type HelpClock = PublicClock & JsonObject;

/** Who owes a duty, or to whom it is owed. */
export interface HelpDutyParty extends JsonObject {
  readonly kind: 'custody_place' | 'duty_lawyer' | 'defendant' | 'institution';
  readonly agency?: string;
  readonly lawyerId?: string;
}

/** A duty that is owed now. A clock runs once in a matter, so that its id names the duty. */
export interface HelpDuty {
  readonly clock: HelpClock;
  readonly breached: boolean;
}

/** Where the help stands: asked for, a lawyer told, help given; then it has ended. */
export type OpenHelpStatus = 'requested' | 'notified' | 'helped';

export interface OpenHelp {
  readonly status: OpenHelpStatus;
  readonly parties: HelpParties;
  readonly stage: ProcedureStage;
  readonly placeKind: DutyHelpPlace;
  readonly requestedAt: string;
  readonly personId: string;
  readonly contactId: string;
  readonly duties: Readonly<Record<string, HelpDuty>>;
  readonly lawyerId?: string;
  readonly helps: number;
  /** The application for aid that the person made through the duty lawyer (Law Art 39). */
  readonly application: 'none' | 'made' | 'passed_on';
  readonly erased: readonly string[];
}

export interface EndedHelp {
  readonly status: 'concluded' | 'cancelled';
  readonly parties: HelpParties;
  readonly endedAt: string;
  readonly personId: string;
  readonly contactId: string;
  readonly lawyerId?: string;
  readonly erased: readonly string[];
}

export type DutyHelpState = { readonly status: 'none' } | OpenHelp | EndedHelp;

/** Refuses with a code of this stream type. */
export const refuse = (reason: string, text: string, basis?: string): never => {
  throw new Rejected(`duty_help.${reason}`, text, basis === undefined ? {} : { basis });
};

/** The help while it has not ended; anything else is refused. */
export function openHelp(state: DutyHelpState): OpenHelp {
  if ('duties' in state) return state;
  return refuse('not_open', '本件法律帮助已经办结或者取消,不能再办理此项。This help has ended; nothing more can be done in it.');
}

/** The help while texts can be sealed for its person; refused once the person was erased. */
export function writable(state: OpenHelp): OpenHelp {
  if (!state.erased.includes(state.personId)) return state;
  return refuse('person_erased', '当事人信息已依法删除,不能再填写文字内容。The person was erased; no text can be added.');
}

/** The help with the duty lawyer who was told; refused before. */
export function withLawyer(state: OpenHelp): OpenHelp & { readonly lawyerId: string } {
  if (state.lawyerId !== undefined) return state as OpenHelp & { readonly lawyerId: string };
  return refuse('no_lawyer', '尚未通知值班律师。No duty lawyer was told yet.');
}

/** Length of an instant down to its minute. */
const MINUTE = 'YYYY-MM-DDTHH:MM'.length;

/**
 * Refuses an instant that cannot be: what is reported has happened, and not before what it follows from.
 * @throws Rejected `duty_help.time.invalid` with the field
 */
export function insistOnTime(field: string, value: string, from: string, at: string): void {
  // People write down minutes: what happened in the minute of the asking came after it.
  if (value >= `${from.slice(0, MINUTE)}:00.000Z` && value <= at) return;
  const detail = '时间应在提出申请之后、现在之前,请核对。The time must lie between the request and now; check it.';
  throw new Rejected('duty_help.time.invalid', detail, { errors: [{ path: field, code: 'out_of_range', detail }] });
}
