import type { ConsumeOptions } from '../message-bus.js';
import { TurnRefused, pauseBefore } from '../subscription.js';
import { Bell, type Serial, pause } from '../timing.js';
import type { BusMessages, Row } from './bus-messages.js';
import type { Checkpoints, OwnedCheckpoint } from './checkpoints.js';
import type { TopicBells } from './topic-bells.js';

const DEFAULT_BATCH_SIZE = 500;
/** Milliseconds between the beginnings of two turns: messages that come meanwhile are handled together. */
const PACE_MS = 5;
/** Without a bell, look again after so long: bells are rung for what is published, not promised (ms). */
const LOOK_EVERY_MS = 5_000;
const RETRY = { attempts: 1, firstMs: 100, maxMs: 10_000 };

/** The name of a group's place in a topic. */
export const placeName = (topic: string, group: string): string => `${topic} ${group}`;

/** Handles one topic for a group, while it is owned. */
export class TopicConsumer {
  constructor(
    private readonly options: ConsumeOptions,
    private readonly topic: string,
    private readonly messages: BusMessages,
    private readonly checkpoints: Checkpoints,
    private readonly bells: TopicBells,
    /** The handler is never called twice at once. */
    private readonly serial: Serial,
    /** Told each time a batch was not handled: the error's name alone, for a handler's error may quote the message. */
    private readonly onFailure: (error: string) => void,
  ) {}

  /** Works until the signal is aborted or the ownership turns out to be another's; the batch at hand is finished. */
  async follow({ epoch, position }: OwnedCheckpoint, signal: AbortSignal): Promise<void> {
    const name = placeName(this.topic, this.options.group);
    const size = this.options.batchSize ?? DEFAULT_BATCH_SIZE;
    const bell = new Bell();
    this.bells.add(this.topic, bell);
    let place = position;
    try {
      for (let attempt = 2; !signal.aborted;) {
        const began = performance.now();
        try {
          const rows = await this.messages.read(this.topic, place, size);
          const last = rows.at(-1);
          if (last === undefined) {
            await bell.wait(LOOK_EVERY_MS, signal);
            continue;
          }
          const handled = await this.serial.run(async () => {
            if (signal.aborted) return false;
            await this.handle(rows);
            await this.checkpoints.move({ name, epoch, from: place, to: last.position });
            return true;
          });
          if (!handled) return;
          place = last.position;
          attempt = 2;
          await pause(PACE_MS - (performance.now() - began), signal);
        } catch (error) {
          if (error instanceof TurnRefused) return;
          this.onFailure(error instanceof Error ? error.name : 'unknown');
          await pause(pauseBefore(attempt, RETRY), signal);
          attempt += 1;
        }
      }
    } finally {
      this.bells.remove(this.topic, bell);
    }
  }

  private async handle(rows: readonly Row[]): Promise<void> {
    const readable = [];
    for (const row of rows) {
      if ('message' in row) readable.push(row.message);
      else await this.options.onUnreadable(row.unreadable);
    }
    if (readable.length > 0) await this.options.handler(readable);
  }
}
