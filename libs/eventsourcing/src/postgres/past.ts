import type { Pool } from 'pg';
import type { Feed } from '../feed.js';
import type { Checkpoint, RecordedEvent } from '../message.js';
import { InStepFeed } from '../in-step-feed.js';
import { Fence } from './fence.js';
import { PastFeed } from './past-feed.js';
import { toCheckpoint } from './rows.js';
import { pause } from '../timing.js';

/** The past of a log: everything up to `upTo`, in the order of streams. */
export interface PastOfLog {
  readonly feed: Feed<RecordedEvent>;
  readonly upTo: Checkpoint;
}

const LOOK_EVERY_MS = 5;
/** A transaction that writes for longer is not waited for: there is no past then. */
const MAX_LOOKS = 400;

/** The past that read models are built from, one pass for all that are built together: it ends where the log did when the first of them asked. */
export class Past {
  #found: Promise<PastOfLog | null> | null = null;

  /** `table`: the log's, qualified and quoted as SQL wants it. */
  constructor(
    private readonly pool: Pool,
    private readonly table = 'events',
  ) {}

  /** `null` while the log is empty, or its end cannot be told because somebody goes on writing. */
  async get(): Promise<PastOfLog | null> {
    const asked = (this.#found ??= this.#find());
    const forget = (): void => {
      if (this.#found === asked) this.#found = null;
    };
    asked.then((found) => found ?? forget(), forget);
    return await asked;
  }

  async #find(): Promise<PastOfLog | null> {
    const { pool, table } = this;
    const fence = await Fence.raise(pool, table, 'position');
    if (fence.upTo === 0) return null;
    for (let look = 0; !(await fence.isOpen()); look += 1) {
      if (look === MAX_LOOKS) return null;
      await pause(LOOK_EVERY_MS, new AbortController().signal);
    }
    const upTo = toCheckpoint(String(fence.upTo));
    return { feed: new InStepFeed(new PastFeed(pool, upTo, table)), upTo };
  }
}
