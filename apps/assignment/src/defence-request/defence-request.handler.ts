import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChangeReason } from '@xiezhi/contracts';
import {
  derivedId,
  open,
  PersonKeys,
  Rejected,
  streamOf,
  type CommandContext,
  type EventStore,
  type Handled,
  type Message,
  type RecordedEvent,
} from '@xiezhi/eventsourcing';
import type { CaseAgencyKind, FullCoverage } from '@xiezhi/legal-policy';
import type { Calendars } from '../calendars/calendars.queries.js';
import type { Coverages } from '../full-coverage/full-coverage.queries.js';
import { appoint, type AppointingCommand, type AppointingTools } from './defence-request.appointing.js';
import { defenceRequest, type DefenceRequestCommand, type DefenceRequestState, type NoticeInput, type Parties } from './defence-request.js';
import type { Notice } from './notice.js';
import type { PaperAttached, PaperInput } from './paper.js';
import { noticeOf, opened, type NoticeBody } from './notices.parts.js';
import { insistOnRelation, notFound } from './relations.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import { isOpen } from './state.js';

/** What is known when a situation is found (发现应当通知辩护情形); nobody is named. */
export interface DiscoveryBody {
  readonly discoveredAt: string;
  readonly caseNumber: string;
  readonly stage: string;
  readonly ground: string;
}

/** A notice whose parties are known, with when it came. */
interface ReceivedNotice {
  readonly parties: Parties;
  readonly notice: NoticeInput;
  readonly at: string;
}

/** Commands whose facts must be gathered first … */
type Gathered =
  | Message<'RecordDiscovery', { readonly organKind: CaseAgencyKind; readonly division: string } & DiscoveryBody>
  | Message<'SendNotice', NoticeBody & { readonly organKind: CaseAgencyKind; readonly division: string }>
  /** 对已登记的情形发出通知: the notice of a discovery that was recorded before. */
  | Message<'SendDiscovered', NoticeBody>
  | Message<'CorrectNotice', NoticeBody>
  | Message<'AssignLawyer', { readonly lawyerId: string }>
  | Message<'ReplaceLawyer', { readonly lawyerId: string; readonly reasonCode: ChangeReason }>
  | Message<'RefuseLawyer', { readonly refusedAt: string; readonly reason: string }>
  | Message<'RemindOfDuty', object>
  | Message<'TransferJurisdiction', { readonly to: string; readonly reason: string }>
  /** 移送后的新通知: the other half of a transfer, sent by the workflow. */
  | Message<'SpawnTransferred', { readonly to: Parties; readonly at: string }>
  /** 先到通知送达: a notice that waited for its institution, as of when it came. */
  | Message<'ReceiveKept', ReceivedNotice>
  /** … and its correction, as of when that was made. */
  | Message<'CorrectKept', Omit<ReceivedNotice, 'parties'>>;
/** … and those that only need the time and the working days. */
type Plain<Command> =
  Command extends Message<infer Type, infer Data>
    ? Type extends Gathered['type']
      ? never
      : Message<Type, Omit<Data, 'at' | 'calendar' | 'warningHours'> & { readonly at?: string }>
    : never;
export type DefenceRequestIntent = Gathered | Plain<DefenceRequestCommand>;
type OnRequest = Exclude<DefenceRequestIntent, { type: 'RecordDiscovery' | 'SendNotice' | 'SpawnTransferred' | 'ReceiveKept' }>;

/** Who sends a command; `lawyerId` of a lawyer who does. The division is the matter's. */
export type DefenceRequestContext = Omit<CommandContext, 'division'> & { readonly lawyerId?: string };

/** The one envelope of this stream type: HTTP, the bus and workflows all send it. `id` is `null` for a new request. */
export class DefenceRequests {
  constructor(
    readonly id: string | null,
    readonly intent: DefenceRequestIntent,
    readonly context: DefenceRequestContext,
  ) {}
}

export type DefenceRequestHandled = Handled<DefenceRequestState> & { readonly id: string };

export interface DefenceRequestTools extends AppointingTools {
  readonly keys: PersonKeys;
  readonly store: EventStore;
  readonly calendars: Calendars;
  readonly coverages: Pick<Coverages, 'of'>;
  readonly circles: Circles;
  /** Hours before the end of a duty at which its holder is warned; 0: never. */
  readonly warningHours: number;
  /** Now, as an ISO instant. */
  readonly now: () => string;
}

/** Gathers the facts a command needs, then hands it to the rules. */
@CommandHandler(DefenceRequests)
export class DefenceRequestHandler implements ICommandHandler<DefenceRequests> {
  constructor(private readonly tools: DefenceRequestTools) {}

  async execute({ id, intent, context }: DefenceRequests): Promise<DefenceRequestHandled> {
    const at = this.tools.now();
    switch (intent.type) {
      case 'RecordDiscovery':
        return this.#discover(intent.data, at, context);
      case 'SendNotice':
        return this.#send(intent.data, at, context);
      case 'SpawnTransferred':
        return this.#spawn(insisted(id), intent.data, context);
      case 'ReceiveKept':
        return this.#receive(insisted(id), intent.data, context);
      default:
        return this.#onRequest(insisted(id), intent, at, context);
    }
  }

  async #onRequest(
    request: string,
    intent: OnRequest,
    at: string,
    { lawyerId, ...context }: DefenceRequestContext,
  ): Promise<DefenceRequestHandled> {
    const { state } = await this.tools.streams.load(request);
    const type = intent.type === 'SendDiscovered' ? 'SendNotice' : intent.type === 'CorrectKept' ? 'CorrectNotice' : intent.type;
    const { parties, relation } = insistOnRelation(state, type, { actor: context.actor, lawyerId });
    if (relation === 'institution' && !(await this.tools.circles.admit(request, context.actor))) throw notFound();
    const whole: CommandContext = { ...context, division: parties.division };
    const counting = { calendar: await this.tools.calendars.of(parties.division), warningHours: this.tools.warningHours };
    const handle = (command: DefenceRequestCommand): Promise<DefenceRequestHandled> => this.#handle(request, command, whole);
    const appointed = async (lawyer: string, commandOf: AppointingCommand): Promise<DefenceRequestHandled> => ({
      id: request,
      ...(await appoint(this.tools, request, lawyer, state, { at, commandOf }, whole)),
    });
    switch (intent.type) {
      case 'SendDiscovered': {
        const [person, contact] = await Promise.all([this.tools.keys.create(), this.tools.keys.create()]);
        const notice = noticeOf(intent.data, parties.organ, person.personId, contact.personId);
        const coverage = await this.#coverage(parties.division, notice);
        return handle({ type: 'SendNotice', data: { at, ...counting, parties, notice, coverage } });
      }
      case 'CorrectNotice': {
        if (!isOpen(state)) throw notFound();
        const notice = noticeOf(intent.data, parties.organ, state.personId, state.contactId);
        const coverage = await this.#coverage(parties.division, notice);
        return handle({ type: 'CorrectNotice', data: { at, ...counting, notice, coverage } });
      }
      case 'CorrectKept': {
        const { notice, at: correctedAt } = intent.data;
        const coverage = await this.#coverage(parties.division, notice);
        return handle({ type: 'CorrectNotice', data: { at: correctedAt, ...counting, notice, coverage } });
      }
      case 'TransferJurisdiction': {
        const institution = await this.tools.rosters.institution(intent.data.to);
        const to = { ...parties, institution: institution.code, division: institution.division };
        return handle({ type: 'TransferJurisdiction', data: { at, to, reason: intent.data.reason } });
      }
      case 'AssignLawyer':
        return appointed(intent.data.lawyerId, (appointment) => ({ type: 'AssignLawyer', data: { at, ...appointment } }));
      case 'ReplaceLawyer': {
        const { reasonCode } = intent.data;
        return appointed(intent.data.lawyerId, (appointment) => ({ type: 'ReplaceLawyer', data: { at, reasonCode, ...appointment } }));
      }
      case 'RemindOfDuty':
        return handle({ type: 'RemindOfDuty', data: { at, by: relation === 'organ' ? 'organ' : 'institution' } });
      case 'RefuseLawyer':
        return handle({ type: 'RefuseLawyer', data: { at, ...counting, ...intent.data, byOrgan: relation === 'organ' } });
      default:
        return handle({ ...intent, data: { at, ...counting, ...intent.data } } as DefenceRequestCommand);
    }
  }

  async #discover(
    { organKind, division, ...data }: Extract<Gathered, { type: 'RecordDiscovery' }>['data'],
    at: string,
    { lawyerId: _none, ...context }: DefenceRequestContext,
  ): Promise<DefenceRequestHandled> {
    const parties = await this.#partiesFor(context.actor.agency, organKind, division);
    const { warningHours, calendars } = this.tools;
    const calendar = await calendars.of(parties.division);
    const id = derivedId(defenceRequest.name, context.commandId);
    const whole = { ...context, division: parties.division };
    return this.#handle(id, { type: 'RecordDiscovery', data: { at, calendar, warningHours, parties, ...data } }, whole, true);
  }

  async #partiesFor(organ: string, organKind: CaseAgencyKind, division: string): Promise<Parties> {
    const institution = await this.tools.rosters.institutionIn(division);
    return { organ, organKind, institution: institution.code, division: institution.division };
  }

  async #handle(id: string, command: DefenceRequestCommand, context: CommandContext, likelyNew = false): Promise<DefenceRequestHandled> {
    return { id, ...(await this.tools.streams.handle(id, command, context, { likelyNew })) };
  }

  async #send(
    { organKind, division, ...body }: Extract<Gathered, { type: 'SendNotice' }>['data'],
    at: string,
    context: DefenceRequestContext,
  ): Promise<DefenceRequestHandled> {
    const { keys } = this.tools;
    const organ = context.actor.agency;
    const [parties, person, contact] = await Promise.all([this.#partiesFor(organ, organKind, division), keys.create(), keys.create()]);
    const notice = noticeOf(body, organ, person.personId, contact.personId);
    return this.#receive(derivedId(defenceRequest.name, context.commandId), { parties, notice, at }, context);
  }

  /** The notice arrives at its institution: all that is counted is counted from `at`. */
  async #receive(
    id: string,
    { parties, notice, at }: ReceivedNotice,
    { lawyerId: _none, ...context }: DefenceRequestContext,
  ): Promise<DefenceRequestHandled> {
    const { calendars, warningHours } = this.tools;
    const { division } = parties;
    const [calendar, coverage] = await Promise.all([calendars.of(division), this.#coverage(division, notice)]);
    const data = { at, calendar, warningHours, parties, notice, coverage };
    return this.#handle(id, { type: 'SendNotice', data }, { ...context, division }, true);
  }

  /** The other half of a transfer: the same notice, opened and sent to the institution that has jurisdiction. */
  async #spawn(
    from: string,
    { to, at }: { readonly to: Parties; readonly at: string },
    { lawyerId: _none, ...context }: DefenceRequestContext,
  ): Promise<DefenceRequestHandled> {
    const { store, keys, calendars, warningHours } = this.tools;
    const stream = streamOf(defenceRequest, from);
    const events = await store.read(stream);
    const written = events.findLast(({ type }) => type === 'DefenceNotificationSent' || type === 'NotificationCorrected');
    if (written === undefined) throw notFound();
    const [notice, calendar] = await Promise.all([opened(written.data as unknown as Notice, keys, stream), calendars.of(to.division)]);
    if (notice === null) throw new Rejected('defence_request.person_erased', 'The person was erased.');
    const id = derivedId('transferred', from, to.institution);
    const data = { at, calendar, warningHours, parties: to, notice, papers: await this.#papersOf(events, stream, id), transferred: true };
    return this.#handle(id, { type: 'SendNotice', data }, { ...context, division: to.division }, true);
  }

  /** Where full coverage held in the division on the day of the discovery. */
  #coverage(division: string, { facts }: NoticeInput): Promise<FullCoverage> {
    return this.tools.coverages.of(division, facts.discoveredAt);
  }

  /** The papers of a request as they go with it when it is transferred: the same files, under ids and names of the new request. */
  async #papersOf(events: readonly RecordedEvent[], stream: string, to: string): Promise<readonly PaperInput[]> {
    const removed = new Set(events.filter(({ type }) => type === 'PaperRemoved').map(({ data }) => data['paperId']));
    const papers: PaperInput[] = [];
    for (const { type, data } of events) {
      if (type !== 'PaperAttached' || removed.has(data['paperId'])) continue;
      const { paperId, kind, attachmentId, sha256, size, mediaType, scanned, fileName } = data as unknown as PaperAttached;
      const name = await open(fileName, this.tools.keys, stream, 'fileName');
      if (name === null) continue;
      papers.push({ paperId: derivedId('paper', to, paperId), kind, attachmentId, sha256, size, mediaType, scanned, fileName: name });
    }
    return papers;
  }
}

const insisted = (id: string | null): string => {
  if (id === null) throw notFound();
  return id;
};
