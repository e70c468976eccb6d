import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claim, derivedId, StreamHandler, type CommandContext, type PersonKey, PersonKeys } from '@xiezhi/eventsourcing';
import { PostgresEventStore } from '@xiezhi/eventsourcing/postgres';
import { testEventLog, type TestEventLog } from '../../../../test/support/event-log.js';
import { HearingClaims, type HearingSlot } from './hearing-claims.js';

const AT = '2026-11-25T02:00:00.000Z';
const MUCH_LATER = '2026-11-25T02:05:00.000Z';
const OFFICERS = 40;

class NoKeys extends PersonKeys {
  override create(): Promise<PersonKey> {
    throw new Error('no person is named here');
  }
  override async find(): Promise<ReadonlyMap<string, Uint8Array>> {
    return new Map();
  }
  override async erase(): Promise<number> {
    return 0;
  }
}

let log: TestEventLog;
/** Two processes, each with connections and kept states of its own. */
let processes: readonly HearingClaims[];
/** What the matters themselves say of their lawyer and hearing. */
const used = new Map<string, HearingSlot>();
beforeAll(async () => {
  log = await testEventLog();
  const slotNow = async (id: string): Promise<HearingSlot | null> => used.get(id) ?? null;
  processes = [1, 2].map(
    () => new HearingClaims(new StreamHandler(new PostgresEventStore({ pool: log.connect() }), claim, new NoKeys()), slotNow),
  );
}, 60_000);
afterAll(() => log?.drop());

let commands = 0;
const context = (commandId = derivedId('command', String((commands += 1)))): CommandContext => ({
  commandId,
  correlationId: commandId,
  actor: { agency: 'institution-540100', role: 'institution_officer' },
  division: '540100',
});
let lawyers = 0;
const slotOf = (hearingAt = '2026-12-30T01:30:00.000Z'): HearingSlot => ({
  lawyerId: derivedId('lawyer', String((lawyers += 1))),
  hearingAt,
});
const request = (name: string): string => derivedId('request', name);

describe('the slot of a lawyer’s hearing', () => {
  it('goes to one of many officers at once, and the others are told which matter has it', async () => {
    const slot = slotOf();
    const requests = Array.from({ length: OFFICERS }, (_, place) => request(`at once ${place}`));
    const holders = await Promise.all(requests.map((id, place) => processes[place % 2]!.take(slot, id, AT, context())));
    const winners = requests.filter((_, place) => holders[place] === null);
    expect(winners).toHaveLength(1);
    expect(new Set(holders.filter((holder) => holder !== null))).toEqual(new Set(winners));
  });

  it('is one half-day of one lawyer', async () => {
    const morning = slotOf('2026-12-30T01:30:00.000Z');
    const [first, second] = processes;
    expect(await first!.take(morning, request('morning'), AT, context())).toBeNull();
    const sameMorning = { ...morning, hearingAt: '2026-12-30T03:00:00.000Z' };
    expect(await second!.take(sameMorning, request('same morning'), AT, context())).toBe(request('morning'));
    expect(await second!.take({ ...morning, hearingAt: '2026-12-30T07:00:00.000Z' }, request('afternoon'), AT, context())).toBeNull();
    expect(await second!.take(slotOf(), request('another lawyer'), AT, context())).toBeNull();
  });

  it('is kept for a command on its way, and given on when that came to nothing', async () => {
    const slot = slotOf();
    const [first, second] = processes;
    expect(await first!.take(slot, request('killed'), AT, context())).toBeNull();
    expect(await second!.take(slot, request('next'), '2026-11-25T02:00:30.000Z', context())).toBe(request('killed'));
    expect(await second!.take(slot, request('next'), MUCH_LATER, context())).toBeNull();
  });

  it('stays with the matter that uses it, however long ago it was taken', async () => {
    const slot = slotOf();
    const id = request('in use');
    expect(await processes[0]!.take(slot, id, AT, context())).toBeNull();
    used.set(id, slot);
    expect(await processes[1]!.take(slot, request('late'), MUCH_LATER, context())).toBe(id);
    used.set(id, { ...slot, hearingAt: '2027-02-01T01:30:00.000Z' });
    expect(await processes[1]!.take(slot, request('late'), MUCH_LATER, context())).toBeNull();
  });

  it('is taken once by a command that is sent again, also after it was let go of', async () => {
    const slot = slotOf();
    const again = context();
    const [one, other] = [request('again'), request('other')];
    expect(await processes[0]!.take(slot, one, AT, again)).toBeNull();
    expect(await processes[1]!.take(slot, one, AT, again)).toBeNull();
    await processes[0]!.free(slot, one, context());
    expect(await processes[1]!.take(slot, one, AT, again)).toBeNull();
    expect(await processes[0]!.take(slot, other, AT, context())).toBe(one);
    await processes[0]!.free(slot, one, context());
    expect(await processes[1]!.take(slot, other, AT, context())).toBeNull();
    expect(await processes[0]!.take(slot, one, AT, again)).toBe(other);
  });
});
