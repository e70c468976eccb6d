import fc from 'fast-check';
import { recorded } from '../testing/recorded.js';
import type { RecordedEvent } from '../message.js';
import { headDigest, type LogHead, type SignedHead } from './log-head.js';
import { SEAL_ALGORITHM, sealEvents, type Seal } from './seal.js';
import { verifyLog, type Verdict } from './verify-log.js';

const LOG = 'assignment';
const STREAMS = ['request-1', 'request-2', 'request-3'];
const HEAD_EVERY = 4;

interface Kept {
  events: RecordedEvent[];
  seals: Seal[];
  heads: SignedHead[];
}

/** Stands for a signature in these rules: only who has the key can put `signed` in front. The real one is tested with the sealer. */
const sign = (head: LogHead): SignedHead => `signed ${JSON.stringify(head)}`;
const read = async (head: SignedHead): Promise<LogHead | null> =>
  head.startsWith('signed ') ? (JSON.parse(head.slice(7)) as LogHead) : null;

const place = (position: number): string => String(position).padStart(19, '0');

/** A log over several streams with its seals and a head after every fourth event. */
function logOf(streams: readonly number[]): Kept {
  const revisions = new Map<string, number>();
  const events = streams.map((index, at): RecordedEvent => {
    const stream = STREAMS[index]!;
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    const [event] = recorded(stream, [{ type: 'Happened', data: { n: at, text: 'བཀྲ་ཤིས། 扎西' } }], revision);
    return { ...event!, position: place(2 * at + 2) };
  });
  const seals = [...sealEvents(events, null, new Map())];
  return { events, seals, heads: headsOf(seals, sign) };
}

function headsOf(seals: readonly Seal[], signed: (head: LogHead) => SignedHead): SignedHead[] {
  const heads: SignedHead[] = [];
  for (const { ordinal, position, chain } of seals) {
    if (ordinal % HEAD_EVERY !== 0 && ordinal !== seals.length) continue;
    const previous = heads.length === 0 ? null : headDigest(heads.at(-1)!);
    const signedAt = '2026-11-24T03:00:00.000Z';
    heads.push(
      signed({ log: LOG, number: heads.length + 1, events: ordinal, position, chain, previous, algorithm: SEAL_ALGORITHM, signedAt }),
    );
  }
  return heads;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T, void, undefined> {
  yield* items;
}

const verify = ({ events, seals, heads }: Kept, sealedUpTo: string | null, witnessed: readonly SignedHead[] = []): Promise<Verdict> =>
  verifyLog({ log: LOG, events: each(events), seals: each(seals), heads: each(heads), sealedUpTo, witnessed }, read);

const placed = fc.array(fc.nat({ max: STREAMS.length - 1 }), { minLength: 3, maxLength: 24 });
const other = (text: string): string => (text.startsWith('0') ? `1${text.slice(1)}` : `0${text.slice(1)}`);

type Mutation = (kept: Kept, at: number) => void;
const changeEvent =
  (change: (event: RecordedEvent) => Partial<RecordedEvent>): Mutation =>
  ({ events }, at) => {
    events[at] = { ...events[at]!, ...change(events[at]!) };
  };
const changeSeal =
  (change: (seal: Seal) => Partial<Seal>): Mutation =>
  ({ seals }, at) => {
    seals[at] = { ...seals[at]!, ...change(seals[at]!) };
  };
/** What one hand can do to one row, on its own. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'data changed': changeEvent(({ data }) => ({ data: { ...data, text: '扎西x' } })),
  'data added': changeEvent(({ data }) => ({ data: { ...data, more: 1 } })),
  'envelope changed': changeEvent(({ meta }) => ({ meta: { ...meta, division: '540200' } })),
  'type changed': changeEvent(() => ({ type: 'HappenedNot' })),
  'time changed': changeEvent(() => ({ recordedAt: '2026-11-24T02:00:00.001Z' })),
  'id changed': changeEvent(({ id }) => ({ id: other(id) })),
  'stream changed': changeEvent(() => ({ stream: 'request-9' })),
  'revision changed': changeEvent(({ revision }) => ({ revision: revision + 1 })),
  'schema version changed': changeEvent(() => ({ schemaVersion: 2 })),
  'half a character': changeEvent(({ data }) => ({ data: { ...data, text: '\ud800' } })),
  removed: ({ events }, at) => void events.splice(at, 1),
  inserted: ({ events }, at) => void events.splice(at, 0, { ...events[at]!, id: other(events[at]!.id), position: place(2 * at + 1) }),
  'swapped with the next': ({ events }, at) => {
    const next = (at + 1) % events.length;
    const [one, two] = [events[at]!, events[next]!];
    events[at] = { ...two, position: one.position };
    events[next] = { ...one, position: two.position };
  },
  'seal changed': changeSeal(({ seal }) => ({ seal: other(seal) })),
  'chain changed': changeSeal(({ chain }) => ({ chain: other(chain) })),
  'ordinal changed': changeSeal(({ ordinal }) => ({ ordinal: ordinal + 3 })),
  'name in the seal changed': changeSeal(({ eventId }) => ({ eventId: other(eventId) })),
  'algorithm changed': changeSeal(() => ({ algorithm: 'md5' })),
  'previous changed': changeSeal(({ previous }) => ({ previous: other(previous ?? '0') })),
  'seal removed': ({ seals }, at) => void seals.splice(at, 1),
  'head changed': ({ heads }, at) => {
    heads[at % heads.length] = heads[at % heads.length]!.replace('signed', 'forged');
  },
  'head put elsewhere': ({ heads }, at) => {
    const [one, two] = [at % heads.length, (at + 1) % heads.length];
    [heads[one], heads[two]] = [heads[two]!, heads[one]!];
  },
};
const needsTwoHeads = (name: string): boolean => name === 'head put elsewhere';

describe('given a sealed log', () => {
  it('finds nothing when nothing was touched', async () => {
    await fc.assert(
      fc.asyncProperty(placed, async (streams) => {
        const kept = logOf(streams);
        const verdict = await verify(kept, kept.seals.at(-1)!.position, kept.heads);
        expect([verdict.findings, verdict.unsealed, verdict.uncovered]).toEqual([[], 0, 0]);
        expect([verdict.events, verdict.seals, verdict.heads]).toEqual([streams.length, streams.length, kept.heads.length]);
      }),
    );
  });

  it.each(Object.entries(MUTATIONS))('finds any single change: %s', async (name, mutate) => {
    await fc.assert(
      fc.asyncProperty(placed, fc.nat({ max: 23 }), async (streams, seed) => {
        const kept = logOf(streams);
        fc.pre(!needsTwoHeads(name) || kept.heads.length > 1);
        const upTo = kept.seals.at(-1)!.position;
        mutate(kept, seed % streams.length);
        const { findings } = await verify(kept, upTo);
        expect(findings.length).toBeGreaterThan(0);
        expect(findings.length).toBeLessThanOrEqual(4);
      }),
    );
  });

  it('finds any cut tail from a head that was kept elsewhere, and says how much is missing', async () => {
    await fc.assert(
      fc.asyncProperty(placed, fc.integer({ min: 1, max: 23 }), async (streams, cut) => {
        const whole = logOf(streams);
        const left = Math.max(0, streams.length - cut);
        const seals = whole.seals.slice(0, left);
        const heads = whole.heads.slice(0, Math.floor(left / HEAD_EVERY));
        const verdict = await verify({ events: whole.events.slice(0, left), seals, heads }, seals.at(-1)?.position ?? null, [
          whole.heads.at(-1)!,
        ]);
        expect(verdict.findings).toEqual([
          expect.objectContaining({ kind: 'tail_missing', witnessed: true, from: left + 1, to: streams.length }),
        ]);
      }),
    );
  });

  it('finds a history that was rewritten whole with a key that is not ours', async () => {
    await fc.assert(
      fc.asyncProperty(placed, fc.nat({ max: 23 }), async (streams, seed) => {
        const { events, heads } = logOf(streams);
        const at = seed % events.length;
        events[at] = { ...events[at]!, type: 'HappenedNot' };
        const seals = [...sealEvents(events, null, new Map())];
        const upTo = seals.at(-1)!.position;
        const forged = await verify({ events, seals, heads: headsOf(seals, (head) => `forged ${JSON.stringify(head)}`) }, upTo);
        expect(forged.findings).toContainEqual({ kind: 'head_unsigned', witnessed: false, number: 1 });
        const kept = await verify({ events, seals, heads }, upTo);
        expect(kept.findings).toEqual([expect.objectContaining({ kind: 'history_differs', witnessed: false })]);
        const ours = headsOf(seals, sign);
        const stolen = await verify({ events, seals, heads: ours }, upTo, heads);
        expect(stolen.findings).toEqual([expect.objectContaining({ kind: 'history_differs', witnessed: true })]);
      }),
    );
  });

  it('names the event that was changed, and no other', async () => {
    const kept = logOf([0, 1, 0, 2, 1, 0]);
    changeEvent(() => ({ type: 'HappenedNot' }))(kept, 2);
    const { findings } = await verify(kept, kept.seals.at(-1)!.position);
    const { stream, revision, id, position } = kept.events[2]!;
    expect(findings).toEqual([{ kind: 'event_changed', event: { stream, revision, id, position } }]);
  });

  it('tells a seal that was changed from an event that was', async () => {
    const kept = logOf([0, 1, 0, 2]);
    MUTATIONS['seal changed']!(kept, 1);
    const { findings } = await verify(kept, kept.seals.at(-1)!.position);
    expect(findings).toEqual([expect.objectContaining({ kind: 'seal_changed', ordinal: 2 })]);
  });

  it('names both of two events that changed places', async () => {
    const kept = logOf([0, 1, 0, 2]);
    MUTATIONS['swapped with the next']!(kept, 1);
    const { findings } = await verify(kept, kept.seals.at(-1)!.position);
    expect(findings.map(({ kind }) => kind)).toEqual(['event_moved', 'event_moved']);
  });

  it('names an event that was taken out before it could be sealed', async () => {
    const { events } = logOf([0, 0, 0, 1]);
    const { stream, position } = events[2]!;
    events.splice(1, 1);
    const seals = [...sealEvents(events, null, new Map())];
    const { findings } = await verify({ events, seals, heads: headsOf(seals, sign) }, seals.at(-1)!.position);
    expect(findings).toEqual([{ kind: 'event_lost', event: { stream, revision: 1, id: 'unknown', position } }]);
  });

  it('counts events behind the sealer as not sealed yet', async () => {
    const kept = logOf([0, 1, 0, 2, 1]);
    const part = { ...kept, seals: kept.seals.slice(0, 3), heads: [] };
    const verdict = await verify(part, part.seals.at(-1)!.position);
    expect([verdict.findings, verdict.unsealed, verdict.uncovered]).toEqual([[], 2, 3]);
  });
});
