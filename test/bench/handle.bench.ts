import { randomUUID } from 'node:crypto';
import type { Decider, Message, StreamType } from '../../libs/eventsourcing/src/index.js';
import { PersonKeys, StreamHandler } from '../../libs/eventsourcing/src/index.js';
import { PostgresEventStore } from '../../libs/eventsourcing/src/postgres/index.js';
import { startTestServer } from '../support/postgres.js';
import { benchLog, rate, ratioRounds, rowOf, sampleEvent, type Row } from './support.js';

const CALLERS = 64;
const ROUND_MS = 1_000;

type Command = Message<'Note', { readonly n: number }>;
type Noted = Message<'Noted', { readonly n: number }>;

/** Each command is decided on what all before it did. */
const decider: Decider<{ readonly notes: number }, Command, Noted> = {
  initial: { notes: 0 },
  decide: ({ data }, { notes }) => [{ type: 'Noted', data: { n: data.n + notes } }],
  evolve: ({ notes }) => ({ notes: notes + 1 }),
};
const notes: StreamType<{ readonly notes: number }, Command, Noted> = { name: 'note', decider };

/** No field of these events is personal: a key that is asked for is a mistake. */
class NoKeys extends PersonKeys {
  create = (): never => {
    throw new Error('no person here');
  };
  find = (): never => {
    throw new Error('no person here');
  };
  erase = (): never => {
    throw new Error('no person here');
  };
}

/** The row of one hot stream. */
export async function run(): Promise<readonly Row[]> {
  const server = await startTestServer();
  try {
    const log = await benchLog(server.url, 'bench_handle');
    const store = new PostgresEventStore({ pool: log.connect(4) });
    const commandsPerSecond = (callers: number): Promise<number> => {
      const handler = new StreamHandler(store, notes, new NoKeys());
      const id = randomUUID();
      const { actor, correlationId, division } = sampleEvent().meta;
      return rate(callers, ROUND_MS, (n) =>
        handler.handle(id, { type: 'Note', data: { n } }, { commandId: randomUUID(), actor, correlationId, division }),
      );
    };
    const figure = await ratioRounds(
      () => commandsPerSecond(CALLERS),
      () => commandsPerSecond(1),
      'commands/s',
    );
    await store.close();
    await log.drop();
    return [rowOf(`${CALLERS} callers on one stream through handle ÷ 1 caller on it`, figure.median, 4, 'higher', figure.detail)];
  } finally {
    await server.stop();
  }
}
