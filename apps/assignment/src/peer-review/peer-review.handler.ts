import { PEER_REVIEW_BOUND } from '@xiezhi/contracts';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  derivedId,
  Rejected,
  type CommandContext,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import { peerReviewCriteriaOn, shanghaiDay } from '@xiezhi/legal-policy';
import type { Principal } from '@xiezhi/service';
import type { QualityFigures } from '../quality-figures/quality-figures.queries.js';
import { beginNumbered, knownMatter, type QualityHandled } from '../quality-matters/quality.handling.js';
import { qualityNotFound, sideOf } from '../quality-matters/quality.side.js';
import type { Rosters } from '../rosters/rosters.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import type { Drawable } from '../sampling/sampled-matters.js';
import type { ReviewerFacts, Scores } from './commands.js';
import { peerReview, type PeerReviewCommand, type PeerReviewEvent, type PeerReviewState } from './peer-review.js';
import { noSuchReviewable, type ReviewableCase, type ReviewableCases } from './reviewable-cases.queries.js';

/** What is asked; `reviewerId` is `null` where one speaks for oneself. */
export type PeerReviewIntent =
  | { readonly type: 'OpenReview'; readonly of: Drawable; readonly reviewers: readonly string[] }
  | { readonly type: 'AddReviewer'; readonly reviewerId: string }
  | { readonly type: 'RecuseReviewer'; readonly reviewerId: string | null }
  | { readonly type: 'ScoreCase'; readonly scores: Scores };

/** The one envelope of peer reviews; `id` is `null` for a new one. */
export class PeerReviews {
  constructor(
    readonly id: string | null,
    readonly intent: PeerReviewIntent,
    readonly by: Principal,
    readonly context: Omit<CommandContext, 'division'>,
  ) {}
}

export interface PeerReviewTools {
  readonly streams: StreamHandler<PeerReviewState, PeerReviewCommand, PeerReviewEvent>;
  readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  readonly cases: ReviewableCases;
  readonly figures: QualityFigures;
  readonly rosters: Rosters;
  readonly circles: Circles;
  readonly now: () => string;
}

/** The word (字) of the series of peer reviews. */
const WORD = '评';

/** Gathers who had the case and who is to review it, then hands the command to the rules. */
@CommandHandler(PeerReviews)
export class PeerReviewHandler implements ICommandHandler<PeerReviews> {
  constructor(private readonly tools: PeerReviewTools) {}

  async execute({ id, intent, by, context }: PeerReviews): Promise<QualityHandled<PeerReviewState>> {
    const { streams, now } = this.tools;
    const at = now();
    if (intent.type === 'OpenReview') return this.#open(intent, at, by, context);
    const own = by.lawyerId;
    // A lawyer knows of what one reviews, and of nothing else.
    const reviews = ({ reviewers, recused }: { readonly reviewers: readonly string[]; readonly recused: readonly string[] }): boolean =>
      intent.type !== 'AddReviewer' && own !== undefined && (reviewers.includes(own) || recused.includes(own));
    const known = await knownMatter(streams, id, (state) => sideOf(by, state.parties) !== null || reviews(state));
    if (!(await this.tools.circles.admit(known.state.requestId, context.actor))) throw qualityNotFound();
    const whole = { ...context, division: known.state.parties.division };
    const { requestId, matter } = known.state;
    const command = await this.#command(intent, { id: requestId, ...(matter !== undefined && { matter }) }, at, own);
    return { id: known.id, ...(await streams.handle(known.id, command, whole)) };
  }

  async #command(
    intent: Exclude<PeerReviewIntent, { type: 'OpenReview' }>,
    of: Drawable,
    at: string,
    own: string | undefined,
  ): Promise<PeerReviewCommand> {
    if (intent.type === 'ScoreCase') {
      // Nobody scores in another's name.
      if (own === undefined) throw qualityNotFound();
      return { type: 'ScoreCase', data: { at, reviewerId: own, scores: intent.scores } };
    }
    if (intent.type === 'RecuseReviewer') {
      const reviewerId = own ?? intent.reviewerId;
      if (reviewerId === null) throw missing('reviewerId');
      return { type: 'RecuseReviewer', data: { at, reviewerId } };
    }
    const { cases } = this.tools;
    const reviewed = await cases.of(of);
    if (reviewed === null) throw noSuchReviewable(of);
    const side = await cases.side(of);
    const [reviewer] = await this.#reviewers([intent.reviewerId], reviewed);
    return { type: 'AddReviewer', data: { at, reviewer: reviewer!, side } };
  }

  async #open(
    { of, reviewers: asked }: Extract<PeerReviewIntent, { type: 'OpenReview' }>,
    at: string,
    by: Principal,
    context: Omit<CommandContext, 'division'>,
  ): Promise<QualityHandled<PeerReviewState>> {
    const { cases, figures, circles } = this.tools;
    const reviewed = await cases.of(of);
    if (reviewed === null || sideOf(by, reviewed.parties) === null) throw noSuchReviewable(of);
    if (!(await circles.admit(of.id, context.actor))) throw noSuchReviewable(of);
    const side = await cases.side(of);
    if (!reviewed.closed || side.lawyers.length === 0) {
      throw new Rejected(
        'peer_review.case_not_closed',
        '只评估有律师办理且已经办结的案件。Only a closed case that a lawyer had is reviewed.',
      );
    }
    const { parties, field } = reviewed;
    const [bound, reviewers] = await Promise.all([figures.of('peer_review_bound', parties.division, at), this.#reviewers(asked, reviewed)]);
    const { id: requestId, ...kind } = of;
    const criteria = peerReviewCriteriaOn(shanghaiDay(at), field).version;
    const data = { at, parties, requestId, ...kind, criteria, bound: bound?.value ?? PEER_REVIEW_BOUND, reviewers, side };
    const id = derivedId(peerReview.name, requestId);
    const command = (number: string): PeerReviewCommand => ({ type: 'OpenReview', data: { ...data, number } });
    return beginNumbered(this.tools, { id, kind: peerReview.name, word: WORD, of: parties, at }, command, context);
  }

  async #reviewers(ids: readonly string[], { conflicted }: ReviewableCase): Promise<readonly ReviewerFacts[]> {
    const { rosters } = this.tools;
    const found: ReviewerFacts[] = [];
    for (const lawyerId of ids) {
      const row = await rosters.lawyerRow(lawyerId);
      if (row === null) throw missing('reviewerId');
      found.push({ lawyerId, active: row.status === 'active', firm: row.firm, conflicted: conflicted.has(lawyerId) });
    }
    return found;
  }
}

function missing(path: string): Rejected {
  const detail = '名册中没有这位律师,请从名册中选择评估人。No such lawyer on the roster; choose a reviewer from it.';
  return new Rejected('peer_review.reviewer.unknown', detail, { errors: [{ path, code: 'unknown', detail }] });
}
