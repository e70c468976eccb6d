import type { ClosedReason, PublicClock, RequestRelation } from '@xiezhi/contracts';
import { Rejected, type JsonObject } from '@xiezhi/eventsourcing';
import { defenceGround, type CaseAgencyKind, type Pause } from '@xiezhi/legal-policy';
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

/** Who owes a duty, or to whom it is owed. The agency or the lawyer is named where it is one. */
export interface DutyParty extends JsonObject {
  readonly kind: CaseAgencyKind | 'institution' | 'lawyer' | 'unit' | 'defendant' | 'recipient';
  readonly agency?: string;
  readonly lawyerId?: string;
}

/** A statutory duty that is owed now. */
export interface Duty {
  readonly dutyId: string;
  readonly clock: Clock;
  readonly holder: DutyParty;
  readonly owedTo: DutyParty;
  readonly breached: boolean;
  readonly warned: boolean;
  /** The last one has no end while the clock stands still. */
  readonly pauses: readonly Pause[];
}

/** Duties owed now by their `dutyId`. */
export type Duties = Readonly<Record<string, Duty>>;

/** Who may remind the other side (催办). */
export type Reminding = 'organ' | 'institution';
/** When each reminded the other last. */
export type Reminded = Readonly<Partial<Record<Reminding, string>>>;

/** Where an open request stands (domain section 10.1). */
export type OpenStatus =
  | 'received'
  | 'returned'
  | 'assigned'
  | 'confirmed'
  | 'engaged'
  | 'defending'
  | 'refused'
  | 'awaiting_own_lawyer'
  | 'closing'
  | 'filed'
  | 'terminated';

export interface Open {
  readonly status: OpenStatus;
  readonly parties: Parties;
  readonly facts: NoticeFacts;
  readonly personId: string;
  readonly contactId: string;
  /** C02 as it ran last, whether it still runs or not. */
  readonly clock: Clock;
  readonly duties: Duties;
  /** How often each clock ran, by its id. */
  readonly ran: Readonly<Record<string, number>>;
  /** Those of the person and the contact who were erased: nothing can be sealed for them any more. */
  readonly erased?: readonly string[];
  readonly papers: KnownPapers;
  /** 指派的律师: whoever may act in the case now. */
  readonly lawyerId?: string;
  readonly letterNumber?: string;
  /** When the case agency was told of the first lawyer, and whether in time. */
  readonly notifiedAt?: string;
  readonly onTime?: boolean;
  /** Lawyers the person had before and will not get again. */
  readonly formerLawyers?: readonly string[];
  /** Changes of lawyer that the person brought about in this stage (Interp. Art 311). */
  readonly changes: number;
  /** The person's reason was found wanting once (Interp. Art 50): it cannot be refused again in a mandatory case. */
  readonly refusalRejected?: boolean;
  readonly papersFiled?: boolean;
  /** Whether the first meeting was held with the present lawyer. */
  readonly met?: boolean;
  readonly changeRequested?: boolean;
  readonly hearingAt?: string;
  /** 庭期冲突: the lawyer has a hearing of this other request in the half-day of this one. */
  readonly hearingConflict?: string;
  readonly concludedAt?: string;
  readonly filedAt?: string;
  readonly terminatedAt?: string;
  /** Other requests it has to do with, as `relation:id`. */
  readonly links: readonly string[];
  readonly reminded?: Reminded;
}

/** An open request with a lawyer. */
export type WithLawyer = Open & { readonly lawyerId: string };

export interface Closed {
  readonly status: 'closed';
  readonly parties: Parties;
  readonly reason: ClosedReason;
  readonly closedAt: string;
  readonly personId?: string;
  readonly contactId?: string;
  readonly erased?: readonly string[];
  readonly papers: KnownPapers;
  readonly facts?: NoticeFacts;
  /** The lawyer who had it last. */
  readonly lastLawyerId?: string;
  readonly links: readonly string[];
}

/** Where a request stands; what a state does not have cannot be asked of it. */
export type DefenceRequestState =
  | { readonly status: 'none' }
  | {
      readonly status: 'detected';
      readonly parties: Parties;
      readonly discoveredAt: string;
      readonly duties: Duties;
      readonly ran: Open['ran'];
      readonly reminded?: Reminded;
    }
  | {
      readonly status: 'notified';
      readonly parties: Parties;
      readonly facts: NoticeFacts;
      readonly personId: string;
      readonly contactId: string;
      readonly duties: Duties;
      readonly ran: Open['ran'];
    }
  | Open
  | Closed;

/** True from the notice's arrival until the matter is closed. */
export const isOpen = (state: DefenceRequestState): state is Open => 'clock' in state;

/** What became of the papers of a request, also of a closed one. */
export const papersOf = (state: DefenceRequestState): KnownPapers => ('papers' in state ? state.papers : {});

/** Duties owed now. */
export const dutiesOf = (state: DefenceRequestState): Duties => ('duties' in state ? state.duties : {});

/** Whether the organ had to notify (应当通知): the rules of refusal and termination are stricter then. */
export const isMandatory = ({ ground }: NoticeFacts): boolean => defenceGround(ground)?.force === 'mandatory';

const SAME_PERSON: ReadonlySet<string> = new Set<RequestRelation>([
  'duplicate',
  'supersedes',
  'superseded_by',
  'previous_stage',
  'next_stage',
]);

const linked = ({ links }: Pick<Open, 'links'>, holds: (relation: string) => boolean): readonly string[] =>
  links.flatMap((link) => (holds(link.slice(0, link.indexOf(':'))) ? [link.slice(link.indexOf(':') + 1)] : []));

/** Ids of the requests that are about the same person as this one: its lawyers are no strangers to the person. */
export const samePerson = (state: Pick<Open, 'links'>): readonly string[] => linked(state, (relation) => SAME_PERSON.has(relation));

/** Ids of the requests that this one is linked with so. */
export const linkedAs = (state: Pick<Open, 'links'>, relation: RequestRelation): readonly string[] =>
  linked(state, (is) => is === relation);

/** The lawyer a request has, or had when it ended. */
export const lastLawyerOf = (state: DefenceRequestState): string | undefined =>
  isOpen(state) ? state.lawyerId : state.status === 'closed' ? state.lastLawyerId : undefined;

const AT_HEARINGS: readonly OpenStatus[] = ['assigned', 'confirmed', 'engaged', 'defending', 'refused'];

/** The hearing that the request's lawyer goes to; `null` where there is none, or no lawyer who will. */
export function hearingOf(state: DefenceRequestState): { readonly lawyerId: string; readonly hearingAt: string } | null {
  if (!isOpen(state) || !AT_HEARINGS.includes(state.status)) return null;
  const { lawyerId, hearingAt } = state;
  return lawyerId === undefined || hearingAt === undefined ? null : { lawyerId, hearingAt };
}

/** Refuses with a code of this stream type. */
export const refuse = (reason: string, text: string, basis?: string): never => {
  throw new Rejected(`defence_request.${reason}`, text, basis === undefined ? {} : { basis });
};

export const notOpen = (): never => refuse('not_open', '本件已不在待指派状态,不能再办理此项。The request is no longer open for this.');

/** The state while the institution has yet to assign a lawyer; anything else is refused. */
export function openOnly(state: DefenceRequestState): Open {
  return state.status === 'received' || state.status === 'returned' ? state : notOpen();
}

const NAMES: Readonly<Record<DefenceRequestState['status'], string>> = {
  none: '尚无此件',
  detected: '已发现、未通知',
  notified: '已通知',
  received: '待指派',
  returned: '待补正',
  assigned: '已指派、待函告',
  confirmed: '已函告办案机关',
  engaged: '已签订委托手续',
  defending: '辩护中',
  refused: '当事人拒绝律师',
  awaiting_own_lawyer: '待自行委托',
  closing: '待立卷',
  filed: '案卷待审查',
  terminated: '已终止、待送达',
  closed: '已办结',
};

/** The state in one of `statuses`; anything else is refused, naming where the request stands. */
export function inStatus<Status extends OpenStatus>(
  state: DefenceRequestState,
  ...statuses: readonly Status[]
): Open & { readonly status: Status } {
  if (isOpen(state) && (statuses as readonly OpenStatus[]).includes(state.status)) return state as Open & { readonly status: Status };
  return refuse(
    'wrong_state',
    `本件目前为“${NAMES[state.status]}”,不能办理此项。The request stands at “${state.status}”; this cannot be done now.`,
  );
}

/** Where a lawyer can be replaced. */
const REPLACEABLE: readonly OpenStatus[] = ['assigned', 'confirmed', 'engaged', 'defending'];

/** A request whose lawyer can be replaced; anything else is refused. */
export const replaceable = (state: DefenceRequestState): Open => inStatus(state, ...REPLACEABLE);

/** The same, with the lawyer whom all of `statuses` have. */
export function withLawyer(state: DefenceRequestState, ...statuses: readonly OpenStatus[]): WithLawyer {
  const open = inStatus(state, ...statuses);
  return open.lawyerId === undefined ? refuse('no_lawyer', '本件没有律师。The request has no lawyer.') : (open as WithLawyer);
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

/**
 * Refuses an instant that lies outside of what can be: a fact is reported after it happened, and not before what it follows from.
 * @throws Rejected `defence_request.<code>.invalid` with the field
 */
export function insistOnTime(field: string, value: string, from: string, at: string): void {
  // People write minutes: what was done in the minute of the step before came after it.
  if (value >= toTheMinute(from) && value <= at) return;
  const detail = '时间应在上一步之后、现在之前,请核对日期和时间。The time must lie between the step before and now; check date and time.';
  throw new Rejected('defence_request.time.invalid', detail, { errors: [{ path: field, code: 'out_of_range', detail }] });
}

const toTheMinute = (instant: string): string => (instant === '' ? '' : `${instant.slice(0, 16)}:00.000Z`);
