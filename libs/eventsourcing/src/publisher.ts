import type { BusMessage } from './message-bus.js';
import type { RecordedEvent } from './message.js';

/**
 * Private item to public messages. At least once and in order per key: the place moves only after the broker's acknowledgement, so after
 * a crash the same messages, with the same ids, are sent again.
 */
export interface Publisher<Item = RecordedEvent> {
  readonly name: string;
  /** The messages an item becomes; none: private. Pure. */
  map(item: Item): readonly BusMessage[];
  /** Called before the messages are sent: to make topics that are missing. May be called again for the same messages. */
  prepare?(messages: readonly BusMessage[]): Promise<void>;
  /** Called after the acknowledgement and before the place moves; may be called again for the same items. */
  onPublished?(items: readonly Item[], messages: readonly BusMessage[]): Promise<void>;
}
