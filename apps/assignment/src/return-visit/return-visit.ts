import { VISIT_TRIES, type VisitAnswer, type VisitFailure, type VisitQuestion, type VisitReason, type VisitWay } from '@xiezhi/contracts';
import { assertNever, Rejected, type Decider, type JsonObject, type Message, type Personal, type StreamType } from '@xiezhi/eventsourcing';

/** Whose visit it is. */
export interface VisitParties extends JsonObject {
  readonly institution: string;
  readonly division: string;
}

/** Question → answer. */
export type VisitAnswers = JsonObject & Partial<Readonly<Record<VisitQuestion, VisitAnswer>>>;

/** The form (回访问卷) that a recipient was given the link of. */
export interface VisitForm {
  readonly digest: string;
  readonly expiresAt: string;
}

interface At {
  readonly at: string;
}

/** Whose recipient is visited: the matter of that id, a granted case where `matter` says so and a defence request else. */
interface Visited {
  readonly requestId: string;
  readonly matter?: 'aid-case';
}

/** Commands on a return visit (回访受援人), one a matter. */
export type ReturnVisitCommand =
  /** 列入回访 */
  | Message<
      'PlanVisit',
      At &
        Visited & {
          readonly parties: VisitParties;
          readonly personId: string;
          readonly reason: VisitReason;
          /** One in how many cases was drawn. */
          readonly every: number;
          readonly language: string;
        }
    >
  /** 登记回访 */
  | Message<
      'RecordVisit',
      At & {
        readonly way: VisitWay;
        readonly visitedAt: string;
        readonly language: string;
        readonly satisfaction: number;
        readonly answers: VisitAnswers;
        readonly remark?: string;
      }
    >
  /** 未能回访 */
  | Message<'RecordNotReached', At & { readonly way: VisitWay; readonly triedAt: string; readonly why: VisitFailure }>
  /** 发放问卷: `digest`: of the code that its link holds. An earlier link opens nothing any more. */
  | Message<'IssueForm', At & VisitForm>
  /** 填写问卷: by the recipient, who has the link. */
  | Message<
      'AnswerForm',
      At & {
        readonly digest: string;
        readonly language: string;
        readonly satisfaction: number;
        readonly answers: VisitAnswers;
        readonly remark?: string;
      }
    >
  /** 终止回访: after enough tries, or because the person declined. */
  | Message<'GiveUpVisit', At>
  | Message<'RecordPersonErased', At & { readonly personId: string; readonly erasedAt: string }>;

type Of<Data> = JsonObject & Visited & { readonly parties: VisitParties } & Data;

export type ReturnVisitEvent =
  | Message<
      'VisitPlanned',
      Of<{
        readonly personId: string;
        readonly reason: VisitReason;
        readonly every: number;
        readonly language: string;
        readonly plannedAt: string;
      }>
    >
  | Message<
      'RecipientVisited',
      Of<{
        readonly way: VisitWay;
        readonly visitedAt: string;
        readonly language: string;
        readonly satisfaction: number;
        readonly answers: VisitAnswers;
        readonly personId: string;
        readonly remark?: Personal<string>;
      }>
    >
  | Message<
      'RecipientNotReached',
      Of<{ readonly way: VisitWay; readonly triedAt: string; readonly why: VisitFailure; readonly tries: number }>
    >
  | Message<'VisitFormIssued', Of<VisitForm & { readonly issuedAt: string }>>
  | Message<'VisitGivenUp', Of<{ readonly givenUpAt: string; readonly tries: number }>>
  | Message<'VisitPersonErased', Of<{ readonly personId: string; readonly erasedAt: string }>>;

export type ReturnVisitState =
  | { readonly status: 'none' }
  | {
      readonly status: 'planned' | 'visited' | 'given_up';
      readonly parties: VisitParties;
      readonly requestId: string;
      readonly matter?: 'aid-case';
      readonly personId: string;
      readonly plannedAt: string;
      /** The recipient's. */
      readonly language: string;
      readonly form: VisitForm | null;
      readonly tries: number;
      readonly declined: boolean;
      readonly erased: boolean;
    };
type Known = Exclude<ReturnVisitState, { status: 'none' }>;

function known(state: ReturnVisitState): Known {
  if (state.status === 'none') throw new Rejected('return_visit.not_found', '没有这次回访。No such visit.');
  return state;
}

/** The visit while it is to be done. */
function planned(state: ReturnVisitState): Known {
  const visit = known(state);
  if (visit.status === 'planned') return visit;
  throw new Rejected('return_visit.closed', '本次回访已办结,不能再登记。The visit is closed; nothing can be recorded any more.');
}

const of = ({ requestId, matter }: Visited): Visited => ({ requestId, ...(matter !== undefined && { matter }) });

/** People write a time to the minute. */
const minuteOf = (instant: string): string => instant.slice(0, 16);

function insistOnTime(field: string, instant: string, { plannedAt }: Known, at: string): void {
  if (minuteOf(instant) >= minuteOf(plannedAt) && instant <= at) return;
  const detail = '时间应在列入回访之后、现在之前。The time must lie between the plan and now.';
  throw new Rejected('return_visit.time.invalid', detail, { errors: [{ path: field, code: 'out_of_range', detail }] });
}

const personErased = (): Rejected =>
  new Rejected(
    'return_visit.person_erased',
    '当事人信息已依法删除,不能再写入文字或者发放问卷。The person was erased; no text can be added, no form given out.',
  );

function record({ data }: Extract<ReturnVisitCommand, { type: 'RecordVisit' }>, state: ReturnVisitState): readonly ReturnVisitEvent[] {
  const visit = planned(state);
  const { at, remark, ...said } = data;
  insistOnTime('visitedAt', said.visitedAt, visit, at);
  if (remark !== undefined && visit.erased) throw personErased();
  const { parties, personId } = visit;
  return [{ type: 'RecipientVisited', data: { parties, ...of(visit), personId, ...said, ...(remark !== undefined && { remark }) } }];
}

/**
 * The visit whose form may be filled in with the code of this digest: once, in time, and with the last code given out.
 * @throws Rejected `return_visit.form.not_found`, `return_visit.form.over`
 */
export function visitOfForm(state: ReturnVisitState, digest: string, at: string): Known {
  if (state.status === 'none' || state.form?.digest !== digest) {
    throw new Rejected('return_visit.form.not_found', '没有这份问卷。There is no such form.');
  }
  if (state.status !== 'planned' || state.erased || state.form.expiresAt <= at) {
    throw new Rejected('return_visit.form.over', '问卷已填写或者已过期。The form was filled in, or its time is over.');
  }
  return state;
}

function decide(command: ReturnVisitCommand, state: ReturnVisitState): readonly ReturnVisitEvent[] {
  switch (command.type) {
    case 'PlanVisit': {
      if (state.status !== 'none') return [];
      const { at: plannedAt, ...plan } = command.data;
      return [{ type: 'VisitPlanned', data: { ...plan, plannedAt } }];
    }
    case 'RecordVisit':
      return record(command, state);
    case 'RecordNotReached': {
      const visit = planned(state);
      const { parties, requestId, tries } = visit;
      const { at, way, triedAt, why } = command.data;
      insistOnTime('triedAt', triedAt, visit, at);
      return [{ type: 'RecipientNotReached', data: { parties, requestId, way, triedAt, why, tries: tries + 1 } }];
    }
    case 'IssueForm': {
      const { parties, requestId, erased, form } = planned(state);
      const { at: issuedAt, digest, expiresAt } = command.data;
      if (erased) throw personErased();
      return form?.digest === digest ? [] : [{ type: 'VisitFormIssued', data: { parties, requestId, digest, issuedAt, expiresAt } }];
    }
    case 'AnswerForm': {
      const { at, digest, ...said } = command.data;
      const visit = visitOfForm(state, digest, at);
      const { parties, personId } = visit;
      return [{ type: 'RecipientVisited', data: { parties, ...of(visit), personId, way: 'form', visitedAt: at, ...said } }];
    }
    case 'GiveUpVisit': {
      if (state.status === 'given_up') return [];
      const { parties, requestId, tries, declined } = planned(state);
      if (tries < VISIT_TRIES && !declined) {
        throw new Rejected(
          'return_visit.too_few_tries',
          `本人没有拒绝的,至少试过${VISIT_TRIES}次才能终止回访。Unless the person declined, it takes ${VISIT_TRIES} tries before a visit is given up.`,
        );
      }
      return [{ type: 'VisitGivenUp', data: { parties, requestId, givenUpAt: command.data.at, tries } }];
    }
    case 'RecordPersonErased': {
      if (state.status === 'none' || state.erased || state.personId !== command.data.personId) return [];
      const { parties, requestId, personId } = state;
      return [{ type: 'VisitPersonErased', data: { parties, requestId, personId, erasedAt: command.data.erasedAt } }];
    }
    default:
      return assertNever(command);
  }
}

function evolve(state: ReturnVisitState, { type, data }: ReturnVisitEvent): ReturnVisitState {
  if (type === 'VisitPlanned') {
    const { parties, personId, plannedAt, language } = data;
    const none = { form: null, tries: 0, declined: false, erased: false } as const;
    return { status: 'planned', parties, ...of(data), personId, plannedAt, language, ...none };
  }
  if (state.status === 'none') return state;
  switch (type) {
    case 'RecipientVisited':
      return { ...state, status: 'visited' };
    case 'RecipientNotReached':
      return { ...state, tries: data.tries, declined: state.declined || data.why === 'declined' };
    case 'VisitFormIssued':
      return { ...state, form: { digest: data.digest, expiresAt: data.expiresAt } };
    case 'VisitGivenUp':
      return { ...state, status: 'given_up' };
    case 'VisitPersonErased':
      return { ...state, erased: true };
    default:
      return assertNever(type);
  }
}

const decider: Decider<ReturnVisitState, ReturnVisitCommand, ReturnVisitEvent> = { initial: { status: 'none' }, decide, evolve };

/** A recipient of aid who is asked how it went (回访受援人, 法律援助法 第59条). */
export const returnVisit: StreamType<ReturnVisitState, ReturnVisitCommand, ReturnVisitEvent> = {
  name: 'return-visit',
  decider,
  personal: { RecipientVisited: { remark: 'personId' } },
};
