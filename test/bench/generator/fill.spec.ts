import { randomBytes, randomUUID } from 'node:crypto';
import { isSealed, PersonKeys, type PersonKey } from '@xiezhi/eventsourcing';
import { defenceRequest, type DefenceRequestEvent } from '../../../apps/assignment/src/defence-request/defence-request.js';
import { fill, type Filled, type PastEvent } from './fill.js';
import { lawyerEntry, type GeneratedLawyer } from './places.js';

const REQUESTS = 400;
const UNTIL = Date.parse('2026-11-26T08:00:00.000Z');
const LAWYERS = Array.from({ length: 500 }, (_, n) => ({
  ...lawyerEntry(n),
  id: `lawyer-${n}`,
  status: 'active',
})) as unknown as readonly GeneratedLawyer[];

/** Keys that are only made: the generator keeps those it needs. */
class MadeKeys extends PersonKeys {
  create(): Promise<PersonKey> {
    return Promise.resolve({ personId: randomUUID(), key: randomBytes(32) });
  }
  find(): Promise<ReadonlyMap<string, Uint8Array>> {
    return Promise.resolve(new Map());
  }
  erase(): Promise<number> {
    return Promise.resolve(0);
  }
}

describe('a generated past', () => {
  const log: PastEvent[] = [];
  let filled: Filled;
  beforeAll(async () => {
    const store = (events: readonly PastEvent[]): Promise<void> => {
      log.push(...events);
      return Promise.resolve();
    };
    filled = await fill({ requests: REQUESTS, seed: 7, until: UNTIL, lawyers: LAWYERS, keys: new MadeKeys(), store });
  });

  const streams = (): ReadonlyMap<string, readonly PastEvent[]> => Map.groupBy(log, ({ stream }) => stream);

  it('holds every request, and nobody is refused but who came too late', () => {
    expect(filled.requests).toBe(REQUESTS);
    expect(filled.events).toBe(log.length);
    expect(streams().size).toBe(REQUESTS);
    expect(filled.refused).toBeLessThan(REQUESTS / 10);
  });

  it('has each stream from its first revision on without a gap, in the order of time', () => {
    for (const events of streams().values()) {
      expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index));
      const instants = events.map(({ recordedAt }) => recordedAt);
      expect(instants).toEqual(instants.toSorted());
    }
  });

  it('folds into requests that are open, closed, on time and late', () => {
    const states = [...streams().values()].map((events) =>
      events.reduce(
        (state, event) => defenceRequest.decider.evolve(state, event as unknown as DefenceRequestEvent),
        defenceRequest.decider.initial,
      ),
    );
    expect(new Set(states.map(({ status }) => status)).size).toBeGreaterThan(3);
    expect(states.filter((state) => state.status === 'closed' && state.reason === 'completed').length).toBeGreaterThan(REQUESTS / 2);
    expect(log.some(({ type }) => type === 'ClockBreached')).toBe(true);
    expect(log.some(({ type }) => type === 'NotificationCorrected')).toBe(true);
  });

  it('keeps no personal field in clear', () => {
    const clear = log.filter(({ type, data }) =>
      Object.keys(defenceRequest.personal?.[type as DefenceRequestEvent['type']] ?? {}).some(
        (field) => data[field] !== undefined && !isSealed(data[field]),
      ),
    );
    expect(clear).toEqual([]);
    expect(log.some(({ data }) => isSealed(data['person']))).toBe(true);
  });
});
