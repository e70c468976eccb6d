import type { Pool } from 'pg';
import type { Feed } from '../feed.js';
import { causeOf, uniqueIdOf, type FeedItem } from '../feed-item.js';
import type { SubscriptionStatus, Turn, TurnOutcome } from '../subscription.js';
import { Serial } from '../timing.js';
import type { Dispatch, WorkflowShape } from '../workflow.js';
import { changesNothing } from '../workflow-fold.js';
import type { OwnedCheckpoint } from './checkpoints.js';
import { CommandQueue, type QueueFigures } from './command-queue.js';
import { DeadLetters } from './dead-letters.js';
import { Follower, type HaltDecision } from './follower.js';
import { OwnedLoop } from './owned-loop.js';
import type { Ownership } from './ownership.js';
import { changesBy, writeChanges, type Taken, type WorkflowContext } from './workflow-context.js';
import { WorkflowDispatcher } from './workflow-dispatcher.js';
import { WorkflowStore } from './workflow-store.js';
import { WorkflowTimers, type TimerOptions } from './workflow-timers.js';

export interface WorkflowRunnerOptions<Item extends FeedItem> extends TimerOptions {
  readonly workflow: WorkflowShape<Item>;
  /** The feeds it follows, each under a name that stays: its place is kept under it. */
  readonly feeds: Readonly<Record<string, Feed<Item>>>;
  readonly dispatch: Dispatch;
  readonly pool: Pool;
  readonly schema: string;
  readonly ownership: Ownership;
  readonly now: () => number;
  readonly batchSize?: number;
  /** See `FollowerOptions`. */
  readonly paceMs?: number;
  readonly onChange?: () => void;
}

/**
 * Runs one workflow: what its feeds, timers and refusals bring becomes state, timers and commands, in one transaction with the place in
 * the feed (the place alone when nothing came of it); the commands are then carried out. One process at a time owns it as a whole.
 */
export class WorkflowRunner<Item extends FeedItem> {
  private readonly context: WorkflowContext<Item>;
  private readonly followers: readonly Follower<Item>[];
  private readonly timers: WorkflowTimers<Item>;
  private readonly dispatcher: WorkflowDispatcher<Item>;
  private readonly loop: OwnedLoop;
  private started = false;

  constructor(private readonly options: WorkflowRunnerOptions<Item>) {
    const { workflow, pool, schema, now } = options;
    const name = `workflow/${workflow.name}`;
    const queue = new CommandQueue(schema, workflow.name);
    const { checkpoints } = options.ownership;
    const deadLetters = new DeadLetters(pool, schema);
    const serial = new Serial();
    const onTaken = ({ timers, commands }: Taken): void => {
      if (timers) this.timers.changed();
      if (commands) this.dispatcher.bell.ring();
    };
    const store = new WorkflowStore(schema, workflow.name, queue);
    this.context = { workflow, name, pool, checkpoints, deadLetters, queue, store, serial, now, onTaken };
    this.followers = Object.entries(options.feeds).map(
      ([label, feed]) =>
        new Follower<Item>({
          ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
          ...(options.paceMs === undefined ? {} : { paceMs: options.paceMs }),
          name: `${name}/${label}`,
          feed,
          handle: (items, turn) => this.take(items, turn),
          checkpoints,
          deadLetters,
          onPoison: 'halt',
          serial,
          onChange: () => this.changed(),
        }),
    );
    const ready = ({ hasCaughtUp, state }: Follower<Item>): boolean => hasCaughtUp || state === 'halted';
    this.timers = new WorkflowTimers(this.context, options, () => this.followers.every(ready));
    this.dispatcher = new WorkflowDispatcher(this.context, options.dispatch);
    const owned = [name, ...this.followers.map((follower) => follower.name)];
    this.loop = new OwnedLoop(options.ownership, name, owned, (checkpoint, signal) => this.work(checkpoint, signal));
  }

  get name(): string {
    return this.context.name;
  }

  start(): void {
    this.started = true;
    this.loop.start();
  }

  /** Finishes the batch and the commands at hand. */
  async stop(): Promise<void> {
    this.started = false;
    await this.loop.stop();
  }

  /** One status for each feed, and one for timers and commands. */
  statuses(): readonly SubscriptionStatus[] {
    const { owner, owning } = this.loop;
    const idle = this.started ? 'waiting' : 'stopped';
    const own = this.loop.failure ?? this.timers.failure ?? this.dispatcher.failure;
    const rest = { name: this.name, owner, position: null, behindMs: 0 } as const;
    return [
      ...this.followers.map(({ name, state, position, behindMs, failure }) => ({
        name,
        state: owning ? state : idle,
        owner,
        position,
        behindMs: owning ? behindMs : 0,
        ...(owning && failure !== undefined ? { failure } : {}),
      })),
      own === undefined ? { ...rest, state: owning ? 'live' : idle } : { ...rest, state: 'retrying', failure: own },
    ];
  }

  /** Commands sent and not settled: one query, for metrics. */
  async figures(): Promise<QueueFigures> {
    return await this.context.queue.figures(this.options.pool);
  }

  /** Ends a halt of the reader with this name, one of those in {@link statuses}. False when it is not halted here. */
  resume(reader: string, decision: HaltDecision): boolean {
    return this.followers.find(({ name }) => name === reader)?.resume(decision) ?? false;
  }

  private async work(checkpoints: ReadonlyMap<string, OwnedCheckpoint>, signal: AbortSignal): Promise<void> {
    // Whatever ends first (a lost ownership shows there) ends the others, so that it is sought again for all.
    const ended = new AbortController();
    const both = AbortSignal.any([signal, ended.signal]);
    const { epoch } = checkpoints.get(this.name)!;
    const parts = [
      ...this.followers.map((follower) => follower.follow(checkpoints.get(follower.name)!, both)),
      this.timers.run(epoch, both),
      this.dispatcher.run(epoch, both),
    ];
    await Promise.race(parts).catch(() => undefined);
    ended.abort();
    await Promise.all(parts);
  }

  private async take(items: readonly Item[], turn: Turn): Promise<TurnOutcome> {
    const { workflow, checkpoints } = this.context;
    const inputs = items.flatMap((item) => {
      const key = workflow.keyOf(item);
      return key === null ? [] : [{ key, input: { kind: 'item', item } as const, cause: causeOf(item), uniqueId: uniqueIdOf(item) }];
    });
    if (inputs.length === 0) return 'to_move';
    // Read without a lock: only the owner under the current epoch writes, one batch at a time, and a former one was waited for.
    const changes = await changesBy(this.context, this.options.pool, inputs);
    // What changed nothing is not shown again all the same: by then something else may have changed, and it would be taken otherwise.
    if (changesNothing(changes)) await checkpoints.move(turn);
    else await writeChanges(this.context, changes, (client) => checkpoints.moveWithin(client, turn));
    return 'moved';
  }

  private changed(): void {
    this.timers.bell.ring();
    this.options.onChange?.();
  }
}
