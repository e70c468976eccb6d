import { CommandHandler, type CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import { DIVISIONS } from '@xiezhi/contracts';
import {
  derivedId,
  Rejected,
  streamOf,
  type Checkpoint,
  type CommandContext,
  type EventStore,
  type Handled,
  type Message,
  type PersonKeys,
  type RecordedEvent,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { CaseAgencyKind } from '@xiezhi/legal-policy';
import type { Calendars } from '../calendars/calendars.queries.js';
import { DefenceRequests, type DefenceRequestContext, type DefenceRequestHandled } from '../defence-request/defence-request.handler.js';
import {
  defenceRequest,
  type DefenceRequestCommand,
  type DefenceRequestEvent,
  type DefenceRequestState,
} from '../defence-request/defence-request.js';
import type { NoticeInput } from '../defence-request/commands.js';
import type { Notice } from '../defence-request/notice.js';
import { noticeOf, opened, type NoticeBody } from '../defence-request/notices.parts.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import type { EarlyNotices as WaitingNotices } from '../early-notices/early-notices.queries.js';
import type { Coverages } from '../full-coverage/full-coverage.queries.js';
import { InstitutionOnItsWay, type Rosters } from '../rosters/rosters.js';
import { earlyNotice, noSuchEarlyNotice, type EarlyNoticeCommand, type EarlyNoticeEvent, type EarlyNoticeState } from './early-notice.js';

type NoticeFor = NoticeBody & { readonly organKind: CaseAgencyKind; readonly division: string; readonly mayWait: boolean };

export type EarlyNoticeIntent =
  /** 从本单位系统发来的通知: to its institution, or kept until that is known. */
  | Message<'SendOrKeep', NoticeFor>
  /** The institution is known now. */
  | Message<'MatchNotice', { readonly institution: string; readonly heardAt: Checkpoint | null }>
  /** 更正: its sender's, while it waits. */
  | Message<'CorrectKept', NoticeBody>
  | Message<'WithdrawNotice', { readonly reason: string }>
  | Message<'WarnOfWait', object>
  | Message<'LapseNotice', object>
  | Message<'RecordPersonErased', { readonly personId: string; readonly erasedAt: string }>;

/** The one envelope of this stream type. `id` is `null` for a new notice. */
export class EarlyNotices {
  constructor(
    readonly id: string | null,
    readonly intent: EarlyNoticeIntent,
    readonly context: DefenceRequestContext,
  ) {}
}

/** What became of a command; `kept`: where the notice stands that came early, `null` for one that came in time. */
export type EarlyNoticeHandled = Omit<Handled<unknown>, 'state'> & {
  readonly id: string;
  readonly kept: EarlyNoticeState['status'] | null;
};

export interface EarlyNoticeTools {
  readonly bus: CommandBus;
  readonly streams: StreamHandler<EarlyNoticeState, EarlyNoticeCommand, EarlyNoticeEvent>;
  readonly requests: Pick<StreamHandler<DefenceRequestState, DefenceRequestCommand, DefenceRequestEvent>, 'check'>;
  readonly store: EventStore;
  readonly keys: PersonKeys;
  readonly rosters: Pick<Rosters, 'expected'>;
  /** Waits until agencies are known here as far as a place in what was heard; false when that takes long. */
  readonly agenciesReach: (place: Checkpoint) => Promise<boolean>;
  readonly calendars: Pick<Calendars, 'of'>;
  readonly coverages: Pick<Coverages, 'of'>;
  readonly waiting: Pick<WaitingNotices, 'waitingOf'>;
  readonly warningHours: number;
  readonly days: number;
  /** Now, as an ISO instant. */
  readonly now: () => string;
}

type Matching = Extract<EarlyNoticeIntent, { type: 'MatchNotice' }>['data'];
type Known = Exclude<EarlyNoticeState, { status: 'none' }>;
type Corrected = Extract<EarlyNoticeEvent, { type: 'KeptNoticeCorrected' }>['data'];
type Kept = Extract<EarlyNoticeEvent, { type: 'NoticeKept' }>['data'];

const HOUR_MS = 3_600_000;
/** Notices that one organ may have waiting: more is a system that sends to the wrong place. */
const MAX_WAITING_OF_AN_ORGAN = 500;
const KNOWN_DIVISIONS: ReadonlySet<string> = new Set(DIVISIONS.map(({ code }) => code));

const later = (at: string, hours: number): string => new Date(Date.parse(at) + hours * HOUR_MS).toISOString();

/** Sends notices that come from organs' own systems, keeps those that come too early, and sends them on once their institution is known. */
@CommandHandler(EarlyNotices)
export class EarlyNoticeHandler implements ICommandHandler<EarlyNotices> {
  constructor(private readonly tools: EarlyNoticeTools) {}

  async execute({ id, intent, context }: EarlyNotices): Promise<EarlyNoticeHandled> {
    const at = this.tools.now();
    if (intent.type === 'SendOrKeep') return this.#send(intent.data, at, context);
    if (id === null) return noSuchEarlyNotice();
    const { state } = await this.tools.streams.load(id);
    if (state.status === 'none') return noSuchEarlyNotice();
    const { actor } = context;
    const isOwn =
      intent.type === 'WithdrawNotice' || intent.type === 'CorrectKept' ? actor.agency === state.parties.organ : actor.role === SYSTEM_ROLE;
    if (!isOwn) return noSuchEarlyNotice();
    const { lawyerId: _none, ...own } = context;
    const whole = { ...own, division: state.parties.division };
    if (intent.type === 'CorrectKept') return this.#correct(id, intent.data, state, at, whole);
    if (intent.type === 'MatchNotice') return this.#match(id, intent.data, state, at, whole);
    return this.#handle(id, { type: intent.type, data: { at, ...intent.data } } as EarlyNoticeCommand, whole);
  }

  async #send({ mayWait, ...notice }: NoticeFor, at: string, context: DefenceRequestContext): Promise<EarlyNoticeHandled> {
    const { bus } = this.tools;
    try {
      const { id, revision, position, replayed } = await bus.execute<DefenceRequests, DefenceRequestHandled>(
        new DefenceRequests(null, { type: 'SendNotice', data: notice }, context),
      );
      return { id, revision, position, replayed, kept: null };
    } catch (refusal) {
      if (!(refusal instanceof Rejected)) throw refusal;
      if (refusal.code !== 'institution.unknown' || !mayWait || !KNOWN_DIVISIONS.has(notice.division)) throw refusal;
      return this.#keep(derivedId(defenceRequest.name, context.commandId), notice, at, context);
    }
  }

  async #keep(
    id: string,
    { organKind, division, ...body }: Omit<NoticeFor, 'mayWait'>,
    at: string,
    { lawyerId: _none, ...context }: DefenceRequestContext,
  ): Promise<EarlyNoticeHandled> {
    const { requests, keys, calendars, coverages, waiting, warningHours, days } = this.tools;
    const organ = context.actor.agency;
    const [person, contact, calendar, coverage] = await Promise.all([
      keys.create(),
      keys.create(),
      calendars.of(division),
      coverages.of(division, body.facts.discoveredAt),
    ]);
    const notice = noticeOf(body, organ, person.personId, contact.personId);
    const parties = { organ, organKind, division };
    // Events are known by their command: the request's will have the sender's own.
    const whole = { ...context, division, commandId: derivedId('kept', context.commandId) };
    if ((await this.tools.streams.load(id)).state.status === 'none') {
      // A notice with faults is refused at once, whatever else is not known yet.
      const asSent = { at, calendar, warningHours: 0, parties: { ...parties, institution: '' }, notice, coverage };
      await requests.check(id, { type: 'SendNotice', data: asSent }, whole);
      if ((await waiting.waitingOf(organ, MAX_WAITING_OF_AN_ORGAN)) >= MAX_WAITING_OF_AN_ORGAN) throw tooMany();
    }
    const waits = { warnAt: later(at, warningHours), lapsesAt: later(at, days * 24), sentBy: context.commandId };
    return this.#handle(id, { type: 'KeepNotice', data: { at, parties, notice, ...waits } }, whole);
  }

  /** What is wrong in a correction is refused at once, like what is wrong in a notice. */
  async #correct(id: string, body: NoticeBody, state: Known, at: string, context: CommandContext): Promise<EarlyNoticeHandled> {
    const { requests, calendars, coverages } = this.tools;
    const { parties, personId, contactId } = state;
    const [calendar, coverage] = await Promise.all([
      calendars.of(parties.division),
      coverages.of(parties.division, body.facts.discoveredAt),
    ]);
    const notice = noticeOf(body, parties.organ, personId, contactId);
    if (state.status === 'waiting') {
      const asSent = { at, calendar, warningHours: 0, parties: { ...parties, institution: '' }, notice, coverage };
      await requests.check(id, { type: 'SendNotice', data: asSent }, context);
    }
    return this.#handle(id, { type: 'CorrectKept', data: { at, notice } }, context);
  }

  /**
   * The notice goes on as its sender's own, and all is counted from when it came. A refusal of the rules ends the waiting.
   * @throws InstitutionOnItsWay while agencies are not known here as far as the message that told of the institution
   */
  async #match(id: string, to: Matching, state: Known, at: string, context: CommandContext): Promise<EarlyNoticeHandled> {
    const { bus, rosters, agenciesReach, store, keys } = this.tools;
    const { institution: code, heardAt } = to;
    const answer = { id, revision: -1, position: null, replayed: false, kept: state.status };
    if (state.status !== 'waiting') return answer;
    // What is known of the institution may be older than what sent us: as inactive as it was then, the notice would wait for ever.
    if (heardAt != null && !(await agenciesReach(heardAt))) throw new InstitutionOnItsWay(code);
    const institution = await rosters.expected(code);
    const { organ, organKind, division } = state.parties;
    if (!institution.active || institution.division !== division) return answer;
    const stream = streamOf(earlyNotice, id);
    const [kept, ...since] = await store.read(stream);
    const corrections = since.filter(({ type }) => type === 'KeptNoticeCorrected');
    const [notice, corrected] = await Promise.all(
      [kept, corrections.at(-1)].map((event) => (event === undefined ? null : opened(event.data as unknown as Notice, keys, stream))),
    );
    if (notice === null || notice === undefined)
      return this.#handle(id, { type: 'RecordRefusal', data: { at, code: 'early_notice.person_erased' } }, context);
    const { actor, correlationId, fingerprint } = kept!.meta;
    const { sentBy } = kept!.data as unknown as Kept;
    const own = { ...context, actor, correlationId, commandId: sentBy, ...(fingerprint !== undefined && { fingerprint }) };
    const parties = { organ, organKind, institution: code, division };
    try {
      await bus.execute(new DefenceRequests(id, { type: 'ReceiveKept', data: { parties, notice, at: state.keptAt } }, own));
    } catch (refusal) {
      if (!(refusal instanceof Rejected)) throw refusal;
      return this.#handle(id, { type: 'RecordRefusal', data: { at, code: refusal.code } }, context);
    }
    const refused = corrected == null ? undefined : await this.#correctMatched(id, corrected, corrections, own);
    const told = { at, institution: code, corrections: corrections.length, ...(refused !== undefined && { correctionRefused: refused }) };
    const handled = await this.#handle(id, { type: 'RecordMatch', data: told }, context);
    // A correction came while the notice went on: it follows before the waiting ends.
    return handled.kept === 'waiting' ? this.#match(id, to, state, at, context) : handled;
  }

  /** The newest correction follows the notice, as of when it was made: the request keeps both. The code of a refusal, where there is one. */
  async #correctMatched(
    id: string,
    notice: NoticeInput,
    corrections: readonly RecordedEvent[],
    own: CommandContext,
  ): Promise<string | undefined> {
    const { actor, correlationId } = corrections.at(-1)!.meta;
    const { correctedAt } = corrections.at(-1)!.data as unknown as Corrected;
    const context = { ...own, actor, correlationId, commandId: derivedId(own.commandId, 'corrected', String(corrections.length)) };
    try {
      await this.tools.bus.execute(new DefenceRequests(id, { type: 'CorrectKept', data: { notice, at: correctedAt } }, context));
      return undefined;
    } catch (refusal) {
      if (!(refusal instanceof Rejected)) throw refusal;
      return refusal.code;
    }
  }

  async #handle(id: string, command: EarlyNoticeCommand, context: CommandContext): Promise<EarlyNoticeHandled> {
    const { revision, position, replayed, state } = await this.tools.streams.handle(id, command, context);
    return { id, revision, position, replayed, kept: state.status };
  }
}

const tooMany = (): Rejected =>
  new Rejected(
    'early_notice.too_many_waiting',
    `本单位已有${MAX_WAITING_OF_AN_ORGAN}件通知在等待机构登记,请核对行政区划代码,或者联系平台管理员登记机构。` +
      `${MAX_WAITING_OF_AN_ORGAN} notices of your organ wait for their institutions: check the division codes, or ask the administrator to register them.`,
  );
