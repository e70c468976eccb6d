import { assertNever, Rejected, type Decider, type JsonObject, type Message, type StreamType } from '@xiezhi/eventsourcing';
import type { EarlyNoticeEvent, EarlyParties, KeptNotice } from './events.js';

export type { EarlyNoticeEvent, EarlyParties } from './events.js';

/** A notice in clear, as it arrives with a command. */
export type NoticeToKeep = Pick<KeptNotice, 'facts' | 'personId' | 'contactId'> & {
  readonly person: JsonObject;
  readonly contact: JsonObject;
  readonly papers: JsonObject;
};

/** Commands on a notice that came early; all but the correction and the withdrawal are the platform's. */
export type EarlyNoticeCommand =
  | Message<
      'KeepNotice',
      {
        readonly at: string;
        readonly parties: EarlyParties;
        readonly notice: NoticeToKeep;
        readonly warnAt: string;
        readonly lapsesAt: string;
        readonly sentBy: string;
      }
    >
  | Message<'CorrectKept', { readonly at: string; readonly notice: NoticeToKeep }>
  /** `corrections`: how many of them the request was given. */
  | Message<
      'RecordMatch',
      { readonly at: string; readonly institution: string; readonly corrections: number; readonly correctionRefused?: string }
    >
  | Message<'RecordRefusal', { readonly at: string; readonly code: string }>
  | Message<'WarnOfWait', { readonly at: string }>
  | Message<'LapseNotice', { readonly at: string }>
  | Message<'WithdrawNotice', { readonly at: string; readonly reason: string }>
  | Message<'RecordPersonErased', { readonly at: string; readonly personId: string; readonly erasedAt: string }>;

interface Known {
  readonly parties: EarlyParties;
  readonly personId: string;
  readonly contactId: string;
  readonly keptAt: string;
  readonly lapsesAt: string;
  /** How often it was corrected. */
  readonly corrections: number;
  readonly erased: readonly string[];
}

/** What became of an early notice. `matched`: it is a request now. */
export type EarlyEnd = 'matched' | 'withdrawn' | 'lapsed' | 'refused';
/** Where an early notice stands. */
export type EarlyStatus = 'waiting' | EarlyEnd;

/** The notice as its stream knows it. */
export type EarlyNoticeState =
  | { readonly status: 'none' }
  | ({ readonly status: 'waiting'; readonly warned: boolean } & Known)
  | ({ readonly status: EarlyEnd; readonly endedAt: string } & Known);

type Waiting = Extract<EarlyNoticeState, { status: 'waiting' }>;

const refuse = (reason: string, text: string): never => {
  throw new Rejected(`early_notice.${reason}`, text);
};

/** To whom it does not exist. */
export const noSuchEarlyNotice = (): never =>
  refuse('not_found', '没有这件待送达的通知,或它不属于您的单位。No such waiting notice, or it is not your agency’s.');

const NO_LONGER = '该通知已不在等待,请查看其去向。The notice waits no more; see what became of it.';

/** The state while it waits; what is over is over. */
function waiting(state: EarlyNoticeState): Waiting {
  if (state.status === 'none') return noSuchEarlyNotice();
  return state.status === 'waiting' ? state : refuse('not_waiting', NO_LONGER);
}

const waitOf = ({ parties, keptAt, lapsesAt }: Waiting) => ({ parties, keptAt, lapsesAt });

function decide(command: EarlyNoticeCommand, state: EarlyNoticeState): readonly EarlyNoticeEvent[] {
  switch (command.type) {
    case 'KeepNotice': {
      if (state.status !== 'none') return refuse('exists', '该通知已保存。This notice is kept already.');
      const { at, parties, notice, ...waits } = command.data;
      return [{ type: 'NoticeKept', data: { parties, ...(notice as unknown as KeptNotice), keptAt: at, ...waits } }];
    }
    case 'CorrectKept': {
      const { parties } = waiting(state);
      const { at, notice } = command.data;
      return [{ type: 'KeptNoticeCorrected', data: { parties, ...(notice as unknown as KeptNotice), correctedAt: at } }];
    }
    case 'RecordMatch': {
      if (state.status === 'matched') return [];
      const { parties, corrections = 0 } = waiting(state);
      const { at, corrections: given, ...matched } = command.data;
      // One that came meanwhile follows first.
      return corrections === given ? [{ type: 'NoticeMatched', data: { parties, ...matched, matchedAt: at } }] : [];
    }
    case 'RecordRefusal': {
      if (state.status === 'refused') return [];
      const { parties } = waiting(state);
      return [{ type: 'KeptNoticeRefused', data: { parties, refusedAt: command.data.at, code: command.data.code } }];
    }
    case 'WarnOfWait':
      return state.status === 'waiting' && !state.warned
        ? [{ type: 'NoticeWaitedLong', data: { ...waitOf(state), warnedAt: command.data.at } }]
        : [];
    case 'LapseNotice':
      return state.status === 'waiting' ? [{ type: 'KeptNoticeLapsed', data: { parties: state.parties, lapsedAt: command.data.at } }] : [];
    case 'WithdrawNotice': {
      if (state.status === 'withdrawn') return [];
      const { parties, personId } = waiting(state);
      const { at, reason } = command.data;
      return [{ type: 'KeptNoticeWithdrawn', data: { parties, personId, withdrawnAt: at, reason } }];
    }
    case 'RecordPersonErased':
      return personErased(command.data, state);
    default:
      return assertNever(command);
  }
}

/** Whoever cannot be named any more cannot be defended by this notice: it ends, and its sender learns why. */
function personErased(
  { at, personId, erasedAt }: Extract<EarlyNoticeCommand, { type: 'RecordPersonErased' }>['data'],
  state: EarlyNoticeState,
): readonly EarlyNoticeEvent[] {
  if (state.status === 'none') return noSuchEarlyNotice();
  if (state.erased.includes(personId)) return [];
  const { parties } = state;
  return [
    { type: 'PersonErased', data: { parties, personId, erasedAt } },
    ...(state.status === 'waiting'
      ? [{ type: 'KeptNoticeRefused', data: { parties, refusedAt: at, code: 'early_notice.person_erased' } } as const]
      : []),
  ];
}

function evolve(state: EarlyNoticeState, { type, data }: EarlyNoticeEvent): EarlyNoticeState {
  const known = state as Waiting;
  const ended = (status: EarlyEnd, endedAt: string): EarlyNoticeState => {
    const { warned: _over, ...rest } = known;
    return { ...rest, status, endedAt };
  };
  switch (type) {
    case 'NoticeKept': {
      const { parties, personId, contactId, keptAt, lapsesAt } = data;
      return { status: 'waiting', parties, personId, contactId, keptAt, lapsesAt, warned: false, corrections: 0, erased: [] };
    }
    case 'KeptNoticeCorrected':
      return { ...known, corrections: (known.corrections ?? 0) + 1 };
    case 'NoticeWaitedLong':
      return { ...known, warned: true };
    case 'NoticeMatched':
      return ended('matched', data.matchedAt);
    case 'KeptNoticeWithdrawn':
      return ended('withdrawn', data.withdrawnAt);
    case 'KeptNoticeLapsed':
      return ended('lapsed', data.lapsedAt);
    case 'KeptNoticeRefused':
      return ended('refused', data.refusedAt);
    case 'PersonErased':
      return state.status === 'none' ? state : { ...state, erased: [...state.erased, data.personId] };
    default:
      return assertNever(type);
  }
}

const decider: Decider<EarlyNoticeState, EarlyNoticeCommand, EarlyNoticeEvent> = { initial: { status: 'none' }, decide, evolve };

const PEOPLE = { person: 'personId', papers: 'personId', contact: 'contactId' } as const;

/**
 * A notice for defence (通知辩护) that came from an organ's own system before the directory told of the institution it asks (先到通知): kept
 * as it came, and the request once the institution is known. Its id is the request's.
 */
export const earlyNotice: StreamType<EarlyNoticeState, EarlyNoticeCommand, EarlyNoticeEvent> = {
  name: 'early-notice',
  decider,
  personal: {
    NoticeKept: PEOPLE,
    KeptNoticeCorrected: PEOPLE,
    KeptNoticeWithdrawn: { reason: 'personId' },
  },
};
