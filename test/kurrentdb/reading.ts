import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { randomUUID } from 'node:crypto';
import type { Log, LogEvent } from './log.js';
import { caughtUp, checkpoint, confirmation, eventMessage, fellBehind, nameOf, streamNotFound } from './messages.js';

/** Events a live subscriber may be behind before it is served from the log again. */
const LIVE_BUFFER = 32;
/** Events passed over after which a filtered subscriber is told how far the server is. */
const CHECKPOINT_EVERY = 32;
const BACKWARDS = 1;

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Answers one Read call: a stream or the whole log, forwards or backwards, once or as a subscription. */
export async function answerRead(log: Log, call: ReadCall): Promise<void> {
  const options = call.request.getOptions();
  if (options === undefined) throw new Error('a read has options');
  if (options.hasSubscription()) return subscribe(log, call, options);
  const backwards = options.getReadDirection() === BACKWARDS;
  const events = options.hasStream() ? streamEvents(log, options, backwards) : allEvents(log, options, backwards);
  if (events === undefined) await send(call, streamNotFound(nameOf(options.getStream()?.getStreamIdentifier())));
  else {
    const matches = matcher(options);
    let left = Number(options.getCount());
    for (const event of events) {
      if (left <= 0 || call.cancelled) break;
      if (!matches(event)) continue;
      left -= 1;
      await send(call, eventMessage(event));
    }
  }
  call.end();
}

function streamEvents(log: Log, options: ReadReq.Options, backwards: boolean): Iterable<LogEvent> | undefined {
  const asked = options.getStream();
  const events = log.stream(nameOf(asked?.getStreamIdentifier()));
  if (asked === undefined || events === undefined) return undefined;
  const revision = asked.hasRevision() ? Number(asked.getRevision()) : asked.hasEnd() ? events.length - 1 : 0;
  return backwards ? events.slice(0, revision + 1).toReversed() : events.slice(revision);
}

function allEvents(log: Log, options: ReadReq.Options, backwards: boolean): Iterable<LogEvent> {
  const all = options.getAll();
  const commit = BigInt(all?.getPosition()?.getCommitPosition() ?? 0);
  // A read begins at its position, a subscription behind it.
  if (backwards) return log.events.slice(0, all?.hasPosition() ? log.indexAfter(commit) : all?.hasEnd() ? undefined : 0).toReversed();
  return log.events.slice(all?.hasPosition() ? log.indexAfter(commit - 1n) : all?.hasEnd() ? log.events.length : 0);
}

function matcher(options: ReadReq.Options): (event: LogEvent) => boolean {
  const filter = options.getFilter();
  if (filter === undefined) return () => true;
  const names = filter.getStreamIdentifier();
  const expression = names ?? filter.getEventType();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = expression?.getRegex() === '' ? null : new RegExp(expression?.getRegex() ?? '');
  return (event) => {
    const text = names === undefined ? event.type : event.stream;
    return prefixes.some((prefix) => text.startsWith(prefix)) || (regex?.test(text) ?? false);
  };
}

async function subscribe(log: Log, call: ReadCall, options: ReadReq.Options): Promise<void> {
  const all = options.getAll();
  if (all === undefined) throw new Error('only $all can be subscribed to');
  const matches = matcher(options);
  let index = all.hasPosition() ? log.indexAfter(BigInt(all.getPosition()!.getCommitPosition())) : all.hasEnd() ? log.events.length : 0;
  let live = false;
  let passedOver = 0;
  await send(call, confirmation(randomUUID()));
  while (!call.cancelled && !call.destroyed) {
    const event = log.events[index];
    if (event === undefined) {
      if (!live) await send(call, caughtUp());
      live = true;
      if (index >= log.events.length) await log.growth();
      continue;
    }
    if (live && log.events.length - index > LIVE_BUFFER) {
      live = false;
      await send(call, fellBehind());
    }
    index += 1;
    if (matches(event)) await send(call, eventMessage(event));
    else if ((passedOver += 1) % CHECKPOINT_EVERY === 0) await send(call, checkpoint(event.commit));
  }
}

/** Writes, and waits while the reader's window is full. */
async function send(call: ReadCall, message: ReadResp): Promise<void> {
  if (call.cancelled || call.destroyed || call.write(message)) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      for (const event of ['drain', 'cancelled', 'close', 'error']) call.removeListener(event, go);
      resolve();
    };
    for (const event of ['drain', 'cancelled', 'close', 'error']) call.once(event, go);
  });
}
