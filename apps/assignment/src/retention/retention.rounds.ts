import type { CommandBus } from '@nestjs/cqrs';
import { Rejected, uuidv7 } from '@xiezhi/eventsourcing';
import { instantOf, millisOf } from '@xiezhi/legal-policy';
import type { Logger } from 'pino';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import type { PersonErasureState } from '../person-erasures/person-erasure.js';
import type { DueMatters } from '../retained-matters/retained-matters.due.js';
import type { RetentionRules } from '../retention-rules/retention-rules.queries.js';
import { LATE_AFTER_MS, type RetentionState } from './retention.js';
import { Retentions, type RetentionIntent } from './retention.handler.js';

/** Milliseconds between the end of one round and the next, and after one that left something to do. */
const ROUND_EVERY_MS = 60_000;
const NEXT_AT_ONCE_MS = 1_000;
/** Matters of each step in one round. */
const BATCH = 200;
const COUNTED_TO = 10_000;

interface Loads<State> {
  load(id: string): Promise<{ readonly state: State }>;
}

export interface RetentionRoundsTools {
  readonly bus: CommandBus;
  readonly due: DueMatters;
  readonly rules: RetentionRules;
  readonly retentions: Loads<RetentionState>;
  readonly erasures: Loads<PersonErasureState>;
  readonly logger: Logger;
  /** Now, as an ISO instant. */
  readonly now: () => string;
}

/**
 * Does what is due about ended matters (保存期限), again and again: announces, ends exemptions, begins deletions, and records those whose
 * persons are erased. Each matter is decided by its own stream, so any number of processes may do so at once, and any may end half way.
 */
export class RetentionRounds {
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(private readonly tools: RetentionRoundsTools) {}

  start(): void {
    this.#running = this.#next();
  }

  /** Finishes the round at hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  /** One round; true when a step was full, so that there may be more to do. */
  async run(): Promise<boolean> {
    const { due, rules, now } = this.tools;
    const at = now();
    const over = await due.exemptionsOver(at, BATCH);
    await this.#each(over, { type: 'EndExemption', data: {} });
    const expired = await due.toAnnounce(await rules.at(at), at, BATCH);
    await this.#each(expired, { type: 'AnnounceDeletion', data: {} });
    const deletable = await due.toDelete(at, BATCH);
    await this.#each(deletable, { type: 'BeginDeletion', data: {} });
    await this.#finish();
    return [over, expired, deletable].some(({ length }) => length === BATCH);
  }

  /** How many matters should have been announced, or deleted, a day ago and are not: up to `limit` of each. */
  async overdue(limit = COUNTED_TO): Promise<number> {
    const { due, rules, now } = this.tools;
    const aDayAgo = instantOf(millisOf(now()) - LATE_AFTER_MS);
    const expired = await due.toAnnounce(await rules.at(aDayAgo), aDayAgo, limit);
    return expired.length + (await due.overdue(aDayAgo, limit));
  }

  /** Records what is deleted: the persons of the matter are taken out of every matter, with their papers. */
  async #finish(): Promise<void> {
    const { due, retentions, erasures } = this.tools;
    for (let after: string | null = null; ;) {
      const ids: readonly string[] = await due.deleting(after, BATCH);
      for (const id of ids) {
        const { state } = await retentions.load(id);
        const followed = await Promise.all(state.persons.map(async (personId) => (await erasures.load(personId)).state.followed));
        if (followed.every((one) => one)) await this.#each([id], { type: 'RecordDeleted', data: {} });
      }
      if (ids.length < BATCH) return;
      after = ids.at(-1)!;
    }
  }

  async #each(ids: readonly string[], intent: RetentionIntent): Promise<void> {
    const { bus, logger, now } = this.tools;
    for (const id of ids) {
      const commandId = uuidv7(millisOf(now()));
      const context = { commandId, correlationId: commandId, actor: { agency: 'xiezhi', role: SYSTEM_ROLE } };
      try {
        await bus.execute(new Retentions(id, intent, context));
      } catch (error) {
        if (!(error instanceof Rejected)) throw error;
        logger.warn({ matter: id, step: intent.type, code: error.code }, 'a step of a retention was refused');
      }
    }
  }

  async #next(): Promise<void> {
    let more = false;
    try {
      more = await this.run();
    } catch (err) {
      this.tools.logger.warn({ err }, 'retention: what is due was not all done; the next round does it');
    }
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.start(), more ? NEXT_AT_ONCE_MS : ROUND_EVERY_MS);
    this.#timer.unref();
  }
}
