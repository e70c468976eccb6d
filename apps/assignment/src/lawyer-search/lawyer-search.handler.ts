import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Handled, Message, StreamHandler } from '@xiezhi/eventsourcing';
import { rankingWeightsOn } from '@xiezhi/legal-policy';
import type { ConsideredLawyers, Gender } from '../candidates/considered.queries.js';
import { notFound, SYSTEM_ROLE } from '../defence-request/relations.js';
import { isOpen, openOnly, type DefenceRequestState, type Parties } from '../defence-request/state.js';
import type { AnswerRules } from './answer-time.js';
import type { LawyerSearchCommand, LawyerSearchEvent, LawyerSearchState } from './lawyer-search.js';
import { declinedBy, noSuchOffer } from './state.js';

type Gathered = 'at' | 'dueAt' | 'answer';
/** A command without the facts that are gathered here. */
type Bare<Command> =
  Command extends Message<infer Type, infer Data> ? (Type extends 'BeginSearch' ? never : Message<Type, Omit<Data, Gathered>>) : never;
export type LawyerSearchIntent = Message<'BeginSearch', { readonly first?: string; readonly gender?: Gender }> | Bare<LawyerSearchCommand>;

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
    const whole: CommandContext = { ...context, division };
    const at = now();
    if (intent.type === 'BeginSearch') return { id, ...(await this.#begin(id, state, intent.data, at, whole)) };
    const dueAt = isOpen(state) ? state.clock.dueAt : at;
    const command = { type: intent.type, data: { ...intent.data, at, dueAt, answer } } as LawyerSearchCommand;
    return { id, ...(await streams.handle(id, command, whole)) };
  }

  async #begin(
    id: string,
    request: DefenceRequestState,
    { first, gender }: Extract<LawyerSearchIntent, { type: 'BeginSearch' }>['data'],
    at: string,
    context: CommandContext,
  ): Promise<Handled<LawyerSearchState>> {
    const { streams, considered, answer } = this.tools;
    const { parties, facts, personId, clock, formerLawyers = [] } = openOnly(request);
    const { state } = await streams.load(id);
    const { division, organ } = parties;
    const sought = { id, division, organ, facts, ...(gender !== undefined && { asked: gender }) };
    const { matter, candidates } = await considered.of(sought, new Set([...declinedBy(state), ...formerLawyers]));
    const data = {
      at,
      dueAt: clock.dueAt,
      answer,
      parties,
      personId,
      caseGroup: facts.coAccusedGroup,
      matter,
      candidates,
      weights: rankingWeightsOn(matter.onDay),
      ...(first !== undefined && { first }),
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
