import type { AccountabilityFinding, AccountabilityGround } from '@xiezhi/contracts';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  derivedId,
  isSealed,
  Rejected,
  type CommandContext,
  type Message,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { Principal } from '@xiezhi/service';
import type { QualityFigures } from '../quality-figures/quality-figures.queries.js';
import { beginNumbered, knownMatter, type QualityHandled } from '../quality-matters/quality.handling.js';
import { qualityNotFound, sideOf } from '../quality-matters/quality.side.js';
import type { Rosters } from '../rosters/rosters.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import type { Findings } from './accountability.findings.js';
import { accountability, type AccountabilityCommand, type AccountabilityEvent, type AccountabilityState } from './accountability.js';

type Looked = 'at' | 'by' | 'reviewDays';
type Bare<Command> = Command extends Message<infer Type, infer Data> ? Message<Type, Omit<Data, Looked>> : never;
/** What is to be opened: the finding, and the ground. */
type Opening = Message<
  'OpenAccountability',
  {
    readonly kind: AccountabilityFinding;
    readonly findingId: string;
    readonly caseId: string | null;
    readonly ground: AccountabilityGround;
  }
>;
export type AccountabilityIntent = Exclude<Bare<AccountabilityCommand>, { type: 'OpenAccountability' }> | Opening;

/** The one envelope of accountability proceedings; `id` is `null` for new ones. `by`: who acts, the platform itself when `null`. */
export class Accountabilities {
  constructor(
    readonly id: string | null,
    readonly intent: AccountabilityIntent,
    readonly by: Principal | null,
    readonly context: Omit<CommandContext, 'division'>,
  ) {}
}

export interface AccountabilityTools {
  readonly streams: StreamHandler<AccountabilityState, AccountabilityCommand, AccountabilityEvent>;
  readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  readonly findings: Findings;
  readonly figures: QualityFigures;
  readonly rosters: Rosters;
  readonly circles: Circles;
  readonly now: () => string;
}

/** The word (字) of the series of proceedings. */
const WORD = '责';
/** What the lawyer does for oneself. */
const BY_LAWYER: ReadonlySet<AccountabilityIntent['type']> = new Set(['HearLawyer', 'RequestReview']);

/** Looks up the finding and the figures of the division, then hands the command to the rules. */
@CommandHandler(Accountabilities)
export class AccountabilityHandler implements ICommandHandler<Accountabilities> {
  constructor(private readonly tools: AccountabilityTools) {}

  async execute({ id, intent, by, context }: Accountabilities): Promise<QualityHandled<AccountabilityState>> {
    const { streams, figures, now } = this.tools;
    const at = now();
    if (intent.type === 'OpenAccountability') return this.#open(intent.data, at, by!, context);
    const known = await knownMatter(
      streams,
      id,
      ({ parties, subject }) =>
        by === null || sideOf(by, parties) !== null || (BY_LAWYER.has(intent.type) && by.lawyerId === subject.lawyerId),
    );
    await this.#admit(known.state.subject.requestId, context);
    const { division } = known.state.parties;
    const reviewDays = (await figures.of('accountability_review_days', division, at))?.value ?? null;
    const side = by === null ? 'justice' : (sideOf(by, known.state.parties) ?? 'lawyer');
    const command = { type: intent.type, data: { ...intent.data, at, by: side, reviewDays } } as AccountabilityCommand;
    return { id: known.id, ...(await streams.handle(known.id, command, { ...context, division })) };
  }

  /** To who is outside of the circle of a sensitive case, nothing about it exists. */
  async #admit(requestId: string | null, { actor }: Pick<CommandContext, 'actor'>): Promise<void> {
    if (requestId !== null && !(await this.tools.circles.admit(requestId, actor))) throw qualityNotFound();
  }

  async #open(
    { kind, findingId, caseId, ground }: Opening['data'],
    at: string,
    by: Principal,
    context: Omit<CommandContext, 'division'>,
  ): Promise<QualityHandled<AccountabilityState>> {
    const { findings, figures, rosters } = this.tools;
    const found = await findings.of(kind, findingId, caseId);
    if (found === null || sideOf(by, found.parties) === null) throw qualityNotFound();
    const { parties, requestId, matter, lawyerId, holds } = found;
    await this.#admit(requestId, context);
    const row = lawyerId === null ? null : await rosters.lawyerRow(lawyerId);
    const personId = isSealed(row?.details) ? row.details.$sealed.person : null;
    if (lawyerId !== null && personId === null) {
      throw new Rejected(
        'accountability.lawyer_erased',
        '该律师信息已依法删除,不能追究。The lawyer was erased; there is nobody to proceed against.',
      );
    }
    const finding = { kind, id: findingId, caseId };
    const statementDays = (await figures.of('accountability_statement_days', parties.division, at))?.value ?? null;
    const opening = {
      ...{ at, parties, finding, ground, statementDays },
      holds: holds && lawyerId !== null,
      subject: { lawyerId: lawyerId ?? '', requestId, ...(matter !== undefined && { matter }) },
      personId: personId ?? '',
    };
    const id = derivedId(accountability.name, kind, findingId, caseId ?? '');
    const command = (number: string): AccountabilityCommand => ({ type: 'OpenAccountability', data: { ...opening, number } });
    return beginNumbered(this.tools, { id, kind: accountability.name, word: WORD, of: parties, at }, command, context);
  }
}
