import { MAX_SUSPENSION_DAYS, type AccountabilityGround, type AccountabilityMeasure } from '@xiezhi/contracts';
import { assertNever, Rejected, type Decider, type StreamType } from '@xiezhi/eventsourcing';
import { addDays, endOfDay, shanghaiDay } from '@xiezhi/legal-policy';
import type { AccountabilityCommand, AccountabilityParties, AccountabilitySubject } from './commands.js';
import type { AccountabilityEvent } from './events.js';

export type { AccountabilityCommand } from './commands.js';
export type { AccountabilityEvent } from './events.js';
export type AccountabilityStatus = 'opened' | 'heard' | 'decided' | 'under_review' | 'reviewed';

interface Known {
  readonly status: AccountabilityStatus;
  readonly parties: AccountabilityParties;
  readonly subject: AccountabilitySubject;
  readonly personId: string;
  readonly number: string;
  readonly ground: AccountabilityGround;
  readonly openedAt: string;
  readonly statementDueAt: string | null;
  readonly reviewDueAt: string | null;
  readonly measure: AccountabilityMeasure | null;
  readonly erased: boolean;
}
export type AccountabilityState = { readonly status: 'none' } | Known;

const SHOWN: Readonly<Record<AccountabilityStatus, string>> = {
  opened: '待陈述、申辩',
  heard: '待决定',
  decided: '已决定',
  under_review: '复核中',
  reviewed: '复核已决定',
};

/** The proceedings where they stand at one of `statuses`; anything else is refused, naming where they stand. */
function at(state: AccountabilityState, ...statuses: readonly AccountabilityStatus[]): Known {
  if (state.status === 'none') throw new Rejected('accountability.not_found', '没有这件责任追究。No such proceedings.');
  if (statuses.includes(state.status)) return state;
  throw new Rejected(
    'accountability.wrong_state',
    `责任追究目前为“${SHOWN[state.status]}”,不能办理此项。The proceedings stand at “${state.status}”; this cannot be done now.`,
  );
}

function writable(state: Known): Known {
  if (!state.erased) return state;
  throw new Rejected('accountability.person_erased', '该律师信息已依法删除,不能再写入文字。The lawyer was erased; no text can be added.');
}

const invalid = (code: string, path: string, detail: string): Rejected =>
  new Rejected(`accountability.${code}.invalid`, detail, { errors: [{ path, code, detail }] });

/** The end of the day `days` days after that of `instant`: the first day is not counted. */
const after = (instant: string, days: number): string => endOfDay(addDays(shanghaiDay(instant), days));

/** People write a time to the minute. */
const minuteOf = (instant: string): string => instant.slice(0, 16);

function hear(
  { data }: Extract<AccountabilityCommand, { type: 'HearLawyer' }>,
  state: AccountabilityState,
): readonly AccountabilityEvent[] {
  const { parties, subject, personId, openedAt } = writable(at(state, 'opened', 'heard'));
  const { way, heardAt, statement, at: now } = data;
  if (minuteOf(heardAt) < minuteOf(openedAt) || heardAt > now) {
    throw invalid('time', 'heardAt', '时间应在立案之后、现在之前。The time must lie between the opening and now.');
  }
  if ((way === 'waived') !== (statement === undefined)) {
    throw invalid(
      'statement',
      'statement',
      '放弃陈述的不填内容,其他方式请填写陈述内容。A waiver has no text; any other way needs what was stated.',
    );
  }
  return [{ type: 'LawyerHeard', data: { parties, subject, personId, way, heardAt, ...(statement !== undefined && { statement }) } }];
}

/** From when until when a measure keeps the lawyer from being assigned. */
function effectOf(measure: AccountabilityMeasure, days: number | undefined, decidedAt: string) {
  if ((measure === 'suspended') !== (days !== undefined) || (days !== undefined && (days < 1 || days > MAX_SUSPENSION_DAYS))) {
    throw invalid(
      'days',
      'days',
      `暂停指派须填写天数(1至${MAX_SUSPENSION_DAYS}),其他措施不填。A suspension lasts 1 to ${MAX_SUSPENSION_DAYS} days; no other measure has days.`,
    );
  }
  if (days !== undefined) return { barredFrom: decidedAt, barredUntil: after(decidedAt, days) };
  return { barredFrom: measure === 'removed' ? decidedAt : null, barredUntil: null };
}

/** Nobody is judged unheard: the lawyer spoke, waived it, or let the time for it pass. */
function decideOn(
  { data }: Extract<AccountabilityCommand, { type: 'DecideAccountability' }>,
  state: AccountabilityState,
): readonly AccountabilityEvent[] {
  const { at: decidedAt, measure, days, findings, reviewDays } = data;
  const known = writable(at(state, 'opened', 'heard'));
  const { status, statementDueAt, parties, subject, personId, number, ground } = known;
  if (status === 'opened' && (statementDueAt === null || decidedAt < statementDueAt)) {
    throw new Rejected(
      'accountability.not_heard',
      '还没有听取该律师的陈述、申辩,请先听取,或者登记其放弃。The lawyer was not heard yet: hear the lawyer, or record that it was waived.',
    );
  }
  const effect = effectOf(measure, days, decidedAt);
  const reviewDueAt = reviewDays === null ? null : after(decidedAt, reviewDays);
  const decided = { parties, subject, personId, number, ground, measure, ...effect, decidedAt, reviewDueAt, findings };
  return [{ type: 'AccountabilityDecided', data: decided }];
}

function review(
  command: Extract<AccountabilityCommand, { type: 'RequestReview' | 'DecideReview' }>,
  state: AccountabilityState,
): readonly AccountabilityEvent[] {
  if (command.type === 'RequestReview') {
    if (state.status === 'under_review') return [];
    const { parties, subject, personId, reviewDueAt, measure } = writable(at(state, 'decided'));
    const { at: requestedAt, reason } = command.data;
    if (measure === 'none') {
      throw new Rejected(
        'accountability.nothing_to_review',
        '没有对您作出处理,无需复核。No measure was taken; there is nothing to review.',
      );
    }
    if (reviewDueAt !== null && requestedAt >= reviewDueAt) {
      throw new Rejected('accountability.review_too_late', '申请复核的期限已过。The time to ask for a review is over.');
    }
    return [{ type: 'ReviewRequested', data: { parties, subject, personId, requestedAt, reason } }];
  }
  const { at: decidedAt, by, outcome, reasons } = command.data;
  const { parties, subject, personId, ground, measure } = writable(at(state, 'under_review'));
  if (by !== 'justice') {
    throw new Rejected(
      'accountability.review_of_own_decision.forbidden',
      '复核由司法行政机关作出。A review is decided by the justice department.',
    );
  }
  return [{ type: 'ReviewDecided', data: { parties, subject, personId, ground, measure: measure!, outcome, decidedAt, reasons } }];
}

function decide(command: AccountabilityCommand, state: AccountabilityState): readonly AccountabilityEvent[] {
  switch (command.type) {
    case 'OpenAccountability': {
      if (state.status !== 'none') {
        throw new Rejected('accountability.exists', '这一线索已立案追究。Proceedings from this finding exist already.');
      }
      const { at: openedAt, holds, statementDays, ...opening } = command.data;
      if (!holds) {
        throw new Rejected(
          'accountability.no_finding',
          '没有可以据以追究的结论:投诉须属实,检查、评估须不合格,跟踪须存在问题,责任须已逾期,且有承办律师。There is no such finding against a lawyer: a complaint must be upheld, a grade unqualified, a tracking wanting, a duty breached.',
        );
      }
      const statementDueAt = statementDays === null ? null : after(openedAt, statementDays);
      return [{ type: 'AccountabilityOpened', data: { ...opening, statementDueAt, openedAt } }];
    }
    case 'HearLawyer':
      return hear(command, state);
    case 'DecideAccountability':
      return decideOn(command, state);
    case 'RequestReview':
    case 'DecideReview':
      return review(command, state);
    case 'RecordPersonErased': {
      const { personId, erasedAt } = command.data;
      if (state.status === 'none' || state.personId !== personId || state.erased) return [];
      const { parties, subject } = state;
      return [{ type: 'AccountabilityPersonErased', data: { parties, subject, personId, erasedAt } }];
    }
    default:
      return assertNever(command);
  }
}

function evolve(state: AccountabilityState, { type, data }: AccountabilityEvent): AccountabilityState {
  if (type === 'AccountabilityOpened') {
    const { parties, subject, personId, number, ground, openedAt, statementDueAt } = data;
    const begun = { parties, subject, personId, number, ground, openedAt, statementDueAt };
    return { status: 'opened', ...begun, reviewDueAt: null, measure: null, erased: false };
  }
  if (state.status === 'none') return state;
  switch (type) {
    case 'LawyerHeard':
      return { ...state, status: 'heard' };
    case 'AccountabilityDecided':
      return { ...state, status: 'decided', measure: data.measure, reviewDueAt: data.reviewDueAt };
    case 'ReviewRequested':
      return { ...state, status: 'under_review' };
    case 'ReviewDecided':
      return { ...state, status: 'reviewed' };
    case 'AccountabilityPersonErased':
      return { ...state, erased: true };
    default:
      return assertNever(type);
  }
}

const decider: Decider<AccountabilityState, AccountabilityCommand, AccountabilityEvent> = { initial: { status: 'none' }, decide, evolve };

/** Proceedings against a lawyer that follow from a finding of quality work (责任追究, 2010年意见 二(四)1; 法律援助法 第63条). */
export const accountability: StreamType<AccountabilityState, AccountabilityCommand, AccountabilityEvent> = {
  name: 'accountability',
  decider,
  personal: {
    LawyerHeard: { statement: 'personId' },
    AccountabilityDecided: { findings: 'personId' },
    ReviewRequested: { reason: 'personId' },
    ReviewDecided: { reasons: 'personId' },
  },
};
