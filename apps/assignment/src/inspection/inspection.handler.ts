import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  derivedId,
  Rejected,
  type CommandContext,
  type Handled,
  type Message,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import { endOfDay, startOfDay } from '@xiezhi/legal-policy';
import type { Principal } from '@xiezhi/service';
import { MAX_FRAME, type ClosedCases } from '../closed-cases/closed-cases.queries.js';
import { documentNumber } from '../quality-matters/quality.numbers.js';
import { qualityNotFound, sideOf } from '../quality-matters/quality.side.js';
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

export type InspectionHandled = Handled<InspectionState> & { readonly id: string };

export interface InspectionTools {
  readonly streams: StreamHandler<InspectionState, InspectionCommand, InspectionEvent>;
  readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  readonly cases: ClosedCases;
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
    if (id === null) throw qualityNotFound();
    const { state } = await streams.load(id);
    if (state.status === 'none' || sideOf(by, state.parties) === null) throw qualityNotFound();
    const command = { type: intent.type, data: { at, ...intent.data } } as InspectionCommand;
    return { id, ...(await streams.handle(id, command, { ...context, division: state.parties.division })) };
  }

  async #plan(
    { institution, ...plan }: Extract<InspectionIntent, { type: 'PlanInspection' }>['data'],
    at: string,
    by: Principal,
    context: Omit<CommandContext, 'division'>,
  ): Promise<InspectionHandled> {
    const { streams, numbers, cases, rosters } = this.tools;
    const { code, division } = await rosters.institution(institution ?? by.agency);
    const parties = { institution: code, division };
    if (sideOf(by, parties) === null) throw qualityNotFound();
    const whole: CommandContext = { ...context, division };
    const id = derivedId(inspection.name, context.commandId);
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
    // What the rules refuse takes no number.
    await streams.check(id, command(''), whole);
    const number = await documentNumber(numbers, parties, WORD, `inspection:${id}`, at, whole);
    return { id, ...(await streams.handle(id, command(number), whole, { likelyNew: true })) };
  }
}
