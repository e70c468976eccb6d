import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChangeReason, MatterKind } from '@xiezhi/contracts';
import type { CommandContext, Handled, Message, StreamHandler } from '@xiezhi/eventsourcing';
import { rankingWeightsOn } from '@xiezhi/legal-policy';
import type { ConsideredLawyers } from '../candidates/considered.queries.js';
import type { Gender } from '../candidates/candidates.sought.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import type { AnswerRules } from './answer-time.js';
import type { LawyerSearchCommand, LawyerSearchEvent, LawyerSearchState } from './lawyer-search.js';
import type { SearchedMatter, SearchedMatters } from './lawyer-search.matters.js';
import { declinedBy, kindOf, noSuchOffer } from './state.js';

type Gathered = 'at' | 'dueAt' | 'answer';
/** A command without the facts that are gathered here. */
type Bare<Command> =
  Command extends Message<infer Type, infer Data> ? (Type extends 'BeginSearch' ? never : Message<Type, Omit<Data, Gathered>>) : never;
export type LawyerSearchIntent =
  | Message<'BeginSearch', { readonly first?: string; readonly gender?: Gender; readonly replacing?: ChangeReason }>
  | Bare<LawyerSearchCommand>;

/** The one envelope of searches; `id`: the matter's. `kind` is left out of what only a search that began can be told. */
export class LawyerSearches {
  constructor(
    readonly id: string,
    readonly intent: LawyerSearchIntent,
    readonly context: Omit<CommandContext, 'division'>,
    readonly kind?: MatterKind,
  ) {}
}

export type LawyerSearchHandled = Handled<LawyerSearchState> & { readonly id: string };

export interface LawyerSearchTools {
  readonly streams: StreamHandler<LawyerSearchState, LawyerSearchCommand, LawyerSearchEvent>;
  readonly matters: SearchedMatters;
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

  async execute({ id, intent, context, kind }: LawyerSearches): Promise<LawyerSearchHandled> {
    const { streams, answer, now } = this.tools;
    const { state } = await streams.load(id);
    const matter = await this.#matter(id, kind ?? ('parties' in state ? kindOf(state.parties) : null), intent, context);
    const whole: CommandContext = { ...context, division: matter.parties.division };
    const at = now();
    if (intent.type === 'BeginSearch') return { id, ...(await this.#begin(id, matter, state, intent.data, at, whole)) };
    const command = { type: intent.type, data: { ...intent.data, at, dueAt: matter.dueAt(at), answer } } as LawyerSearchCommand;
    return { id, ...(await streams.handle(id, command, whole)) };
  }

  /** To all but the institution that searches, the platform and, for their offers, lawyers, the matter does not exist. */
  async #matter(
    id: string,
    kind: MatterKind | null,
    { type }: LawyerSearchIntent,
    { actor }: Pick<CommandContext, 'actor'>,
  ): Promise<SearchedMatter> {
    const { matters, circles } = this.tools;
    if (kind === null) return noSuchOffer();
    const matter = await matters.load(kind, id);
    const may = BY_LAWYER.includes(type) || actor.role === SYSTEM_ROLE || actor.agency === matter?.parties.institution;
    if (matter === null || !may || !(await circles.admit(id, actor))) throw matters.notFound(kind);
    return matter;
  }

  async #begin(
    id: string,
    matter: SearchedMatter,
    search: LawyerSearchState,
    { first, gender, replacing }: Extract<LawyerSearchIntent, { type: 'BeginSearch' }>['data'],
    at: string,
    context: CommandContext,
  ): Promise<Handled<LawyerSearchState>> {
    const { streams, considered, answer } = this.tools;
    const { personId, caseGroup, sought, had } = await matter.begin(replacing);
    const asked = { ...sought, ...(gender !== undefined && { asked: gender }) };
    const { matter: ranked, candidates } = await considered.of(asked, new Set([...declinedBy(search), ...had]));
    const data = {
      at,
      dueAt: matter.dueAt(at),
      answer,
      parties: matter.parties,
      personId,
      caseGroup,
      matter: ranked,
      candidates,
      weights: rankingWeightsOn(ranked.onDay),
      ...(first !== undefined && { first }),
      ...(replacing !== undefined && { replacing }),
    };
    return streams.handle(id, { type: 'BeginSearch', data }, context);
  }
}
