import type {
  AnswerWay,
  ComplainantKind,
  ComplaintGround,
  ComplaintMeasure,
  ComplaintOutcome,
  ComplaintRefusal,
  ComplaintStep,
  ComplaintWay,
} from '@xiezhi/contracts';
import { assertNever, Rejected, type Decider, type JsonObject, type Message, type Personal, type StreamType } from '@xiezhi/eventsourcing';
import type { At, ByDecider, Complainant, ComplaintCommand, ComplaintParties, ComplaintSubject, Counting } from './commands.js';
import { startDuty, type ComplaintClock, type ComplaintDuty } from './duty.js';

type Of<Data> = JsonObject & { readonly parties: ComplaintParties } & Data;
type Written<Field extends string> = { readonly personId: string } & { readonly [F in Field]: Personal<string> };

export type ComplaintEvent =
  | Message<
      'ComplaintFiled',
      Of<
        {
          readonly number: string;
          readonly subject: ComplaintSubject;
          readonly complainantKind: ComplainantKind;
          readonly way: ComplaintWay;
          readonly grounds: readonly ComplaintGround[];
          readonly receivedAt: string;
          readonly filedAt: string;
          readonly complainant: Personal<Complainant>;
        } & Written<'text'>
      >
    >
  /** `subject`: the lawyer complained about is told, and sees it from now on. */
  | Message<'ComplaintAccepted', Of<{ readonly acceptedAt: string; readonly subject?: ComplaintSubject }>>
  | Message<'ComplaintNotAccepted', Of<{ readonly refusedAt: string; readonly reason: ComplaintRefusal } & Written<'explanation'>>>
  | Message<'ComplaintStepTaken', Of<{ readonly step: ComplaintStep; readonly doneAt: string } & Written<'note'>>>
  | Message<
      'ComplaintDecided',
      Of<
        {
          readonly outcome: ComplaintOutcome;
          readonly measures: readonly ComplaintMeasure[];
          readonly decidedAt: string;
          readonly subject: ComplaintSubject;
        } & Written<'findings'>
      >
    >
  | Message<
      'ComplaintAnswered',
      Of<{ readonly subject: ComplaintSubject; readonly way: AnswerWay; readonly answeredAt: string } & Written<'answer'>>
    >
  | Message<'ComplaintWithdrawn', Of<{ readonly subject: ComplaintSubject; readonly withdrawnAt: string } & Written<'reason'>>>
  | Message<'ComplaintClockStarted', Of<{ readonly duty: ComplaintDuty; readonly clock: ComplaintClock }>>
  | Message<
      'ComplaintClockStopped',
      Of<{
        readonly duty: ComplaintDuty;
        readonly clock: ComplaintClock;
        readonly stoppedAt: string;
        readonly outcome: 'met' | 'lapsed';
        readonly onTime: boolean;
      }>
    >
  | Message<'ComplaintClockBreached', Of<{ readonly duty: ComplaintDuty; readonly clock: ComplaintClock; readonly breachedAt: string }>>
  | Message<
      'ComplaintClockRecounted',
      Of<{ readonly duty: ComplaintDuty; readonly clock: ComplaintClock; readonly previousDueAt: string; readonly recountedAt: string }>
    >
  | Message<'ComplaintPersonErased', Of<{ readonly personId: string; readonly erasedAt: string }>>;

export type { ComplaintCommand } from './commands.js';
export type ComplaintStatus = 'filed' | 'accepted' | 'not_accepted' | 'decided' | 'answered' | 'withdrawn';
interface Running {
  readonly duty: ComplaintDuty;
  readonly clock: ComplaintClock;
  readonly breached: boolean;
}
export type ComplaintState =
  | { readonly status: 'none' }
  | {
      readonly status: ComplaintStatus;
      readonly parties: ComplaintParties;
      readonly subject: ComplaintSubject;
      readonly personId: string;
      readonly receivedAt: string;
      readonly running: Running | null;
      /** What was decided, once it was. */
      readonly outcome: ComplaintOutcome | null;
      readonly erased: boolean;
    };
type Known = Exclude<ComplaintState, { status: 'none' }>;

const SHOWN: Readonly<Record<ComplaintStatus, string>> = {
  filed: '待受理',
  accepted: '调查中',
  not_accepted: '不予受理',
  decided: '已有结论、待答复',
  answered: '已答复',
  withdrawn: '已撤回',
};

/** The complaint where it stands at one of `statuses`; anything else is refused, naming where it stands. */
function at(state: ComplaintState, ...statuses: readonly ComplaintStatus[]): Known {
  if (state.status === 'none') throw new Rejected('complaint.not_found', '没有这件投诉。No such complaint.');
  if (statuses.includes(state.status)) return state;
  throw new Rejected(
    'complaint.wrong_state',
    `投诉目前为“${SHOWN[state.status]}”,不能办理此项。The complaint stands at “${state.status}”; this cannot be done now.`,
  );
}

/** Nobody decides about the own conduct: a complaint about the institution is the justice department's. */
function decidable(state: Known, by: ByDecider['by']): Known {
  if (by === 'justice' || state.subject.about !== 'institution') return state;
  throw new Rejected(
    'complaint.about_own_institution.forbidden',
    '投诉对象是本机构的,由司法行政机关处理。A complaint about the institution itself is decided by the justice department.',
  );
}

function writable(state: Known): Known {
  if (!state.erased) return state;
  throw new Rejected('complaint.person_erased', '投诉人信息已依法删除,不能再写入文字。The complainant was erased; no text can be added.');
}

/** People write a time to the minute: what happened within that of the complaint came after it. */
const minuteOf = (instant: string): string => instant.slice(0, 16);
const within = (instant: string, from: string, to: string): boolean => minuteOf(instant) >= minuteOf(from) && instant <= to;

const outOfOrder = (field: string): Rejected => {
  const detail = '时间应在收到投诉之后、现在之前。The time must lie between the complaint and now.';
  return new Rejected('complaint.time.invalid', detail, { errors: [{ path: field, code: 'out_of_range', detail }] });
};

const started = (parties: ComplaintParties, duty: ComplaintDuty, trigger: string, { calendar, figure }: Counting): ComplaintEvent => ({
  type: 'ComplaintClockStarted',
  data: { parties, duty, clock: startDuty(duty, trigger, calendar, figure) },
});

/** What ends the duty that runs, if one does. */
function stopped({ parties, running }: Known, stoppedAt: string, outcome: 'met' | 'lapsed'): readonly ComplaintEvent[] {
  if (running === null) return [];
  const { duty, clock } = running;
  const onTime = clock.dueAt === null || stoppedAt < clock.dueAt;
  return [{ type: 'ComplaintClockStopped', data: { parties, duty, clock, stoppedAt, outcome, onTime } }];
}

function file({ data }: Extract<ComplaintCommand, { type: 'FileComplaint' }>): readonly ComplaintEvent[] {
  const { at: filedAt, calendar, figure, ...given } = data;
  if (given.receivedAt > filedAt) throw outOfOrder('receivedAt');
  return [
    { type: 'ComplaintFiled', data: { ...given, filedAt } },
    started(given.parties, 'accept', given.receivedAt, { calendar, figure }),
  ];
}

/** What brings a complaint to its end: the conclusion, the answer, or that it is taken back. */
function end(
  command: Extract<ComplaintCommand, { type: 'DecideComplaint' | 'AnswerComplaint' | 'WithdrawComplaint' }>,
  state: ComplaintState,
): readonly ComplaintEvent[] {
  switch (command.type) {
    case 'DecideComplaint': {
      const { at: decidedAt, by, outcome, measures, findings } = command.data;
      const known = writable(decidable(at(state, 'accepted'), by));
      const { parties, personId, subject } = known;
      return [
        { type: 'ComplaintDecided', data: { parties, outcome, measures, decidedAt, subject, personId, findings } },
        ...stopped(known, decidedAt, 'met'),
        started(parties, 'answer', decidedAt, command.data),
      ];
    }
    case 'AnswerComplaint': {
      if (state.status === 'answered') return [];
      const { by, way, answeredAt, answer } = command.data;
      const known = writable(decidable(at(state, 'decided', 'not_accepted'), by));
      const { parties, subject, personId, receivedAt } = known;
      if (!within(answeredAt, receivedAt, command.data.at)) throw outOfOrder('answeredAt');
      return [
        { type: 'ComplaintAnswered', data: { parties, subject, way, answeredAt, personId, answer } },
        ...stopped(known, answeredAt, 'met'),
      ];
    }
    case 'WithdrawComplaint': {
      if (state.status === 'withdrawn') return [];
      const known = writable(at(state, 'filed', 'accepted'));
      const { parties, subject, personId } = known;
      const { at: withdrawnAt, reason } = command.data;
      return [
        { type: 'ComplaintWithdrawn', data: { parties, subject, withdrawnAt, personId, reason } },
        ...stopped(known, withdrawnAt, 'lapsed'),
      ];
    }
    default:
      return assertNever(command);
  }
}

/** The clock that runs, counted again from its start by the calendar of now. What is over stays over. */
function recount({ at: recountedAt, calendar, figure }: At & Counting, state: ComplaintState): readonly ComplaintEvent[] {
  if (state.status === 'none' || state.running === null) return [];
  const { duty, clock: before, breached } = state.running;
  if (breached || before.dueAt === null) return [];
  const clock = startDuty(duty, before.startedAt, calendar, figure);
  if (clock.dueAt === null || clock.dueAt === before.dueAt) return [];
  const { parties } = state;
  return [{ type: 'ComplaintClockRecounted', data: { parties, duty, clock, previousDueAt: before.dueAt, recountedAt } }];
}

function decide(command: ComplaintCommand, state: ComplaintState): readonly ComplaintEvent[] {
  switch (command.type) {
    case 'FileComplaint':
      if (state.status !== 'none') throw new Rejected('complaint.exists', '该投诉已登记。This complaint exists already.');
      return file(command);
    case 'AcceptComplaint': {
      if (state.status === 'accepted') return [];
      const { at: acceptedAt, by } = command.data;
      const known = decidable(at(state, 'filed'), by);
      const { parties, subject } = known;
      return [
        { type: 'ComplaintAccepted', data: { parties, acceptedAt, subject } },
        ...stopped(known, acceptedAt, 'met'),
        started(parties, 'conclude', acceptedAt, command.data),
      ];
    }
    case 'RefuseComplaint': {
      if (state.status === 'not_accepted') return [];
      const { at: refusedAt, by, reason, explanation } = command.data;
      const known = writable(decidable(at(state, 'filed'), by));
      const { parties, personId } = known;
      return [
        { type: 'ComplaintNotAccepted', data: { parties, refusedAt, reason, personId, explanation } },
        ...stopped(known, refusedAt, 'met'),
      ];
    }
    case 'RecordStep': {
      const { parties, personId, receivedAt } = writable(at(state, 'accepted'));
      const { step, doneAt, note } = command.data;
      if (!within(doneAt, receivedAt, command.data.at)) throw outOfOrder('doneAt');
      return [{ type: 'ComplaintStepTaken', data: { parties, step, doneAt, personId, note } }];
    }
    case 'DecideComplaint':
    case 'AnswerComplaint':
    case 'WithdrawComplaint':
      return end(command, state);
    case 'RecordBreach': {
      if (state.status === 'none' || state.running === null) return [];
      const { duty, clock, breached } = state.running;
      if (duty !== command.data.duty || breached || clock.dueAt === null || command.data.at < clock.dueAt) return [];
      return [{ type: 'ComplaintClockBreached', data: { parties: state.parties, duty, clock, breachedAt: clock.dueAt } }];
    }
    case 'RecountClock':
      return recount(command.data, state);
    case 'RecordPersonErased': {
      const { personId, erasedAt } = command.data;
      if (state.status === 'none' || state.personId !== personId || state.erased) return [];
      return [{ type: 'ComplaintPersonErased', data: { parties: state.parties, personId, erasedAt } }];
    }
    default:
      return assertNever(command);
  }
}

const AFTER: Partial<Readonly<Record<ComplaintEvent['type'], ComplaintStatus>>> = {
  ComplaintAccepted: 'accepted',
  ComplaintNotAccepted: 'not_accepted',
  ComplaintDecided: 'decided',
  ComplaintAnswered: 'answered',
  ComplaintWithdrawn: 'withdrawn',
};

function evolve(state: ComplaintState, event: ComplaintEvent): ComplaintState {
  if (event.type === 'ComplaintFiled') {
    const { parties, subject, personId, receivedAt } = event.data;
    return { status: 'filed', parties, subject, personId, receivedAt, running: null, outcome: null, erased: false };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'ComplaintClockStarted':
      return { ...state, running: { duty: event.data.duty, clock: event.data.clock, breached: false } };
    case 'ComplaintClockRecounted':
      return { ...state, running: { duty: event.data.duty, clock: event.data.clock, breached: false } };
    case 'ComplaintClockStopped':
      return { ...state, running: null };
    case 'ComplaintClockBreached':
      return { ...state, running: { duty: event.data.duty, clock: event.data.clock, breached: true } };
    case 'ComplaintPersonErased':
      return { ...state, erased: true };
    case 'ComplaintDecided':
      return { ...state, status: 'decided', outcome: event.data.outcome };
    default:
      return { ...state, status: AFTER[event.type] ?? state.status };
  }
}

const decider: Decider<ComplaintState, ComplaintCommand, ComplaintEvent> = { initial: { status: 'none' }, decide, evolve };

/** A complaint about legal aid (投诉, 法律援助法 第56条), from its filing to the answer. */
export const complaint: StreamType<ComplaintState, ComplaintCommand, ComplaintEvent> = {
  name: 'complaint',
  decider,
  personal: {
    ComplaintFiled: { complainant: 'personId', text: 'personId' },
    ComplaintNotAccepted: { explanation: 'personId' },
    ComplaintStepTaken: { note: 'personId' },
    ComplaintDecided: { findings: 'personId' },
    ComplaintAnswered: { answer: 'personId' },
    ComplaintWithdrawn: { reason: 'personId' },
  },
};
