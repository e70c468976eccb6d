import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChangeReason } from '@xiezhi/contracts';
import type { CommandContext, Handled, Message, StreamHandler } from '@xiezhi/eventsourcing';
import { HOUR_MS, instantOf, millisOf, rankingWeightsOn } from '@xiezhi/legal-policy';
import type { ConsideredLawyers, Gender } from '../candidates/considered.queries.js';
import { notFound, SYSTEM_ROLE } from '../defence-request/relations.js';
import { isOpen, openOnly, replaceable, type DefenceRequestState, type Open, type Parties } from '../defence-request/state.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import type { AnswerRules } from './answer-time.js';
import type { LawyerSearchCommand, LawyerSearchEvent, LawyerSearchState } from './lawyer-search.js';
import { declinedBy, noSuchOffer } from './state.js';

type Gathered = 'at' | 'dueAt' | 'answer';
/** A command without the facts that are gathered here. */
type Bare<Command> =
  Command extends Message<infer Type, infer Data> ? (Type extends 'BeginSearch' ? never : Message<Type, Omit<Data, Gathered>>) : never;
export type LawyerSearchIntent =
  | Message<'BeginSearch', { readonly first?: string; readonly gender?: Gender; readonly replacing?: ChangeReason }>
  | Bare<LawyerSearchCommand>;

/** The one envelope of searches; `id`: the request's. */
export class LawyerSearches {
  constructor(
    readonly id: string,
    readonly intent: LawyerSearchIntent,
    readonly context: Omit<CommandContext, 'division'>,
  ) {}
}

export type LawyerSearchHandled = Handled<LawyerSearchState> & { readonly id: string };

export interface LawyerSearchTools {
  readonly streams: StreamHandler<LawyerSearchState, LawyerSearchCommand, LawyerSearchEvent>;
  /** Defence requests, as their own streams have them. */
  readonly requests: { load(id: string): Promise<{ readonly state: DefenceRequestState }> };
  readonly circles: Circles;
  readonly considered: Pick<ConsideredLawyers, 'of'>;
  readonly answer: AnswerRules;
  /** Now, as an ISO instant. */
  readonly now: () => string;
}

/** What lawyers do with their own offers: whose an offer is, the rules know. */
const BY_LAWYER: readonly LawyerSearchIntent['type'][] = ['AcceptOffer', 'DeclineOffer'];

/** Gathers what a search rests on, then hands the command to the rules. */
@CommandHandler(LawyerSearches)
export class LawyerSearchHandler implements ICommandHandler<LawyerSearches> {
  constructor(private readonly tools: LawyerSearchTools) {}

  async execute({ id, intent, context }: LawyerSearches): Promise<LawyerSearchHandled> {
    const { requests, streams, answer, now } = this.tools;
    const { state } = await requests.load(id);
    const { division } = partiesFor(state, intent, context);
    if (!(await this.tools.circles.admit(id, context.actor))) throw notFound();
    const whole: CommandContext = { ...context, division };
    const at = now();
    if (intent.type === 'BeginSearch') return { id, ...(await this.#begin(id, state, intent.data, at, whole)) };
    const dueAt = dueOf(state, at);
    const command = { type: intent.type, data: { ...intent.data, at, dueAt, answer } } as LawyerSearchCommand;
    return { id, ...(await streams.handle(id, command, whole)) };
  }

  async #begin(
    id: string,
    request: DefenceRequestState,
    { first, gender, replacing }: Extract<LawyerSearchIntent, { type: 'BeginSearch' }>['data'],
    at: string,
    context: CommandContext,
  ): Promise<Handled<LawyerSearchState>> {
    const { streams, considered, answer } = this.tools;
    const { parties, facts, personId, lawyerId, formerLawyers = [] } = searchable(request, replacing);
    const { state } = await streams.load(id);
    const { division, organ } = parties;
    const sought = { id, division, organ, facts, ...(gender !== undefined && { asked: gender }) };
    const { matter, candidates } = await considered.of(
      sought,
      new Set([...declinedBy(state), ...formerLawyers, ...(lawyerId === undefined ? [] : [lawyerId])]),
    );
    const data = {
      at,
      dueAt: dueOf(request, at),
      answer,
      parties,
      personId,
      caseGroup: facts.coAccusedGroup,
      matter,
      candidates,
      weights: rankingWeightsOn(matter.onDay),
      ...(first !== undefined && { first }),
      ...(replacing !== undefined && { replacing }),
    };
    return streams.handle(id, { type: 'BeginSearch', data }, context);
  }
}

/** To all but the institution that searches, the platform and, for their offers, lawyers, the request does not exist. */
function partiesFor(state: DefenceRequestState, { type }: LawyerSearchIntent, { actor }: Pick<CommandContext, 'actor'>): Parties {
  if (BY_LAWYER.includes(type)) return state.status === 'none' ? noSuchOffer() : state.parties;
  if (state.status === 'none') throw notFound();
  const may = actor.role === SYSTEM_ROLE || actor.agency === state.parties.institution;
  if (!may) throw notFound();
  return state.parties;
}

/** A request that waits for a lawyer, or, where one is to be replaced, that has one. @throws Rejected */
const searchable = (request: DefenceRequestState, replacing: ChangeReason | undefined): Open =>
  replacing === undefined ? openOnly(request) : replaceable(request);

/** Hours that a replacement may take where no clock runs for it. */
const REPLACEMENT_HOURS = 72;

/** When the request must have its lawyer: by the clock of the assignment, by that of the change, or before the hearing. */
function dueOf(request: DefenceRequestState, at: string): string {
  if (!isOpen(request)) return at;
  const { duties, clock, hearingAt } = request;
  const owed = Object.values(duties).find(({ clock: { id } }) => id === 'C02' || id === 'C30');
  if (owed !== undefined) return owed.clock.dueAt;
  if (request.lawyerId === undefined) return clock.dueAt;
  const usual = instantOf(millisOf(at) + REPLACEMENT_HOURS * HOUR_MS);
  return hearingAt !== undefined && hearingAt > at && hearingAt < usual ? hearingAt : usual;
}
