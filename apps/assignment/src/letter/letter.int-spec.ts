import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  derivedId,
  numberSeries,
  PersonKeys,
  StoreUnavailable,
  StreamHandler,
  streamOf,
  type CommandContext,
  type EventStore,
  type PersonKey,
} from '@xiezhi/eventsourcing';
import { PostgresEventStore } from '@xiezhi/eventsourcing/postgres';
import { testEventLog, type TestEventLog } from '../../../../test/support/event-log.js';
import type { Rosters } from '../rosters/rosters.js';
import { LetterHandler, Letters, type LetterHandled, type LetterIntent, type LetterTools } from './letter.handler.js';
import { letter } from './letter.js';
import type { DrawnFromMatters } from './letter.sources.js';
import { LettersInClear } from './letter.texts.js';

const PERSON = '0192f3c4-5a6b-7c7d-8e0f-000000000001';
const INSTITUTION = 'institution-540100';
const LETTERS = 200;
const NOW = '2026-12-31T15:59:00.000Z';
const FIELDS = { answerDays: '10', firm: '第一律师事务所', lawyer: '某律师' };

/** One person's key, in memory. */
class OneKey extends PersonKeys {
  readonly #key = Buffer.alloc(32, 1);
  override async create(): Promise<PersonKey> {
    return { personId: PERSON, key: this.#key };
  }
  override async find(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    return new Map(ids.map((id) => [id, this.#key]));
  }
  override async erase(): Promise<number> {
    return 0;
  }
}

/** A series whose process is killed: before it allots, or once it has and nobody was told. */
class Killed extends StreamHandler<never, never, never> {
  static numbers(store: EventStore, keys: PersonKeys, when: 'before' | 'after') {
    const real = new StreamHandler(store, numberSeries, keys);
    return Object.assign(Object.create(real) as typeof real, {
      handle: async (...args: Parameters<typeof real.handle>) => {
        if (when === 'after') await real.handle(...args);
        throw new StoreUnavailable('killed');
      },
    });
  }
}

let log: TestEventLog;
const keys = new OneKey();

/** A process of its own: its own connections, its own memory of streams. */
function process(now = NOW, killed?: 'before' | 'after'): LetterHandler {
  const store = new PostgresEventStore({ pool: log.connect(6) });
  const values = {
    'person.name': '扎西某某',
    'organ.name': '某法院',
    'facts.offence': '盗窃罪',
    'facts.caseNumber': '（2026）藏01刑初1号',
    'facts.stage': '一审',
    'facts.role': '辩护人',
  };
  const parties = { organ: 'court-540100', organKind: 'court', institution: INSTITUTION, division: '540100' };
  return new LetterHandler({
    circles: { admit: async () => true },
    streams: new StreamHandler(store, letter, keys),
    numbers: killed === undefined ? new StreamHandler(store, numberSeries, keys) : Killed.numbers(store, keys, killed),
    rosters: { agency: async () => null } as unknown as Rosters,
    sources: { of: async () => ({ parties, caseNumber: '1', persons: { personId: PERSON }, values }) } as unknown as DrawnFromMatters,
    texts: new LettersInClear(store, keys),
    now: () => now,
  });
}

/** A process whose series waits for something before it allots. */
function slowProcess(now: string, before: () => Promise<unknown>): LetterHandler {
  const slow = process(now);
  const { numbers } = (slow as unknown as { tools: LetterTools }).tools;
  const handle = numbers.handle.bind(numbers);
  numbers.handle = async (...args) => {
    await before();
    return handle(...args);
  };
  return slow;
}

const context = (commandId: string, role = 'institution_officer'): Omit<CommandContext, 'division'> => ({
  commandId,
  actor: { agency: role === 'system' ? 'xiezhi' : INSTITUTION, role },
  correlationId: commandId,
});
const send = (handler: LetterHandler, id: string | null, intent: LetterIntent, name: string, role?: string): Promise<LetterHandled> =>
  handler.execute(new Letters(id, intent, context(derivedId(name), role)));
const drafted = async (handler: LetterHandler, name: string): Promise<string> =>
  (await send(handler, null, { type: 'DraftLetter', data: { requestId: derivedId('request'), form: 31, fields: FIELDS } }, `draft ${name}`))
    .id;
const issue = (handler: LetterHandler, id: string): Promise<LetterHandled> =>
  send(handler, id, { type: 'RequestNumber', data: {} }, `issue ${id}`);
/** What the workflow does for a letter that is on its way. */
const carryOn = (handler: LetterHandler, id: string): Promise<LetterHandled> =>
  send(handler, id, { type: 'IssueLetter', data: {} }, `carry on ${id}`, 'system');
const numberOf = ({ state }: LetterHandled): string => ('number' in state ? String(state.number) : state.status);
const inOrder = (numbers: readonly string[]): readonly number[] =>
  numbers.map((one) => Number(/第(\d+)号$/.exec(one)?.[1])).sort((one, other) => one - other);

describe('the numbers of letters', () => {
  beforeAll(async () => {
    log = await testEventLog();
  });
  afterAll(async () => log?.drop());

  it(`are without hole or double when ${LETTERS} letters are issued at once by two processes`, async () => {
    const [one, other] = [process(), process()];
    const ids: string[] = [];
    for (let n = 0; n < LETTERS; n++) ids.push(await drafted(n % 2 === 0 ? one : other, String(n)));
    const issued = await Promise.all(ids.map((id, n) => issue(n % 2 === 0 ? other : one, id)));
    const numbers = issued.map(numberOf);
    expect(new Set(numbers.map((number) => number.replace(/第\d+号$/, '')))).toEqual(new Set(['拉萨援征字〔2026〕']));
    expect(inOrder(numbers)).toEqual(Array.from({ length: LETTERS }, (_, n) => n + 1));
  }, 120_000);

  it('come once to a letter that both processes issue, and stay when it is issued again', async () => {
    const [one, other] = [process('2027-01-05T02:00:00.000Z'), process('2027-01-05T02:00:00.000Z')];
    const id = await drafted(one, 'both');
    const first = await Promise.all([issue(one, id), carryOn(other, id).catch(() => null), issue(other, id)]);
    expect(
      new Set(
        first
          .filter((handled) => handled !== null)
          .map((handled) => numberOf(handled))
          .filter((n) => n !== 'numbering'),
      ),
    ).toEqual(new Set(['拉萨援征字〔2027〕第1号']));
    expect(numberOf(await issue(one, id))).toBe('拉萨援征字〔2027〕第1号');
  });

  it('are read behind their allotment also by who was overtaken by the workflow', async () => {
    const now = '2028-02-01T02:00:00.000Z';
    const other = process(now);
    let id = '';
    const overtaken = slowProcess(now, () => carryOn(other, id));
    id = await drafted(overtaken, 'overtaken');
    const handled = await issue(overtaken, id);
    expect(numberOf(handled)).toBe('拉萨援征字〔2028〕第1号');
    const store = new PostgresEventStore({ pool: log.connect(1) });
    const last = (await store.read(streamOf(letter, id), { from: 0 })).at(-1)!;
    expect([last.type, handled.position]).toEqual(['LetterIssued', last.position]);
  });

  it.each(['before', 'after'] as const)(
    'heal when the process is killed %s one is allotted, also behind the turn of the year',
    async (killed) => {
      // Each in a year of its own, the last minute of which sees the kill.
      const year = killed === 'before' ? 2030 : 2032;
      const id = await drafted(process(`${year}-12-31T15:59:00.000Z`), killed);
      await expect(issue(process(`${year}-12-31T15:59:00.000Z`, killed), id)).rejects.toThrow(StoreUnavailable);

      const later = process(`${year}-12-31T16:01:00.000Z`);
      expect(numberOf(await carryOn(later, id))).toBe(`拉萨援征字〔${year}〕第1号`);
      const next = await drafted(later, `${killed} next`);
      expect(numberOf(await issue(later, next))).toBe(`拉萨援征字〔${year + 1}〕第1号`);
    },
  );
});
