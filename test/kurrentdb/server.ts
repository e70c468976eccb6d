import grpc from '@grpc/grpc-js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import services from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Log, type Proposed } from './log.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { nameOf, proposed, stored, wrongRevision } from './messages.js';
import { answerRead, type ReadCall } from './reading.js';

/** The server's `MaxAppendSize` as the adapter wants it set; the server's own default is 1 MiB. */
const MAX_APPEND_BYTES = 16 * 1_048_576;

/**
 * A protocol double of KurrentDB (EventStoreDB): its gRPC interface as far as the adapter uses it, over a log in memory, from the
 * definitions the driver is built on. It decides appends as the server does; it is not the server.
 */
export class KurrentServer {
  readonly log = new Log();
  /** The server's `MaxAppendEventSize`, which is unlimited unless someone sets it. */
  maxEventBytes = Number.POSITIVE_INFINITY;
  #server: grpc.Server | null = null;
  #port = 0;
  #answersToLose = 0;

  get url(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** Takes a free port the first time, the same port afterwards. */
  async start(): Promise<void> {
    const server = new grpc.Server();
    server.addService(services.StreamsService, {
      append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) => void this.#append(call, answer),
      read: (call: ReadCall) =>
        void answerRead(this.log, call).catch((error: unknown) => call.destroy(error instanceof Error ? error : new Error(String(error)))),
    });
    server.addService(featureServices.ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: sendUnaryData<SupportedMethods>) => answer(null, supportedMethods()),
    });
    this.#port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${this.#port}`, grpc.ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(error),
      );
    });
    this.#server = server;
  }

  /** Drops every connection at once. The log stays. */
  stop(): void {
    this.#server?.forceShutdown();
    this.#server = null;
    this.log.wake();
  }

  async restart(): Promise<void> {
    this.stop();
    await this.start();
  }

  /** The next `count` appends are stored, and the connection breaks before they are answered. */
  loseAnswers(count: number): void {
    this.#answersToLose = count;
  }

  async #append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): Promise<void> {
    let options: AppendReq.Options | undefined;
    const events: Proposed[] = [];
    try {
      for await (const request of call as AsyncIterable<AppendReq>) {
        options ??= request.getOptions();
        const message = request.getProposedMessage();
        if (message !== undefined) events.push(proposed(message));
      }
    } catch {
      return;
    }
    const expected = expectedOf(options);
    if (expected === null) return answer({ code: grpc.status.INVALID_ARGUMENT, details: 'an append without an expected revision' });
    const sizes = events.map(({ data, metadata }) => data.length + metadata.length);
    if (sizes.some((size) => size > this.maxEventBytes)) return answer(tooLarge('maximum-append-event-size-exceeded'));
    if (sizes.reduce((sum, size) => sum + size, 0) > MAX_APPEND_BYTES) return answer(tooLarge('maximum-append-size-exceeded'));
    const outcome = this.log.append(nameOf(options?.getStreamIdentifier()), expected, events);
    if (this.#answersToLose > 0) {
      this.#answersToLose -= 1;
      await this.restart();
      return;
    }
    if (outcome.kind === 'wrong-revision') return answer(null, wrongRevision(expected, outcome.current));
    // The server need not know any more where events stood that it finds again.
    answer(null, stored(outcome.current, outcome.kind === 'stored' ? outcome.commit : null));
  }
}

/** Servers offer batched appends, which the adapter must not use: the double does not answer them. */
function supportedMethods(): SupportedMethods {
  const method = new features.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName('batchappend');
  return new features.SupportedMethods().setEventStoreServerVersion('23.10.0').setMethodsList([method]);
}

/** -1: no stream; `null`: none was given. */
function expectedOf(options: AppendReq.Options | undefined): number | null {
  if (options?.hasNoStream()) return -1;
  return options?.hasRevision() ? Number(options.getRevision()) : null;
}

function tooLarge(exception: string): Partial<grpc.StatusObject> {
  const metadata = new grpc.Metadata();
  metadata.set('exception', exception);
  metadata.set('maximum-append-size', String(MAX_APPEND_BYTES));
  return { code: grpc.status.INVALID_ARGUMENT, details: 'the maximum size is exceeded', metadata };
}
