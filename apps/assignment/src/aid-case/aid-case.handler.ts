import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { APPLICATION_STREAM, type ApplicationGrantedV1, type ChangeReason } from '@xiezhi/contracts';
import {
  derivedId,
  numberSeriesId,
  open,
  Rejected,
  type CommandContext,
  type Handled,
  type Message,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type Personal,
  type PersonKeys,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { Calendars } from '../calendars/calendars.queries.js';
import { allot } from '../defence-request/defence-request.appointing.js';
import { sameSlot, type HearingClaims, type HearingSlot } from '../defence-request/hearing-claims.js';
import { letterNumber, seriesYear } from '../defence-request/letter-number.js';
import { heldText } from '../hearing-slots/hearing.held.js';
import type { HearingMatters } from '../hearing-slots/hearing.matters.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import type { Rosters } from '../rosters/rosters.js';
import { aidCase, type AidCaseCommand, type AidCaseEvent, type AidCaseState, type Appointment, type Parties } from './aid-case.js';
import { insistOnRelation } from './aid-case.relations.js';
import type { PartyDigests } from './digests.parts.js';
import type { AidCaseFacts, GrantFacts, Particulars, Recipient } from './facts.js';
import { hearingOf, isOpen, notFound, refuse } from './state.js';

/** A grant as an officer types it from paper; ids, keys and digests are the platform's. */
export interface GrantBody {
  readonly facts: GrantFacts;
  readonly recipient: Recipient;
  readonly particulars: Particulars;
}

/** Commands whose facts must be gathered first … */
type Gathered =
  /** 登记纸质决定 */
  | Message<'RecordGrant', GrantBody>
  /** What intake told. */
  | Message<'TakeGrant', ApplicationGrantedV1>
  | Message<'AssignPersonnel', { readonly lawyerId: string }>
  | Message<'ReplaceLawyer', { readonly lawyerId: string; readonly reasonCode: ChangeReason }>;
/** … and those that only need the time and the working days. */
type Plain<Command> =
  Command extends Message<infer Type, infer Data>
    ? Type extends Gathered['type'] | 'ReceiveGrant'
      ? never
      : Message<Type, Omit<Data, 'at' | 'calendar' | 'warningHours'> & { readonly at?: string }>
    : never;
type SetHearing = Extract<AidCaseCommand, { type: 'SetHearing' }>;
export type AidCaseIntent = Gathered | Plain<AidCaseCommand>;

/** Who sends a command; `lawyerId` of a lawyer who does. The division is the case's. */
export type AidCaseContext = Omit<CommandContext, 'division'> & { readonly lawyerId?: string };

/** The one envelope of this stream type. `id` is `null` for a grant. */
export class AidCases {
  constructor(
    readonly id: string | null,
    readonly intent: AidCaseIntent,
    readonly context: AidCaseContext,
  ) {}
}

export type AidCaseHandled = Handled<AidCaseState> & { readonly id: string };

export interface AidCaseTools {
  readonly streams: StreamHandler<AidCaseState, AidCaseCommand, AidCaseEvent>;
  readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  readonly rosters: Pick<Rosters, 'lawyer' | 'lawyerRow' | 'institution' | 'expected'>;
  readonly hearings: HearingClaims;
  readonly hearingMatters: HearingMatters;
  readonly keys: PersonKeys;
  readonly calendars: Pick<Calendars, 'of'>;
  readonly digests: PartyDigests;
  readonly circles: Circles;
  /** Whether somebody of the dispute is or was the lawyer's client. */
  readonly conflicted: (id: string, facts: AidCaseFacts) => Promise<ReadonlySet<string>>;
  readonly warningHours: number;
  /** Now, as an ISO instant. */
  readonly now: () => string;
}

/** The word (字) of the notice of assignment (指派通知书). */
const NOTICE_WORD = '指';

/** One decision is one case, however it comes here: told by intake, or typed from paper. */
export const caseIdOf = (institution: string, decisionNumber: string): string => derivedId(aidCase.name, institution, decisionNumber);

/** Gathers the facts a command needs, then hands it to the rules. */
@CommandHandler(AidCases)
export class AidCaseHandler implements ICommandHandler<AidCases> {
  constructor(private readonly tools: AidCaseTools) {}

  async execute({ id, intent, context }: AidCases): Promise<AidCaseHandled> {
    const at = this.tools.now();
    switch (intent.type) {
      case 'RecordGrant':
        return this.#record(intent.data, at, context);
      case 'TakeGrant':
        return this.#take(intent.data, at, context);
      default:
        if (id === null) throw notFound();
        return this.#onCase(id, intent, at, context);
    }
  }

  async #onCase(
    id: string,
    intent: Exclude<AidCaseIntent, { type: 'RecordGrant' | 'TakeGrant' }>,
    at: string,
    { lawyerId, ...context }: AidCaseContext,
  ): Promise<AidCaseHandled> {
    const { state } = await this.tools.streams.load(id);
    const parties = insistOnRelation(state, intent.type, { actor: context.actor, lawyerId });
    if (!(await this.tools.circles.admit(id, context.actor))) throw notFound();
    const whole: CommandContext = { ...context, division: parties.division };
    const counting = await this.#counting(parties);
    switch (intent.type) {
      case 'AssignPersonnel':
        return this.#appoint(id, intent.data.lawyerId, state, at, whole, (appointment) => ({
          type: 'AssignPersonnel',
          data: { at, ...counting, ...appointment },
        }));
      case 'ReplaceLawyer': {
        const { reasonCode } = intent.data;
        return this.#appoint(id, intent.data.lawyerId, state, at, whole, (appointment) => ({
          type: 'ReplaceLawyer',
          data: { at, ...counting, reasonCode, ...appointment },
        }));
      }
      case 'SetHearing':
        return this.#setHearing(id, { ...intent, data: { at, ...intent.data } }, state, whole);
      default:
        return this.#handle(id, { ...intent, data: { at, ...counting, ...intent.data } } as AidCaseCommand, whole);
    }
  }

  /** Asks the roster and whose client the other side is, takes the number of the notice, then lets the rules decide. */
  async #appoint(
    id: string,
    lawyerId: string,
    state: AidCaseState,
    at: string,
    context: CommandContext,
    commandOf: (appointment: Appointment) => AidCaseCommand,
  ): Promise<AidCaseHandled> {
    const { rosters, streams, numbers, conflicted } = this.tools;
    const lawyer = await rosters.lawyer(lawyerId);
    const conflictOfInterest = isOpen(state) && (await conflicted(id, state.facts)).has(lawyerId);
    const wanted = (number: string, hearingHeld?: string): AidCaseCommand =>
      commandOf({ lawyer, conflictOfInterest, letterNumber: number, ...(hearingHeld !== undefined && { hearingHeld }) });
    // What the rules refuse anyway takes no number.
    await streams.check(id, wanted(''), context);
    if (!isOpen(state) || state.lawyerId === lawyerId) return this.#handle(id, wanted(''), context);
    const { parties, hearingAt } = state;
    const slot = hearingAt === undefined || hearingAt <= at ? null : { lawyerId, hearingAt };
    return this.#holding(id, slot, parties, at, context, 'appointing', async (held) => {
      if (held !== undefined) return wanted('', held);
      const { institution, division } = parties;
      const year = seriesYear(at);
      // One notice for each lawyer that the case gets: a loser of a race leaves no gap in the series.
      const turn = state.formerLawyers.length + (state.lawyerId === undefined ? 0 : 1);
      const number = await allot(numbers, numberSeriesId(institution, NOTICE_WORD, year), `${id}:assignment-notice:${turn}`, context);
      return wanted(letterNumber(division, year, number, NOTICE_WORD));
    });
  }

  /** 庭期: the lawyer's half-day is held before the rules decide. */
  async #setHearing(id: string, command: SetHearing, state: AidCaseState, context: CommandContext): Promise<AidCaseHandled> {
    await this.tools.streams.check(id, command, context);
    const { at, hearingAt } = command.data;
    const slot = isOpen(state) && state.lawyerId !== undefined ? { lawyerId: state.lawyerId, hearingAt } : null;
    if (!isOpen(state) || slot === null) return this.#handle(id, command, context);
    return this.#holding(id, slot, state.parties, at, context, 'setting', async (held) =>
      held === undefined ? command : { ...command, data: { ...command.data, hearingHeld: held } },
    );
  }

  /** Holds a lawyer's half-day while the rules decide, who are told when another matter has it; what was held in vain is let go of. */
  async #holding(
    id: string,
    slot: HearingSlot | null,
    { institution }: Parties,
    at: string,
    context: CommandContext,
    advice: Parameters<typeof heldText>[4],
    commandOf: (held: string | undefined) => Promise<AidCaseCommand>,
  ): Promise<AidCaseHandled> {
    const { hearings, streams } = this.tools;
    // The revision that was read is the case's: the claim's stream has its own.
    const { expectedRevision: _ofTheCase, ...claiming } = context;
    const holder = slot === null ? null : await hearings.take(slot, id, at, claiming);
    const held = slot === null || holder === null ? undefined : await heldText(this.tools, slot, holder, institution, advice);
    const settle = async (now: AidCaseState): Promise<void> => {
      if (slot !== null && holder === null && !sameSlot(hearingOf(now), slot)) await hearings.free(slot, id, claiming);
    };
    try {
      const handled = await this.#handle(id, await commandOf(held), context);
      await settle(handled.state);
      return handled;
    } catch (refusal) {
      if (refusal instanceof Rejected) await settle((await streams.load(id)).state);
      throw refusal;
    }
  }

  async #record(
    { facts, recipient, particulars }: GrantBody,
    at: string,
    { lawyerId: _none, ...context }: AidCaseContext,
  ): Promise<AidCaseHandled> {
    const { rosters, keys, digests } = this.tools;
    const { code, division } = await rosters.institution(context.actor.agency);
    const { personId } = await keys.create();
    const parties: Parties = { institution: code, division };
    const recognised: AidCaseFacts = {
      ...facts,
      ownDigests: digests.ofOwn(recipient),
      opponentDigests: particulars.opponents.flatMap((opponent) => digests.ofOpponent(opponent)),
    };
    const granted = { parties, facts: recognised, personId, recipient, particulars, source: 'paper' as const };
    const id = caseIdOf(code, facts.decisionNumber);
    const data = { at, ...(await this.#counting(parties)), ...granted };
    return this.#handle(id, { type: 'ReceiveGrant', data }, { ...context, division }, true);
  }

  /** @throws InstitutionOnItsWay while the directory has not told of the institution */
  async #take(grant: ApplicationGrantedV1, at: string, { lawyerId: _none, ...context }: AidCaseContext): Promise<AidCaseHandled> {
    const { rosters, keys } = this.tools;
    const institution = await rosters.expected(grant.institution);
    const { applicant, particulars: sealed, personId, institution: code, division: _asTold, ...facts } = grant;
    const stream = `${APPLICATION_STREAM}-${grant.applicationId}`;
    const recipient = await open(applicant as Personal<Recipient>, keys, stream, 'applicant');
    const particulars = sealed === undefined ? { opponents: [] } : await open(sealed as Personal<Particulars>, keys, stream, 'particulars');
    if (recipient === null || particulars === null) return refuse('person_erased', '受援人信息已依法删除。The recipient was erased.');
    const parties: Parties = { institution: code, division: institution.division };
    const granted = { parties, facts: facts as unknown as AidCaseFacts, personId, recipient, particulars, source: 'intake' as const };
    const data = { at, ...(await this.#counting(parties)), ...granted };
    const id = caseIdOf(code, grant.decisionNumber);
    return this.#handle(id, { type: 'ReceiveGrant', data }, { ...context, division: parties.division }, true);
  }

  async #counting({ division }: Parties) {
    return { calendar: await this.tools.calendars.of(division), warningHours: this.tools.warningHours };
  }

  async #handle(id: string, command: AidCaseCommand, context: CommandContext, likelyNew = false): Promise<AidCaseHandled> {
    return { id, ...(await this.tools.streams.handle(id, command, context, { likelyNew })) };
  }
}
