import { randomUUID } from 'node:crypto';
import { tableName } from '@xiezhi/eventsourcing';
import { agencies } from '../../apps/assignment/src/agencies/agencies.projection.js';
import type { EarlyNoticePage, ShownEarlyNotice } from '../../apps/assignment/src/early-notices/early-notices.queries.js';
import { until, type Answer, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { describedThroughout } from '../support/described-answers.js';
import { connected } from '../support/clear-text.js';
import { setInstitution } from '../support/institution.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const EARLY = '/api/assignment/early-notices';
const SLOWEST_MS = 20_000;
const SECOND = 1 / 3_600;
const { administrator: ADMINISTRATOR } = DEMONSTRATION_ACCOUNTS;

interface Sent extends ProblemBody {
  readonly id: string;
  readonly position: string;
  readonly replayed: boolean;
  readonly waitsFor?: { readonly fact: string; readonly division: string };
}
interface Request {
  readonly status: string;
  readonly receivedAt: string;
  readonly institution: string;
}
interface Corrected {
  readonly facts: { readonly offence: string };
  readonly firstFacts: { readonly offence: string } | null;
}
interface News {
  readonly items: readonly { readonly data: { readonly requestId: string; readonly state: string; readonly link: string } }[];
}

let platform: TestPlatform;
beforeAll(async () => {
  // Two seconds are long here.
  platform = await startTestPlatform({ earlyNoticeWarningHours: 2 * SECOND });
}, 60_000);
afterAll(() => platform?.stop());
describedThroughout(() => platform);

const institution = (division: string, active: boolean): Promise<void> => setInstitution(platform, division, active);
const send = (division: string, more: object = {}, key: string = randomUUID()): Promise<Answer<Sent>> =>
  platform.api.courtClerk.post<Sent>(REQUESTS, notice({ division, ...more }), key);
const early = async (id: string, api = platform.api.courtClerk): Promise<Answer<ShownEarlyNotice & ProblemBody>> =>
  api.get(`${EARLY}/${id}`);
const becomes = async (id: string, status: ShownEarlyNotice['status']): Promise<ShownEarlyNotice> =>
  (
    await until(
      () => early(id),
      ({ body }) => body.status === status,
      SLOWEST_MS,
    )
  ).value.body;
const request = (id: string): Promise<Answer<Request>> => platform.api.courtClerk.get<Request>(`${REQUESTS}/${id}`);

describe('given a division whose institution is not known yet', () => {
  const division = '540234';
  beforeAll(() => institution(division, false));

  it('keeps a notice from a system, says what it waits for, and sends it on by itself once the institution is registered', async () => {
    const key = randomUUID();
    const body = notice({ division });
    const sent = await platform.api.courtClerk.post<Sent>(REQUESTS, body, key);
    expect([sent.status, sent.body.waitsFor]).toEqual([201, { fact: 'institution', division }]);
    const { id } = sent.body;
    const { body: kept } = await platform.api.courtClerk.get<ShownEarlyNotice>(`${EARLY}/${id}?after=${sent.body.position}`);
    expect(kept).toMatchObject({ status: 'waiting', division, caseNumber: body['caseNumber'], endedAt: null });
    expect((await request(id)).status).toBe(404);

    // Sent again it is the same one.
    const again = await platform.api.courtClerk.post<Sent>(REQUESTS, body, key);
    expect([again.body.id, again.body.replayed, again.body.waitsFor?.fact]).toEqual([id, true, 'institution']);
    const reused = await platform.api.courtClerk.post<Sent>(REQUESTS, notice({ division }), key);
    expect([reused.status, reused.body.code]).toEqual([422, 'command.reused']);

    // Whoever can register the institution sees that it is missed, and nothing of the case.
    const { body: missed } = await platform.api.administrator.get<EarlyNoticePage>(EARLY);
    expect(missed.items.find((one) => one.id === id)).toMatchObject({ organ: 'court-540100', division, caseNumber: null });
    expect((await early(id, platform.api.procuratorateClerk)).body.code).toBe('early_notice.not_found');
    const elsewhere = await platform.as({ ...ADMINISTRATOR, account: randomUUID(), division: '540300' });
    expect((await early(id, elsewhere)).status).toBe(404);

    // It is down when the institution is to come, and up again with what it kept.
    platform = await (await platform.outage()).end();
    await institution(division, true);
    expect(await becomes(id, 'matched')).toMatchObject({ institution: `institution-${division}` });
    const { value } = await until(
      () => request(id),
      ({ status }) => status === 200,
      SLOWEST_MS,
    );
    expect(value.body).toMatchObject({ status: 'received', institution: `institution-${division}`, receivedAt: kept.keptAt });
    const last = await platform.api.courtClerk.post<Sent>(REQUESTS, body, key);
    expect([last.body.id, last.body.replayed, last.body.waitsFor]).toEqual([id, true, undefined]);

    const told = await until(
      () => platform.api.courtClerk.get<News>('/api/referrals/news?limit=500'),
      ({ body: { items } }) => ['waiting', 'waiting_ended', 'received'].every((state) => items.some(({ data }) => data.state === state)),
      SLOWEST_MS,
    );
    const [waiting] = told.value.body.items.filter(({ data }) => data.requestId === id && data.state === 'waiting');
    expect(waiting!.data.link).toBe(`${EARLY}/${id}`);
  }, 90_000);
});

describe('given a notice that waits', () => {
  const division = '540235';
  beforeAll(() => institution(division, false));

  it('warns when that takes long, and lets its sender take it back, once and for good', async () => {
    const { body } = await send(division);
    const { value } = await until(
      () => early(body.id),
      ({ body: shown }) => shown.warnedAt !== null && shown.warnedAt !== undefined,
      SLOWEST_MS,
    );
    expect(Date.parse(value.body.warnedAt!) - Date.parse(value.body.keptAt)).toBeGreaterThanOrEqual(2_000);
    const withdraw = (): Promise<Answer<Sent>> =>
      platform.api.courtClerk.post(`${EARLY}/${body.id}/withdraw`, { reason: '已改由市中心办理' });
    const foreign = await platform.api.procuratorateClerk.post<Sent>(`${EARLY}/${body.id}/withdraw`, { reason: '不是本单位的' });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'early_notice.not_found']);
    expect((await withdraw()).status).toBe(200);
    expect(await becomes(body.id, 'withdrawn')).toMatchObject({ institution: null });
    expect((await withdraw()).status).toBe(200);
    const ended = await platform.api.courtClerk.get<EarlyNoticePage>(`${EARLY}?state=ended`);
    expect(ended.body.items.map(({ id }) => id)).toContain(body.id);

    const other = await send(division);
    expect(other.body.waitsFor?.fact).toBe('institution');
    await institution(division, true);
    await becomes(other.body.id, 'matched');
    expect((await request(body.id)).status).toBe(404);
    const late = await platform.api.courtClerk.post<Sent>(`${EARLY}/${other.body.id}/withdraw`, { reason: '太晚' });
    expect([late.status, late.body.code]).toEqual([409, 'early_notice.not_waiting']);
  }, 60_000);
});

describe('given a notice that waits and has a mistake', () => {
  const division = '540237';
  beforeAll(() => institution(division, false));
  const correct = (id: string, body: object, by = platform.api.courtClerk, key: string = randomUUID()): Promise<Answer<Sent>> =>
    by.post<Sent>(`${EARLY}/${id}/correct`, body, key);
  const facts = (changes: object): object => {
    const { division: _division, ...rest } = notice(changes as Record<string, unknown>);
    return rest;
  };

  it('is corrected by its sender, keeps what it said at first, and goes on with both', async () => {
    const { body } = await send(division, { offence: '盗窃罪' });
    const first = await becomes(body.id, 'waiting');
    const key = randomUUID();
    const right = facts({ offence: '诈骗罪' }) as { caseNumber: string };
    const wrong = await correct(body.id, facts({ ground: 'minor' }));
    expect([wrong.status, wrong.body.code, wrong.body.errors?.[0]?.path]).toEqual([422, 'defence_request.invalid', 'person.birthDate']);
    const foreign = await correct(body.id, right, platform.api.procuratorateClerk);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'early_notice.not_found']);
    const done = await correct(body.id, right, platform.api.courtClerk, key);
    expect(done.status).toBe(200);
    expect((await correct(body.id, right, platform.api.courtClerk, key)).body.replayed).toBe(true);
    const path = `${EARLY}/${body.id}?after=${done.body.position}`;
    const { body: shown } = await platform.api.courtClerk.get<ShownEarlyNotice>(path);
    expect(shown).toMatchObject({ status: 'waiting', caseNumber: right.caseNumber, keptAt: first.keptAt });
    expect(shown.correctedAt).not.toBeNull();
    expect(shown.first).toEqual({ caseNumber: first.caseNumber, stage: first.stage, ground: first.ground });
    const { body: missed } = await platform.api.administrator.get<ShownEarlyNotice>(`${EARLY}/${body.id}`);
    expect([missed.caseNumber, missed.first?.caseNumber]).toEqual([null, null]);

    await institution(division, true);
    expect(await becomes(body.id, 'matched')).toMatchObject({ code: null });
    const { value } = await until(
      () => platform.api.courtClerk.get<Corrected>(`${REQUESTS}/${body.id}`),
      ({ body: there }) => there.firstFacts != null,
      SLOWEST_MS,
    );
    expect(value.body).toMatchObject({
      receivedAt: first.keptAt,
      facts: { offence: '诈骗罪', caseNumber: right.caseNumber },
      firstFacts: { offence: '盗窃罪', caseNumber: first.caseNumber },
    });
    const late = await correct(body.id, right);
    expect([late.status, late.body.code]).toEqual([409, 'early_notice.not_waiting']);
  }, 60_000);
});

describe('given agencies that are told of more slowly than what follows from them', () => {
  const division = '540233';
  beforeAll(() => institution(division, false));

  it('waits until its institution is known to be active again, rather than wait for ever', async () => {
    const { body } = await send(division);
    await becomes(body.id, 'waiting');
    await connected(platform.database.url, async (client) => {
      // The read model cannot be written meanwhile, and is read as it was.
      await client.query('BEGIN');
      await client.query(`LOCK TABLE assignment.${tableName(agencies)} IN EXCLUSIVE MODE`);
      const code = `institution-${division}`;
      const active = { code, kind: 'institution', division, name: '法律援助中心', nameEn: 'Legal Aid Centre', active: true };
      expect((await platform.api.administrator.post('/api/directory/agencies', active)).status).toBe(200);
      await until(
        () =>
          connected(platform.database.url, (other) =>
            other.query<{ tried: boolean }>(
              `SELECT attempts > 0 AS tried FROM assignment.workflow_commands WHERE stream_id = $1 AND type = 'MatchNotice'`,
              [body.id],
            ),
          ),
        ({ rows }) => rows[0]?.tried === true,
        SLOWEST_MS,
      );
      await client.query('ROLLBACK');
    });
    expect(await becomes(body.id, 'matched')).toMatchObject({ institution: `institution-${division}` });
  }, 60_000);
});

describe('given what can never be matched, or need not wait', () => {
  const division = '540236';
  beforeAll(() => institution(division, false));
  const waiting = async (): Promise<number> =>
    (await platform.api.administrator.get<EarlyNoticePage>(EARLY)).body.items.filter((one) => one.division === division).length;

  it('refuses a division that does not exist', async () => {
    const { status, body } = await send('549999');
    expect([status, body.code]).toEqual([422, 'institution.unknown']);
  });

  it('tells a person at a form at once', async () => {
    const { status, body } = await send(division, { mayWait: false });
    expect([status, body.code, body.errors?.[0]?.path]).toEqual([422, 'institution.unknown', 'division']);
    expect(await waiting()).toBe(0);
  });

  it('refuses a notice with faults, and keeps nothing of it', async () => {
    const { status, body } = await send(division, { ground: 'minor' });
    expect([status, body.code, body.errors?.[0]?.path]).toEqual([422, 'defence_request.invalid', 'person.birthDate']);
    expect(await waiting()).toBe(0);
  });
});
