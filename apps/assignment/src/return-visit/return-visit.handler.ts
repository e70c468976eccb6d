import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { VISIT_FORM_DAYS } from '@xiezhi/contracts';
import { derivedId, Rejected, type CommandContext, type Message, type StreamHandler } from '@xiezhi/eventsourcing';
import type { Principal } from '@xiezhi/service';
import { notFound as noSuchCase, type AidCaseState } from '../aid-case/state.js';
import { notFound as requestNotFound } from '../defence-request/relations.js';
import type { DefenceRequestState } from '../defence-request/state.js';
import type { QualityFigures } from '../quality-figures/quality-figures.queries.js';
import { knownMatter, type QualityHandled } from '../quality-matters/quality.handling.js';
import { qualityNotFound, sideOf } from '../quality-matters/quality.side.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import { returnVisit, type ReturnVisitCommand, type ReturnVisitEvent, type ReturnVisitState, type VisitParties } from './return-visit.js';
import { visitReason } from './sampling.js';

type Bare<Command> = Command extends Message<infer Type, infer Data> ? Message<Type, Omit<Data, 'at'>> : never;
export type ReturnVisitIntent =
  | Exclude<Bare<ReturnVisitCommand>, { type: 'PlanVisit' | 'IssueForm' }>
  | Message<'IssueForm', { readonly digest: string }>
  /** `ended`: how the case did, when it is to be drawn; by the institution's choice otherwise. */
  | Message<'PlanVisit', { readonly requestId: string; readonly matter?: 'aid-case'; readonly ended?: 'accepted' | 'terminated' }>;

/** The one envelope of return visits; `by`: who acts, the platform itself when `null`. */
export class ReturnVisits {
  constructor(
    readonly id: string | null,
    readonly intent: ReturnVisitIntent,
    readonly by: Principal | null,
    readonly context: Omit<CommandContext, 'division'>,
  ) {}
}

export type ReturnVisitHandled = QualityHandled<ReturnVisitState>;

export interface ReturnVisitTools {
  readonly streams: StreamHandler<ReturnVisitState, ReturnVisitCommand, ReturnVisitEvent>;
  readonly requests: { load(id: string): Promise<{ readonly state: DefenceRequestState }> };
  readonly cases: { load(id: string): Promise<{ readonly state: AidCaseState }> };
  readonly circles: Circles;
  readonly figures: QualityFigures;
  readonly now: () => string;
}

/** What of a matter a visit follows from; what it does not say is not so. */
interface Traits {
  readonly language?: string;
  readonly minor?: boolean;
  readonly lifeOrDeath?: boolean;
}
interface Recipient extends Required<Traits> {
  readonly parties: VisitParties;
  readonly personId: string;
}

/** While a division sets no figure, every recipient is asked: their satisfaction is the notice's first measure (一(一)). */
const EVERY = 1;
const DAY_MS = 86_400_000;

/** Gathers what decides about a visit, then hands the command to the rules. */
@CommandHandler(ReturnVisits)
export class ReturnVisitHandler implements ICommandHandler<ReturnVisits> {
  constructor(private readonly tools: ReturnVisitTools) {}

  async execute({ id, intent, by, context }: ReturnVisits): Promise<ReturnVisitHandled> {
    const { streams, now } = this.tools;
    const at = now();
    if (intent.type === 'PlanVisit') return this.#plan(intent.data, at, by, context);
    const known = await knownMatter(streams, id, ({ parties }) => by === null || sideOf(by, parties) === 'institution');
    if (!(await this.tools.circles.admit(known.state.requestId, context.actor))) throw qualityNotFound();
    const { division } = known.state.parties;
    const more = intent.type === 'IssueForm' ? { expiresAt: await this.#formEnd(division, at) } : {};
    const command = { type: intent.type, data: { at, ...intent.data, ...more } } as ReturnVisitCommand;
    return { id: known.id, ...(await streams.handle(known.id, command, { ...context, division })) };
  }

  /** When a form that is given out at `at` ends. */
  async #formEnd(division: string, at: string): Promise<string> {
    const days = (await this.tools.figures.of('return_visit_form_days', division, at))?.value ?? VISIT_FORM_DAYS;
    return new Date(Date.parse(at) + days * DAY_MS).toISOString();
  }

  async #plan(
    { requestId, matter, ended }: Extract<ReturnVisitIntent, { type: 'PlanVisit' }>['data'],
    at: string,
    by: Principal | null,
    context: Omit<CommandContext, 'division'>,
  ): Promise<ReturnVisitHandled> {
    const { streams, figures } = this.tools;
    const { parties, personId, language, minor, lifeOrDeath } = await this.#recipientOf(requestId, matter, by, context);
    const { division } = parties;
    const every = (await figures.of('return_visit_every', division, at))?.value ?? EVERY;
    const drawn = { requestId, minor, lifeOrDeath, terminated: ended === 'terminated' };
    const reason = ended === undefined ? 'chosen' : visitReason(drawn, every);
    const id = derivedId(returnVisit.name, requestId);
    if (reason === null) {
      const { state, revision, position } = await streams.load(id);
      return { id, state, revision, position, replayed: false };
    }
    const of = { requestId, ...(matter !== undefined && { matter }) };
    const data = { at, parties, ...of, personId, reason, every, language };
    return { id, ...(await streams.handle(id, { type: 'PlanVisit', data }, { ...context, division })) };
  }

  /**
   * Who would be asked, and what of their matter decides whether they are.
   * @throws Rejected `defence_request.not_found`, `aid_case.not_found` where it is another institution's; `return_visit.nobody`
   */
  async #recipientOf(
    id: string,
    matter: 'aid-case' | undefined,
    by: Principal | null,
    { actor }: Pick<CommandContext, 'actor'>,
  ): Promise<Recipient> {
    const { requests, cases, circles } = this.tools;
    const { state } = await (matter === undefined ? requests : cases).load(id);
    const ours = state.status !== 'none' && (by === null || sideOf(by, state.parties) === 'institution');
    if (!ours || !(await circles.admit(id, actor))) throw matter === undefined ? requestNotFound() : noSuchCase();
    if (!('personId' in state) || state.personId === undefined) {
      throw new Rejected('return_visit.nobody', '本件还没有当事人,不能回访。The request names nobody to visit yet.');
    }
    const { institution, division } = state.parties;
    const {
      language = 'zh',
      minor = false,
      lifeOrDeath = false,
    }: Traits = 'facts' in state ? (state.facts ?? {}) : 'language' in state ? state : {};
    return { parties: { institution, division }, personId: state.personId, language, minor, lifeOrDeath };
  }
}
