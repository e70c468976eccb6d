import type { Pool } from 'pg';
import type { Feed } from '../feed.js';
import type { Checkpoint, RecordedEvent } from '../message.js';
import { InStepFeed } from '../in-step-feed.js';
import type { ProjectionShape } from '../projection.js';
import { Fence } from './fence.js';
import { PastFeed } from './past-feed.js';
import { toCheckpoint } from './rows.js';
import { SiftedPastFeed } from './sifted-past-feed.js';
import { pause } from '../timing.js';

/** The past of a log, up to `upTo`. */
export interface PastOfLog {
  /** Everything, one stream after the other. */
  readonly byStream: Feed<RecordedEvent>;
  /** What touches the read models that are of several streams, in the order of the log. */
  readonly sifted: Feed<RecordedEvent>;
  readonly upTo: Checkpoint;
}

const LOOK_EVERY_MS = 5;
/** A transaction that writes for longer is not waited for: there is no past then. */
const MAX_LOOKS = 400;

/** The past that read models are built from, one pass of each order for all that are built together: it ends where the log did when the first of them asked. */
export class Past {
  readonly #types: readonly string[];
  #found: Promise<PastOfLog | null> | null = null;

  /** `table`: the log's, qualified and quoted as SQL wants it; `projections`: all that may be built from it. */
  constructor(
    private readonly pool: Pool,
    projections: readonly Pick<ProjectionShape, 'eventTypes'>[],
    private readonly table = 'events',
  ) {
    this.#types = [...new Set(projections.flatMap(({ eventTypes = [] }) => eventTypes))];
  }

  /** Whether this read model is to be built from the past, and can be. @throws Error when it was not told of the events that touch it */
  serves({ name, ofOneStream, eventTypes }: Pick<ProjectionShape, 'name' | 'ofOneStream' | 'eventTypes'>): boolean {
    if (ofOneStream === true) return true;
    if (eventTypes === undefined) return false;
    if (eventTypes.some((type) => !this.#types.includes(type)))
      throw new Error(`projection ${name}: the past was not told what touches it`);
    return true;
  }

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
    const byStream = new InStepFeed(new PastFeed(pool, upTo, table));
    return { byStream, sifted: new InStepFeed(new SiftedPastFeed(pool, upTo, this.#types, table)), upTo };
  }
}
