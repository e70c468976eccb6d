import { streamOf, type Checkpoint, type EventStore } from '@xiezhi/eventsourcing';
import { letter } from './letter.js';

/** Finds the place in the log that a letter's event of a revision has. */
export const positionsIn =
  (store: EventStore) =>
  async (id: string, revision: number): Promise<Checkpoint | null> => {
    const [event] = await store.read(streamOf(letter, id), { from: revision });
    return event?.position ?? null;
  };
