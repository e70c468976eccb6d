import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type * as Shared from '@eventstore/db-client/generated/shared_pb.js';
import type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
import type { LogEvent, Proposed } from './log.js';

const TICKS_PER_MS = 10_000n;
const { AppendResp, ReadResp } = streams;

export const nameOf = (identifier: Shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

const identifier = (name: string): Shared.StreamIdentifier => new shared.StreamIdentifier().setStreamName(Buffer.from(name, 'utf8'));

export function proposed(message: Streams.AppendReq.ProposedMessage): Proposed {
  return {
    id: message.getId()?.getString() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    metadata: message.getCustomMetadata_asU8(),
    data: message.getData_asU8(),
  };
}

export function eventMessage(event: LogEvent): Streams.ReadResp {
  const position = String(event.commit);
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(identifier(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setCustomMetadata(event.metadata)
    .setData(event.data);
  recorded.getMetadataMap().set('type', event.type);
  recorded.getMetadataMap().set('content-type', event.contentType);
  recorded.getMetadataMap().set('created', String(BigInt(event.created) * TICKS_PER_MS));
  return new ReadResp().setEvent(new ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(position));
}

export const streamNotFound = (name: string): Streams.ReadResp =>
  new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifier(name)));

export const confirmation = (id: string): Streams.ReadResp =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

export const checkpoint = (commit: bigint): Streams.ReadResp =>
  new ReadResp().setCheckpoint(new ReadResp.Checkpoint().setCommitPosition(String(commit)).setPreparePosition(String(commit)));

export const caughtUp = (): Streams.ReadResp => new ReadResp().setCaughtUp(new ReadResp.CaughtUp());
export const fellBehind = (): Streams.ReadResp => new ReadResp().setFellBehind(new ReadResp.FellBehind());

export function stored(current: number, commit: bigint | null): Streams.AppendResp {
  const success = new AppendResp.Success().setCurrentRevision(String(current));
  if (commit === null) success.setNoPosition(new shared.Empty());
  else success.setPosition(new AppendResp.Position().setCommitPosition(String(commit)).setPreparePosition(String(commit)));
  return new AppendResp().setSuccess(success);
}

export function wrongRevision(expected: number, current: number): Streams.AppendResp {
  const wrong = new AppendResp.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected < 0) wrong.setExpectedNoStream(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  return new AppendResp().setWrongExpectedVersion(wrong);
}
