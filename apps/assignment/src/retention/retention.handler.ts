import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejected, type CommandContext, type Handled, type Message, type StreamHandler } from '@xiezhi/eventsourcing';
import { endingOf as endingOfCase } from '../aid-case/ending.js';
import type { AidCaseState } from '../aid-case/state.js';
import { notFound, SYSTEM_ROLE } from '../defence-request/relations.js';
import { endingOf } from '../defence-request/ending.js';
import { endingOf as endingOfHelp } from '../duty-help/ending.js';
import type { DutyHelpState } from '../duty-help/state.js';
import type { EarlyNoticeState } from '../early-notice/early-notice.js';
import { endingOf as endingOfEarly } from '../early-notice/ending.js';
import type { DefenceRequestState } from '../defence-request/state.js';
import type { RetentionRules } from '../retention-rules/retention-rules.queries.js';
import type { EndedMatter, Parties, RetentionCommand, RetentionEvent, RetentionRule, RetentionState } from './retention.js';

/** A command without the facts that are gathered here. */
type Bare<Command> =
  Command extends Message<infer Type, infer Data> ? Message<Type, Omit<Data, 'at' | 'matter' | 'rule' | 'graceDays'>> : never;
export type RetentionIntent = Bare<RetentionCommand>;

/** The one envelope of the retention's streams; `id`: the matter's. */
export class Retentions {
  constructor(
    readonly id: string,
    readonly intent: RetentionIntent,
    readonly context: Omit<CommandContext, 'division'>,
  ) {}
}

export type RetentionHandled = Handled<RetentionState> & { readonly id: string };

export interface RetentionTools {
  readonly streams: StreamHandler<RetentionState, RetentionCommand, RetentionEvent>;
  /** Defence requests, as their own streams have them. */
  readonly matters: { load(id: string): Promise<{ readonly state: DefenceRequestState }> };
  /** Granted cases, likewise. */
  readonly aidCases: { load(id: string): Promise<{ readonly state: AidCaseState }> };
  readonly helps: { load(id: string): Promise<{ readonly state: DutyHelpState }> };
  readonly earlyNotices: { load(id: string): Promise<{ readonly state: EarlyNoticeState }> };
  readonly rules: Pick<RetentionRules, 'at'>;
  /** Days between the announcement and the deletion. */
  readonly graceDays: number;
  /** Now, as an ISO instant. */
  readonly now: () => string;
}

/** Gathers how the matter ended and the rule that holds for it now, then hands the command to the rules. */
@CommandHandler(Retentions)
export class RetentionHandler implements ICommandHandler<Retentions> {
  constructor(private readonly tools: RetentionTools) {}

  async execute({ id, intent, context }: Retentions): Promise<RetentionHandled> {
    const { streams, graceDays, now } = this.tools;
    const at = now();
    // What is being deleted is so, also where its end is none any more.
    const matter = intent.type === 'RecordDeleted' ? await this.#partiesOf(id, context) : await this.#matter(id, context);
    const asksForRule = intent.type === 'AnnounceDeletion' || intent.type === 'BeginDeletion';
    const rule = asksForRule ? await this.#rule(matter as EndedMatter, at) : null;
    const command = { type: intent.type, data: { ...intent.data, at, matter, rule, graceDays } } as RetentionCommand;
    return { id, ...(await streams.handle(id, command, { ...context, division: matter.parties.division })) };
  }

  /** @throws Rejected `defence_request.not_found` to all but its institution and the platform, `retention.not_ended` */
  async #matter(id: string, { actor }: Pick<CommandContext, 'actor'>): Promise<EndedMatter> {
    const { parties, ending } = await this.#found(id, actor);
    if (ending !== null) return { ...ending, parties };
    throw new Rejected(
      'retention.not_ended',
      '本件尚未终结,或者已移送其他机构继续办理,尚不计算保存期限。The request goes on, here or elsewhere: no time of keeping is counted yet.',
    );
  }

  async #partiesOf(id: string, { actor }: Pick<CommandContext, 'actor'>): Promise<Pick<EndedMatter, 'parties'>> {
    return { parties: (await this.#found(id, actor)).parties };
  }

  /** The matter as its own stream has it; a notice that came early and became a request is that request. */
  async #found(
    id: string,
    actor: CommandContext['actor'],
  ): Promise<{ readonly parties: Parties; readonly ending: Omit<EndedMatter, 'parties'> | null }> {
    const { state } = await this.tools.matters.load(id);
    if (state.status !== 'none') {
      const { organ, institution, division } = state.parties;
      return this.#own({ organ, institution, division }, endingOf(state), actor);
    }
    const { state: granted } = await this.tools.aidCases.load(id);
    if (granted.status !== 'none') {
      const { institution, division } = granted.parties;
      return this.#own({ institution, division }, endingOfCase(granted), actor);
    }
    const { state: help } = await this.tools.helps.load(id);
    if (help.status !== 'none') {
      const { organ, institution, division } = help.parties;
      return this.#own({ organ, institution, division }, endingOfHelp(help), actor);
    }
    const { state: early } = await this.tools.earlyNotices.load(id);
    if (early.status === 'none') throw notFound();
    const { organ, division } = early.parties;
    return this.#own({ organ, division }, endingOfEarly(early), actor);
  }

  #own(parties: Parties, ending: Omit<EndedMatter, 'parties'> | null, { role, agency }: CommandContext['actor']) {
    if (role !== SYSTEM_ROLE && agency !== parties.institution) throw notFound();
    return { parties, ending };
  }

  async #rule({ kind, parties }: EndedMatter, at: string): Promise<RetentionRule | null> {
    return (await this.tools.rules.at(at)).of(kind, parties.division);
  }
}
