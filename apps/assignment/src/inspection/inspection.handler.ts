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
import { endOfDay, startOfDay } from '@xiezhi/legal-policy';
import type { Principal } from '@xiezhi/service';
import { MAX_FRAME, type ClosedCases } from '../closed-cases/closed-cases.queries.js';
import { beginNumbered, begunBy, knownMatter, type QualityHandled } from '../quality-matters/quality.handling.js';
import { qualityNotFound, sideOf } from '../quality-matters/quality.side.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import type { Rosters } from '../rosters/rosters.js';
import { inspection, type InspectionCommand, type InspectionEvent, type InspectionState } from './inspection.js';

type Bare<Command> =
  Command extends Message<infer Type, infer Data> ? Message<Type, Omit<Data, 'at' | 'parties' | 'number' | 'seed' | 'frame'>> : never;
type Planning = Extract<Bare<InspectionCommand>, { type: 'PlanInspection' }>;
export type InspectionIntent =
  | Exclude<Bare<InspectionCommand>, Planning>
  /** `institution`: whose cases; one's own when `null`. */
  | Message<'PlanInspection', Planning['data'] & { readonly institution: string | null }>;

/** The one envelope of inspections; `id` is `null` for a new one. */
export class Inspections {
  constructor(
    readonly id: string | null,
    readonly intent: InspectionIntent,
    readonly by: Principal,
    readonly context: Omit<CommandContext, 'division'>,
  ) {}
}

export type InspectionHandled = QualityHandled<InspectionState>;

export interface InspectionTools {
  readonly streams: StreamHandler<InspectionState, InspectionCommand, InspectionEvent>;
  readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  readonly cases: ClosedCases;
  readonly circles: Circles;
  readonly rosters: Rosters;
  readonly now: () => string;
}

/** The word (字) of the series of inspections. */
const WORD = '检';

/** Gathers the cases to draw from, then hands the command to the rules. */
@CommandHandler(Inspections)
export class InspectionHandler implements ICommandHandler<Inspections> {
  constructor(private readonly tools: InspectionTools) {}

  async execute({ id, intent, by, context }: Inspections): Promise<InspectionHandled> {
    const { streams, now } = this.tools;
    const at = now();
    if (intent.type === 'PlanInspection') return this.#plan(intent.data, at, by, context);
    const known = await knownMatter(streams, id, ({ parties }) => sideOf(by, parties) !== null);
    if (intent.type === 'GradeCase' && !(await this.tools.circles.admit(intent.data.caseId, context.actor))) throw qualityNotFound();
    const command = { type: intent.type, data: { at, ...intent.data } } as InspectionCommand;
    return { id: known.id, ...(await streams.handle(known.id, command, { ...context, division: known.state.parties.division })) };
  }

  async #plan(
    { institution, ...plan }: Extract<InspectionIntent, { type: 'PlanInspection' }>['data'],
    at: string,
    by: Principal,
    context: Omit<CommandContext, 'division'>,
  ): Promise<InspectionHandled> {
    const { cases, rosters } = this.tools;
    const { code, division } = await rosters.institution(institution ?? by.agency);
    const parties = { institution: code, division };
    if (sideOf(by, parties) === null) throw qualityNotFound();
    const id = begunBy(inspection.name, context);
    const frame = plan.from > plan.to ? [] : await cases.between(code, startOfDay(plan.from), endOfDay(plan.to));
    if (frame.length > MAX_FRAME) {
      throw new Rejected(
        'inspection.too_many_cases',
        `该期间案件超过${MAX_FRAME}件,请缩短期间。More than ${MAX_FRAME} cases: choose a shorter period.`,
      );
    }
    const command = (number: string): InspectionCommand => ({
      type: 'PlanInspection',
      data: { ...plan, at, parties, number, seed: id, frame },
    });
    return beginNumbered(this.tools, { id, kind: 'inspection', word: WORD, of: parties, at }, command, context);
  }
}
