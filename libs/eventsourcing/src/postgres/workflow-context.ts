import type { Pool, PoolClient } from 'pg';
import type { Serial } from '../timing.js';
import { foldInputs, type KeyedInput, type WorkflowChanges } from '../workflow-fold.js';
import type { WorkflowShape } from '../workflow.js';
import type { Checkpoints } from './checkpoints.js';
import type { CommandQueue } from './command-queue.js';
import type { DeadLetters } from './dead-letters.js';
import { inTransaction } from './transaction.js';
import type { TimerSlot, WorkflowStore } from './workflow-store.js';

/** What feeds, timers and refusals of one workflow share. Inputs are taken one batch at a time, whatever brought them. */
export interface WorkflowContext<Item> {
  readonly workflow: WorkflowShape<Item>;
  /** Lock and checkpoint of the workflow as a whole. */
  readonly name: string;
  readonly pool: Pool;
  readonly checkpoints: Checkpoints;
  readonly deadLetters: DeadLetters;
  readonly queue: CommandQueue;
  readonly store: WorkflowStore;
  readonly serial: Serial;
  readonly now: () => number;
  /** Called after a commit that set timers or ended some, or sent commands. */
  readonly onTaken: (taken: Taken) => void;
}

/** What a commit brought, for those who look after it. */
export interface Taken {
  readonly timers: boolean;
  readonly commands: boolean;
}

/** What a commit that wrote `changes` brought. */
const broughtBy = ({ timers, cancelled, done, commands }: WorkflowChanges, fired: readonly TimerSlot[]): Taken => ({
  timers: [timers, cancelled, done, fired].some((of) => of.length > 0),
  commands: commands.length > 0,
});

/** What inputs change, by the states that are stored: nothing is written yet. */
export async function changesBy<Item>(
  { workflow, store }: WorkflowContext<Item>,
  client: Pool | PoolClient,
  inputs: readonly KeyedInput<Item>[],
): Promise<WorkflowChanges> {
  const states = await store.states(
    client,
    inputs.map(({ key }) => key),
  );
  return foldInputs(workflow, states, inputs);
}

/** Writes changes in one transaction with `guard`, which comes first. */
export async function writeChanges<Item>(
  { pool, store, onTaken }: WorkflowContext<Item>,
  changes: WorkflowChanges,
  guard: (client: PoolClient) => Promise<void>,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await guard(client);
    await store.write(client, changes, []);
  });
  onTaken(broughtBy(changes, []));
}

/**
 * Takes inputs in one transaction: `first` (the guard, and what goes with it) gives the inputs, then states, timers and commands are
 * written. Returns how many inputs there were.
 */
export async function takeInputs<Item>(
  context: WorkflowContext<Item>,
  first: (client: PoolClient) => Promise<{ readonly inputs: readonly KeyedInput<Item>[]; readonly fired?: readonly TimerSlot[] }>,
): Promise<number> {
  let brought: Taken = { timers: false, commands: false };
  const count = await inTransaction(context.pool, async (client) => {
    const { inputs, fired = [] } = await first(client);
    if (inputs.length === 0) return 0;
    const changes = await changesBy(context, client, inputs);
    await context.store.write(client, changes, fired);
    brought = broughtBy(changes, fired);
    return inputs.length;
  });
  context.onTaken(brought);
  return count;
}
