import type { Checkpoint, JsonObject } from './message.js';

/** A message as a consumer stored it. Its feed is what the consumer's read models and workflows follow and are rebuilt from. */
export interface InboxItem {
  readonly position: Checkpoint;
  /** Unique with `source`. */
  readonly id: string;
  readonly source: string;
  readonly topic: string;
  /** The key it was sent under: what keeps its order. */
  readonly key: string;
  readonly type: string;
  /** ISO 8601 instant of the fact. */
  readonly time: string;
  readonly subject: string | null;
  readonly data: JsonObject;
  readonly extensions: Readonly<Record<string, string>>;
  /** ISO 8601 instant of storing. */
  readonly receivedAt: string;
}

/**
 * What a consumer understands: per message type a check of the data, which answers `null` or why it is unusable. Types that are not named
 * are stored and left alone, for a later version may understand them.
 */
export type Accepts = Readonly<Record<string, (data: JsonObject) => string | null>>;

/** Why a message cannot be taken, `null` when it can. */
export function whyUnusable(accepts: Accepts, message: { readonly type: string; readonly data: JsonObject }): string | null {
  const check = Object.hasOwn(accepts, message.type) ? accepts[message.type] : undefined;
  return check === undefined ? null : check(message.data);
}
