import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReceivedMessage } from './message-bus.js';
import { type ParkingLot, Poison } from './parking.js';
import { MAX_PARKED_KEYS, parkingHandler } from './parking-handler.js';
import { Unavailable } from './subscription.js';

export interface ParkingWorld {
  /** Another process' view of the same lot: what is parked must be there. */
  open(): ParkingLot;
  close(): Promise<void>;
}

let number = 0;
const received = (key: string, n: number): ReceivedMessage => ({
  topic: 'xiezhi.test.v1',
  key,
  id: `${key}-${n}`,
  source: '/xiezhi/test',
  type: 'test.happened.v1',
  time: '2026-03-01T08:00:00.000Z',
  extensions: { correlationid: 'c' },
  data: { n, 名: '卓玛' },
  place: `xiezhi.test.v1/0/${n}`,
});
const topic = 'xiezhi.test.v1';

/** What every {@link ParkingLot} must do, and what the handler makes of it. */
export function parkingContract(makeWorld: () => Promise<ParkingWorld>): void {
  describe('parking', () => {
    let world: ParkingWorld;
    beforeAll(async () => {
      world = await makeWorld();
    }, 120_000);
    afterAll(() => world?.close());

    /** A group whose handler fails for the ids in `failing`; `poison`: at the first attempt. */
    const given = (failing: Iterable<string> = [], lot = world.open()) => {
      const group = `group-${++number}`;
      const broken = new Set(failing);
      const handled: string[] = [];
      const attempts = new Map<string, number>();
      const handle = async ({ id, data }: ReceivedMessage): Promise<void> => {
        attempts.set(id, (attempts.get(id) ?? 0) + 1);
        if (broken.has(`poison ${id}`)) throw new Poison('it says nothing');
        if (broken.has(id)) throw new Error('no such matter');
        if (broken.has(`down ${id}`)) throw new Unavailable('the database is down');
        expect(data).toEqual({ n: Number(id.split('-')[1]), 名: '卓玛' });
        handled.push(id);
      };
      const pauses: number[] = [];
      const pause = (attempt: number): number => (pauses.push(attempt), 1);
      const handler = parkingHandler({ group, parking: lot, handle, maxAttempts: 3, pause });
      return { group, lot, broken, handled, attempts, pauses, handler, handle };
    };

    it('tries a failing message a bounded number of times, then parks it with the later ones of its key, while other keys flow', async () => {
      const { group, lot, handled, attempts, pauses, handler } = given(['a-2']);
      await handler.handler([received('a', 1), received('a', 2), received('b', 1), received('a', 3), received('b', 2)]);
      expect(handled).toEqual(['a-1', 'b-1', 'b-2']);
      expect(attempts.get('a-2')).toBe(3);
      expect(pauses).toEqual([2, 3]);
      expect(await lot.parkedKeys(group, 10)).toMatchObject([{ topic, key: 'a', state: 'parked', reason: 'Error: no such matter' }]);
      const listed = await lot.list(group);
      expect(listed).toMatchObject([
        { message: received('a', 2), state: 'waiting', reason: 'Error: no such matter' },
        { message: received('a', 3), state: 'waiting', reason: null },
      ]);
    });

    it('parks poison at its first attempt', async () => {
      const { group, lot, attempts, handler } = given(['poison a-1']);
      await handler.handler([received('a', 1)]);
      expect(attempts.get('a-1')).toBe(1);
      expect(await lot.list(group)).toMatchObject([{ reason: 'it says nothing' }]);
    });

    it('parks nothing when no message is to blame, but gives the batch back', async () => {
      const { group, lot, handler } = given(['down a-1']);
      await expect(handler.handler([received('a', 1)])).rejects.toThrow(/database is down/);
      expect(await lot.parkedKeys(group, 10)).toEqual([]);
    });

    it('remembers over a restart: later messages of a parked key wait, the same message is parked once', async () => {
      const before = given(['a-1']);
      await before.handler.handler([received('a', 1), received('a', 2)]);
      const after = parkingHandler({ group: before.group, parking: world.open(), handle: before.handle, maxAttempts: 1 });
      await after.handler([received('a', 1), received('a', 2), received('a', 3), received('b', 1)]);
      expect(before.handled).toEqual(['b-1']);
      expect((await before.lot.list(before.group)).map(({ message }) => message.id)).toEqual(['a-1', 'a-2', 'a-3']);
    });

    it('handles the messages of a released key in order, and lets the key flow again', async () => {
      const { group, lot, broken, handled, handler } = given(['a-1']);
      await handler.handler([received('a', 1), received('a', 2), received('a', 3)]);
      broken.clear();
      expect(await handler.retryReleased()).toBe(0);
      expect(await lot.retry(group, topic, 'a')).toBe(true);
      await handler.handler([received('a', 4)]);
      expect(handled).toEqual([]);
      expect(await handler.retryReleased()).toBe(4);
      await handler.handler([received('a', 5)]);
      expect(handled).toEqual(['a-1', 'a-2', 'a-3', 'a-4', 'a-5']);
      expect(await lot.parkedKeys(group, 10)).toEqual([]);
      expect(await lot.list(group)).toEqual([]);
      expect(await lot.retry(group, topic, 'a')).toBe(false);
    });

    it('parks a key again when its retry fails, with the new reason, keeping what follows', async () => {
      const { group, lot, broken, handled, handler } = given(['a-1']);
      await handler.handler([received('a', 1), received('a', 2)]);
      broken.clear();
      broken.add('poison a-2');
      await lot.retry(group, topic, 'a');
      expect(await handler.retryReleased()).toBe(1);
      expect(handled).toEqual(['a-1']);
      expect(await lot.parkedKeys(group, 10)).toMatchObject([{ key: 'a', state: 'parked', reason: 'it says nothing' }]);
      expect(await lot.list(group)).toMatchObject([{ message: { id: 'a-2' }, reason: 'it says nothing' }]);
    });

    it('skips a message for good with a reason, forgets its data, and releases the rest of its key', async () => {
      const { group, lot, handled, handler } = given(['a-1']);
      await handler.handler([received('a', 1), received('a', 2)]);
      const [first] = await lot.list(group, { topic, key: 'a' });
      expect(await lot.skip(group, first!.id, 'sent by mistake')).toBe(true);
      expect(await lot.skip(group, first!.id, 'twice')).toBe(false);
      expect(await handler.retryReleased()).toBe(1);
      await handler.handler([received('a', 3)]);
      expect(handled).toEqual(['a-2', 'a-3']);
      expect(await lot.list(group)).toMatchObject([{ state: 'skipped', reason: 'sent by mistake', message: { id: 'a-1', data: null } }]);
    });

    it('does not park again what was skipped, when it is given again', async () => {
      const { group, lot, handled, handler } = given(['poison a-1']);
      await handler.handler([received('a', 1)]);
      await lot.skip(group, (await lot.list(group))[0]!.id, 'sent by mistake');
      await handler.handler([received('a', 1), received('a', 2)]);
      expect(handled).toEqual(['a-2']);
      expect(await lot.parkedKeys(group, 10)).toEqual([]);
    });

    it('gives a released key to one process at a time', async () => {
      const { group, lot, handler } = given(['a-1']);
      await handler.handler([received('a', 1)]);
      await lot.retry(group, topic, 'a');
      const taken = await lot.takeReleased(group);
      expect(taken).toMatchObject({ topic, key: 'a' });
      expect(await lot.takeReleased(group)).toBeNull();
      await taken!.leave();
      const again = await lot.takeReleased(group);
      expect(again).not.toBeNull();
      await again!.leave();
    });

    it('keeps groups apart', async () => {
      const [one, two] = [given(['a-1']), given()];
      await one.handler.handler([received('a', 1)]);
      await two.handler.handler([received('a', 1)]);
      expect(two.handled).toEqual(['a-1']);
      expect(await two.lot.list(two.group)).toEqual([]);
    });

    it('handles a batch at once where that works, and message by message where it does not', async () => {
      const { group, lot, handle, handled } = given(['a-1']);
      const batches: number[] = [];
      const handleMany = async (messages: readonly ReceivedMessage[]): Promise<void> => {
        batches.push(messages.length);
        if (messages.some(({ id }) => id === 'a-1')) throw new Error('no such matter');
        for (const message of messages) await handle(message);
      };
      const { handler } = parkingHandler({ group, parking: lot, handle, handleMany, maxAttempts: 1 });
      await handler([received('b', 1), received('b', 2)]);
      await handler([received('a', 1), received('b', 3)]);
      expect(batches).toEqual([2, 2]);
      expect(handled).toEqual(['b-1', 'b-2', 'b-3']);
    });

    it('stops consuming rather than park everything', async () => {
      const { group, lot, handler, handled } = given();
      const keys = Array.from({ length: MAX_PARKED_KEYS + 1 }, (_, n) => received(`k${n}`, 1));
      for (let from = 0; from < keys.length; from += 50)
        await Promise.all(keys.slice(from, from + 50).map((message) => lot.park(group, message, 'a fault of ours')));
      await expect(handler.handler([received('fine', 1)])).rejects.toThrow(/keys of .* are parked/);
      expect(handled).toEqual([]);
    });
  });
}
