import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  derivedId,
  numberSeriesId,
  open,
  PersonKeys,
  Rejected,
  streamOf,
  type CommandContext,
  type EventStore,
  type Handled,
  type Message,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type RecordedEvent,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { CaseAgencyKind } from '@xiezhi/legal-policy';
import type { Calendars } from '../calendars/calendars.queries.js';
import type { Lawyer, Rosters } from '../rosters/rosters.js';
import type { CoAccusedClaims } from './co-accused.js';
import {
  defenceRequest,
  type DefenceRequestCommand,
  type DefenceRequestEvent,
  type DefenceRequestState,
  type NoticeInput,
  type Parties,
} from './defence-request.js';
import { LETTER_WORD, letterNumber, seriesYear } from './letter-number.js';
import type { Contact, Notice, Papers, Person, WrittenFacts } from './notice.js';
import type { PaperAttached, PaperInput } from './paper.js';

/** A notice as a clerk writes it; ids and keys are the platform's. */
export interface NoticeBody {
  readonly facts: WrittenFacts;
  readonly person: Person;
  readonly contact: Contact;
  readonly papers: Papers;
}

/** Commands whose facts must be gathered first … */
type Gathered =
  | Message<'SendNotice', NoticeBody & { readonly organKind: CaseAgencyKind; readonly division: string }>
  | Message<'CorrectNotice', NoticeBody>
  | Message<'AssignLawyer', { readonly lawyerId: string }>
  | Message<'TransferJurisdiction', { readonly to: string; readonly reason: string }>
  /** 移送后的新通知: the other half of a transfer, sent by the workflow. */
  | Message<'SpawnTransferred', { readonly to: Parties; readonly at: string }>;
/** … and those that only need the time. */
type Plain<Command> =
  Command extends Message<infer Type, infer Data>
    ? Type extends Gathered['type']
      ? never
      : Message<Type, Omit<Data, 'at' | 'calendar'> & { readonly at?: string }>
    : never;
export type DefenceRequestIntent = Gathered | Plain<DefenceRequestCommand>;

/** The one envelope of this stream type: HTTP, the bus and workflows all send it. `id` is `null` for a new request. */
export class DefenceRequests {
  constructor(
    readonly id: string | null,
    readonly intent: DefenceRequestIntent,
    readonly context: Omit<CommandContext, 'division'>,
  ) {}
}

export type DefenceRequestHandled = Handled<DefenceRequestState> & { readonly id: string };

/** The role of the platform's own workflows; no token carries it. */
export const SYSTEM_ROLE = 'system';

export const notFound = (): Rejected =>
  new Rejected('defence_request.not_found', '没有这件通知辩护,或它不属于您的单位。No such request, or it is not your agency’s.');

export interface DefenceRequestTools {
  readonly streams: StreamHandler<DefenceRequestState, DefenceRequestCommand, DefenceRequestEvent>;
  readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  readonly claims: CoAccusedClaims;
  readonly rosters: Rosters;
  readonly keys: PersonKeys;
  readonly store: EventStore;
  readonly calendars: Calendars;
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
      case 'SendNotice':
        return this.#send(intent.data, at, context);
      case 'SpawnTransferred':
        return this.#spawn(insisted(id), intent.data, context);
      default:
        return this.#onRequest(insisted(id), intent, at, context);
    }
  }

  async #onRequest(
    request: string,
    intent: Exclude<DefenceRequestIntent, { type: 'SendNotice' | 'SpawnTransferred' }>,
    at: string,
    context: Omit<CommandContext, 'division'>,
  ): Promise<DefenceRequestHandled> {
    const { state } = await this.tools.streams.load(request);
    const parties = partiesFor(state, context);
    const whole: CommandContext = { ...context, division: parties.division };
    switch (intent.type) {
      case 'CorrectNotice': {
        if (!('facts' in state)) throw notFound();
        const notice = this.#notice(intent.data, parties.organ, state.personId, state.contactId);
        return this.#handle(request, { type: 'CorrectNotice', data: { at, notice } }, whole);
      }
      case 'TransferJurisdiction': {
        const institution = await this.tools.rosters.institution(intent.data.to);
        const to = { ...parties, institution: institution.code, division: institution.division };
        return this.#handle(request, { type: 'TransferJurisdiction', data: { at, to, reason: intent.data.reason } }, whole);
      }
      case 'AssignLawyer':
        return this.#assign(request, intent.data.lawyerId, state, at, whole);
      case 'RecountClock':
      case 'RecordBreach': {
        const calendar = await this.tools.calendars.of(parties.division);
        return this.#handle(request, { ...intent, data: { at, calendar, ...intent.data } } as DefenceRequestCommand, whole);
      }
      default:
        return this.#handle(request, { ...intent, data: { at, ...intent.data } } as DefenceRequestCommand, whole);
    }
  }

  async #handle(id: string, command: DefenceRequestCommand, context: CommandContext, likelyNew = false): Promise<DefenceRequestHandled> {
    return { id, ...(await this.tools.streams.handle(id, command, context, { likelyNew })) };
  }

  async #send(
    { organKind, division, ...body }: Extract<Gathered, { type: 'SendNotice' }>['data'],
    at: string,
    context: Omit<CommandContext, 'division'>,
  ): Promise<DefenceRequestHandled> {
    const { keys, rosters, calendars } = this.tools;
    const organ = context.actor.agency;
    const institution = await rosters.institutionIn(division);
    const [person, contact, calendar] = await Promise.all([keys.create(), keys.create(), calendars.of(institution.division)]);
    const parties: Parties = { organ, organKind, institution: institution.code, division: institution.division };
    const notice = this.#notice(body, organ, person.personId, contact.personId);
    const id = derivedId(defenceRequest.name, context.commandId);
    return this.#handle(
      id,
      { type: 'SendNotice', data: { at, calendar, parties, notice } },
      { ...context, division: parties.division },
      true,
    );
  }

  /** The other half of a transfer: the same notice, opened and sent to the institution that has jurisdiction. */
  async #spawn(
    from: string,
    { to, at }: { readonly to: Parties; readonly at: string },
    context: Omit<CommandContext, 'division'>,
  ): Promise<DefenceRequestHandled> {
    const { store, keys, calendars } = this.tools;
    const stream = streamOf(defenceRequest, from);
    const events = await store.read(stream);
    const written = events.findLast(({ type }) => type === 'DefenceNotificationSent' || type === 'NotificationCorrected');
    if (written === undefined) throw notFound();
    const { facts, personId, contactId, ...sealed } = written.data as unknown as Notice;
    const [person, contact, papers, calendar] = await Promise.all([
      open(sealed.person, keys, stream, 'person'),
      open(sealed.contact, keys, stream, 'contact'),
      open(sealed.papers, keys, stream, 'papers'),
      calendars.of(to.division),
    ]);
    if (person === null || contact === null || papers === null)
      throw new Rejected('defence_request.person_erased', 'The person was erased.');
    const id = derivedId('transferred', from, to.institution);
    const notice: NoticeInput = { facts, personId, contactId, person, contact, papers };
    return this.#handle(
      id,
      { type: 'SendNotice', data: { at, calendar, parties: to, notice, papers: await this.#papersOf(events, stream, id) } },
      { ...context, division: to.division },
      true,
    );
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

  async #assign(
    id: string,
    lawyerId: string,
    state: DefenceRequestState,
    at: string,
    context: CommandContext,
  ): Promise<DefenceRequestHandled> {
    const { streams, claims, rosters } = this.tools;
    const lawyer = await rosters.lawyer(lawyerId);
    if (!('facts' in state)) return this.#handle(id, assignment(lawyer, at, false, ''), context);
    // What the rules refuse anyway takes no claim and no number.
    await streams.check(id, assignment(lawyer, at, false, ''), context);
    const { coAccusedGroup } = state.facts;
    // The revision that was read is the request's: the claim's stream has its own.
    const { expectedRevision: _ofTheRequest, ...claiming } = context;
    const free = await claims.take(coAccusedGroup, lawyerId, id, claiming);
    try {
      const { division, institution } = state.parties;
      const year = seriesYear(at);
      const document = `${id}:assignment-letter`;
      // One letter a request, whoever assigns: a loser of a race leaves no gap in the series.
      const number = free ? await this.#allot(numberSeriesId(institution, LETTER_WORD, year), document, context) : 0;
      return await this.#handle(id, assignment(lawyer, at, !free, letterNumber(division, year, number)), context);
    } catch (refusal) {
      if (free && refusal instanceof Rejected) {
        const { state: now } = await streams.load(id);
        await claims.settle(coAccusedGroup, id, 'lawyerId' in now ? now.lawyerId : null, claiming);
      }
      throw refusal;
    }
  }

  async #allot(series: string, document: string, context: CommandContext): Promise<number> {
    const commandId = derivedId('allot', series, document);
    const { expectedRevision: _ofTheRequest, fingerprint: _ofTheBody, ...rest } = context;
    const { state } = await this.tools.numbers.handle(series, { type: 'AllotNumber', data: { document } }, { ...rest, commandId });
    return state.numbers[document]!;
  }

  #notice(body: NoticeBody, organ: string, personId: string, contactId: string): NoticeInput {
    const coAccusedGroup = derivedId('co-accused', organ, body.facts.caseNumber);
    return {
      facts: { ...body.facts, coAccusedGroup },
      personId,
      contactId,
      person: body.person,
      contact: body.contact,
      papers: body.papers,
    };
  }
}

const assignment = (lawyer: Lawyer, at: string, defendsCoAccused: boolean, number: string): DefenceRequestCommand => ({
  type: 'AssignLawyer',
  data: { at, lawyer, defendsCoAccused, letterNumber: number },
});

const insisted = (id: string | null): string => {
  if (id === null) throw notFound();
  return id;
};

/** The request's parties, when the actor is one of them or the platform itself; to anybody else it does not exist. */
function partiesFor(state: DefenceRequestState, { actor }: Omit<CommandContext, 'division'>): Parties {
  if (state.status === 'none') throw notFound();
  const { parties } = state;
  if (actor.role !== SYSTEM_ROLE && actor.agency !== parties.organ && actor.agency !== parties.institution) throw notFound();
  return parties;
}
