import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  Rejected,
  type CommandContext,
  type Message,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { TrackingLayer } from '@xiezhi/contracts';
import type { Principal } from '@xiezhi/service';
import { beginNumbered, begunBy, knownMatter, type QualityHandled } from '../quality-matters/quality.handling.js';
import { OVERSEERS, qualityNotFound, sideOf } from '../quality-matters/quality.side.js';
import type { Rosters } from '../rosters/rosters.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import type { RunningCase, RunningCases } from '../running-cases/running-cases.queries.js';
import {
  caseTracking,
  type CaseTrackingCommand,
  type CaseTrackingEvent,
  type CaseTrackingState,
  type TrackableCase,
  type TrackingParties,
} from './case-tracking.js';

type Looked = 'at' | 'parties' | 'number' | 'seed' | 'frame' | 'active' | 'by';
type Bare<Command> = Command extends Message<infer Type, infer Data> ? Message<Type, Omit<Data, Looked>> : never;
type Planning = Extract<Bare<CaseTrackingCommand>, { type: 'PlanTracking' }>;
export type CaseTrackingIntent =
  | Exclude<Bare<CaseTrackingCommand>, Planning>
  /** `institution`: whose cases; one's own, or those of one's divisions, when `null`. */
  | Message<'PlanTracking', Planning['data'] & { readonly institution: string | null }>;

/** The one envelope of trackings; `id` is `null` for a new one. */
export class CaseTrackings {
  constructor(
    readonly id: string | null,
    readonly intent: CaseTrackingIntent,
    readonly by: Principal,
    readonly context: Omit<CommandContext, 'division'>,
  ) {}
}

export interface CaseTrackingTools {
  readonly streams: StreamHandler<CaseTrackingState, CaseTrackingCommand, CaseTrackingEvent>;
  readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  readonly cases: RunningCases;
  readonly rosters: Rosters;
  readonly circles: Circles;
  readonly now: () => string;
}

/** The word (字) of the series of trackings. */
const WORD = '跟';
/** Cases that one sample is drawn from, at most: a region has a few thousand under way. */
const MAX_FRAME = 10_000;
const LAYER_OF: Readonly<Record<TrackingLayer, (of: RunningCase) => string>> = {
  none: () => 'all',
  stage: ({ stage }) => stage,
  lawyer: ({ lawyer_id }) => lawyer_id,
  division: ({ division }) => division,
};

/** Gathers the cases to draw from, and who the tracker is, then hands the command to the rules. */
@CommandHandler(CaseTrackings)
export class CaseTrackingHandler implements ICommandHandler<CaseTrackings> {
  constructor(private readonly tools: CaseTrackingTools) {}

  async execute({ id, intent, by, context }: CaseTrackings): Promise<QualityHandled<CaseTrackingState>> {
    const { streams, rosters, now } = this.tools;
    const at = now();
    if (intent.type === 'PlanTracking') return this.#plan(intent.data, at, by, context);
    // A lawyer takes part in what one was appointed to; of the rest one knows nothing.
    const tracks = (trackers: Readonly<Record<string, string>>): boolean =>
      intent.type === 'RecordFinding' && by.lawyerId !== undefined && Object.values(trackers).includes(by.lawyerId);
    const known = await knownMatter(streams, id, ({ parties, trackers }) => sideOf(by, parties) !== null || tracks(trackers));
    if ('caseId' in intent.data && !(await this.tools.circles.admit(intent.data.caseId, context.actor))) throw qualityNotFound();
    const staff = sideOf(by, known.state.parties) !== null;
    const looked =
      intent.type === 'AppointTracker'
        ? { active: (await rosters.lawyer(intent.data.trackerId)).status === 'active' }
        : { by: staff ? null : by.lawyerId! };
    const command = { type: intent.type, data: { ...intent.data, ...looked, at } } as CaseTrackingCommand;
    return { id: known.id, ...(await streams.handle(known.id, command, { ...context, division: known.state.parties.division })) };
  }

  async #plan(
    { institution, ...plan }: Extract<CaseTrackingIntent, { type: 'PlanTracking' }>['data'],
    at: string,
    by: Principal,
    context: Omit<CommandContext, 'division'>,
  ): Promise<QualityHandled<CaseTrackingState>> {
    const whole = institution === null && OVERSEERS.includes(by.role);
    const parties = whole ? { institution: by.agency, division: by.division } : await this.#institution(institution ?? by.agency, by);
    const id = begunBy(caseTracking.name, context);
    const running = await this.tools.cases.of(whole ? { division: by.division } : { institution: parties.institution }, MAX_FRAME + 1);
    if (running.length > MAX_FRAME) {
      throw new Rejected(
        'case_tracking.too_many_cases',
        `在办案件超过${MAX_FRAME}件,请分机构制定计划。More than ${MAX_FRAME} cases: plan institution by institution.`,
      );
    }
    const layerOf = LAYER_OF[plan.layers];
    const frame = running.map((one): TrackableCase => ({
      id: one.id,
      ...(one.matter === 'aid-case' && { matter: one.matter }),
      layer: layerOf(one),
      lawyerId: one.lawyer_id,
    }));
    const command = (number: string): CaseTrackingCommand => ({
      type: 'PlanTracking',
      data: { ...plan, at, parties, number, seed: id, frame },
    });
    return beginNumbered(this.tools, { id, kind: caseTracking.name, word: WORD, of: parties, at }, command, context);
  }

  async #institution(of: string, by: Principal): Promise<TrackingParties> {
    const { code, division } = await this.tools.rosters.institution(of);
    if (sideOf(by, { institution: code, division }) === null) throw qualityNotFound();
    return { institution: code, division };
  }
}
