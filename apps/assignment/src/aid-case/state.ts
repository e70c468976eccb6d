import type { AidCaseEnd, PublicClock } from '@xiezhi/contracts';
import { Rejected, type JsonObject } from '@xiezhi/eventsourcing';
import type { OwedDuties, Ran } from '@xiezhi/legal-policy';
import type { AidCaseFacts } from './facts.js';

/** Whose case it is, fixed when it is received. */
export interface Parties extends JsonObject {
  readonly institution: string;
  readonly division: string;
}

/** A running or ended statutory clock, as counted when it started. */
export type Clock = PublicClock & JsonObject;

/** Who owes a duty, or to whom it is owed. */
export interface DutyParty extends JsonObject {
  readonly kind: 'institution' | 'lawyer' | 'unit' | 'recipient' | 'justice_department';
  readonly agency?: string;
  readonly lawyerId?: string;
}

export type Duties = OwedDuties<DutyParty>;

/** Where an open case stands (domain section 10.2 from the grant on). */
export type OpenCaseStatus = 'received' | 'assigned' | 'engaged' | 'closing' | 'filed' | 'terminated' | 'objectable' | 'objected';

/** Records that one case holds at most. */
export const MAX_RECORDS = 500;

/** Where mediation (调解) stands. */
export type Mediation = 'none' | 'offered' | 'agreed' | 'refused' | 'settled' | 'failed';

export interface Open {
  readonly status: OpenCaseStatus;
  readonly parties: Parties;
  readonly facts: AidCaseFacts;
  readonly personId: string;
  readonly receivedAt: string;
  readonly duties: Duties;
  readonly ran: Ran;
  readonly erased?: readonly string[];
  /** 承办律师: whoever may act in the case now. */
  readonly lawyerId?: string;
  readonly letterNumber?: string;
  readonly assignedAt?: string;
  readonly formerLawyers: readonly string[];
  readonly recipientTold?: boolean;
  readonly changeRequested?: boolean;
  readonly hearingAt?: string;
  readonly mediation: Mediation;
  /** Records of work and reports of progress. */
  readonly records: number;
  readonly concludedAt?: string;
  readonly terminatedAt?: string;
  readonly servedAt?: string;
  readonly objectedAt?: string;
  /** Where the case stood when aid was terminated: an objection that is upheld takes it up there again. */
  readonly before?: 'received' | 'assigned' | 'engaged';
  /** Who had it then. */
  readonly lawyerBefore?: string;
}
export type WithLawyer = Open & { readonly lawyerId: string };

export interface Closed {
  readonly status: 'closed';
  readonly parties: Parties;
  readonly reason: AidCaseEnd;
  readonly closedAt: string;
  readonly personId: string;
  /** Of the facts what quality work follows from. */
  readonly kind: AidCaseFacts['kind'];
  readonly language: AidCaseFacts['language'];
  readonly minor: boolean;
  readonly erased?: readonly string[];
  /** The lawyer who had it last. */
  readonly lastLawyerId?: string;
}

export type AidCaseState = { readonly status: 'none' } | Open | Closed;

/** True from the grant's arrival until the case is closed. */
export const isOpen = (state: AidCaseState): state is Open => 'facts' in state;

const AT_HEARINGS: readonly OpenCaseStatus[] = ['assigned', 'engaged'];

/** The hearing that the case's lawyer goes to; `null` where there is none, or no lawyer who will. */
export function hearingOf(state: AidCaseState): { readonly lawyerId: string; readonly hearingAt: string } | null {
  if (!isOpen(state) || !AT_HEARINGS.includes(state.status)) return null;
  const { lawyerId, hearingAt } = state;
  return lawyerId === undefined || hearingAt === undefined ? null : { lawyerId, hearingAt };
}

/** Refuses with a code of this stream type. */
export const refuse = (reason: string, text: string, basis?: string): never => {
  throw new Rejected(`aid_case.${reason}`, text, basis === undefined ? {} : { basis });
};

export const notFound = (): Rejected =>
  new Rejected('aid_case.not_found', '没有这件受援案件,或它不属于您。No such case, or it is not yours.');

const NAMES: Readonly<Record<AidCaseState['status'], string>> = {
  none: '尚无此件',
  received: '待指派',
  assigned: '已指派、待签订委托协议',
  engaged: '办理中',
  closing: '已办结、待立卷',
  filed: '案卷待审查',
  terminated: '已终止、待送达',
  objectable: '已终止、异议期内',
  objected: '已提出异议、待审查',
  closed: '已终结',
};

/** The case in one of `statuses`; anything else is refused, naming where it stands. */
export function inStatus<Status extends OpenCaseStatus>(state: AidCaseState, ...statuses: readonly Status[]): Open {
  if (isOpen(state) && (statuses as readonly OpenCaseStatus[]).includes(state.status)) return state;
  return refuse(
    'wrong_state',
    `本件目前为“${NAMES[state.status]}”,不能办理此项。The case stands at “${state.status}”; this cannot be done now.`,
  );
}

/** The same, with the lawyer whom all of `statuses` have. */
export function withLawyer(state: AidCaseState, ...statuses: readonly OpenCaseStatus[]): WithLawyer {
  const open = inStatus(state, ...statuses);
  return open.lawyerId === undefined ? refuse('no_lawyer', '本件没有承办律师。The case has no lawyer.') : (open as WithLawyer);
}

/** The case, while texts can be sealed for the recipient; refused once the person was erased. */
export function writable<State extends Open>(state: State): State {
  if (!state.erased?.includes(state.personId)) return state;
  return refuse('person_erased', '受援人信息已依法删除,不能再填写文字内容。The recipient was erased; no text can be added.');
}

/** 庭期冲突: `held` says what the lawyer has in that half-day. @throws Rejected `aid_case.lawyer_at_hearing` */
export function insistOnFreeHalfDay(held: string | undefined, path: 'lawyerId' | 'hearingAt'): void {
  if (held === undefined) return;
  throw new Rejected('aid_case.lawyer_at_hearing', held, { errors: [{ path, code: 'lawyer.hearing_at_that_time', detail: held }] });
}

const MINUTE = 'YYYY-MM-DDTHH:MM'.length;

/**
 * Refuses an instant that cannot be: what is reported has happened, and not before what it follows from.
 * @throws Rejected `aid_case.time.invalid` with the field
 */
export function insistOnTime(field: string, value: string, from: string, at: string): void {
  // People write minutes: what was done in the minute of the step before came after it.
  if (value >= `${from.slice(0, MINUTE)}:00.000Z` && value <= at) return;
  const detail = '时间应在上一步之后、现在之前,请核对日期和时间。The time must lie between the step before and now; check date and time.';
  throw new Rejected('aid_case.time.invalid', detail, { errors: [{ path: field, code: 'out_of_range', detail }] });
}
