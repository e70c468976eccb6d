import type { Checkpoint } from './message.js';

/** What a runner needs of anything a feed gives: an id that is unique in the feed, and its place. */
export interface FeedItem {
  readonly id: string;
  readonly position: Checkpoint;
}

/** What made something happen: the item or timer, and the conversation it belongs to. */
export interface Cause {
  readonly id: string;
  readonly correlationId: string;
}

interface Carriers {
  readonly id: string;
  readonly source?: unknown;
  readonly meta?: { readonly correlationId?: string };
  readonly extensions?: Readonly<Record<string, string>>;
}

/** The cause an item is: correlation from an event's envelope or a message's `correlationid`, else the item begins its own conversation. */
export function causeOf(item: FeedItem): Cause {
  const carriers: Carriers = item;
  return { id: item.id, correlationId: carriers.meta?.correlationId ?? carriers.extensions?.['correlationid'] ?? item.id };
}

/** Unique over all feeds of a workflow: a message's id is unique with its source only. */
export function uniqueIdOf(item: FeedItem): string {
  const { source, id }: Carriers = item;
  return typeof source === 'string' ? `${source}#${id}` : id;
}
