import type { Bell } from '../timing.js';
import { pause } from '../timing.js';

/**
 * Wakes those who wait for messages of a topic. Buses of one process that share one hear of each other's messages at once; of other
 * processes' by asking every now and then.
 */
export class TopicBells {
  private readonly waiting = new Map<string, Set<Bell>>();

  add(topic: string, bell: Bell): void {
    const bells = this.waiting.get(topic) ?? new Set();
    bells.add(bell);
    this.waiting.set(topic, bells);
  }

  remove(topic: string, bell: Bell): void {
    const bells = this.waiting.get(topic);
    bells?.delete(bell);
    if (bells?.size === 0) this.waiting.delete(topic);
  }

  ring(topics: Iterable<string>): void {
    for (const topic of topics) for (const bell of this.waiting.get(topic) ?? []) bell.ring();
  }

  get topics(): readonly string[] {
    return [...this.waiting.keys()];
  }
}

/** Asks every `everyMs` for the newest position of the topics that are waited for, and rings for those that moved. */
export async function watchTopics(
  bells: TopicBells,
  newestOf: (topics: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  everyMs: number,
  signal: AbortSignal,
): Promise<void> {
  let known: ReadonlyMap<string, string> = new Map();
  while (!signal.aborted) {
    const { topics } = bells;
    if (topics.length > 0) {
      const newest = await newestOf(topics).catch(() => known); // unreachable: the next round asks again
      bells.ring(topics.filter((topic) => newest.get(topic) !== known.get(topic)));
      known = newest;
    }
    await pause(everyMs, signal);
  }
}
