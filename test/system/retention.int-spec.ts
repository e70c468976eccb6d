import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { retentionValueKind, type RetentionKind } from '@xiezhi/contracts';
import { derivedId } from '@xiezhi/eventsourcing';
import { SystemClock } from '../../apps/assignment/src/clock.js';
import { RetentionRounds } from '../../apps/assignment/src/retention/retention.rounds.js';
import type { RetainedMatter, RetainedPage } from '../../apps/assignment/src/retained-matters/retained-matters.queries.js';
import type { Certificate } from '../../apps/directory/src/erasures/certificate.js';
import { verifyArguments } from '../../apps/platform/src/verify-log/arguments.js';
import { runVerifyLog } from '../../apps/platform/src/verify-log/verify-log.js';
import { until, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { connected, dumpOf, foundIn } from '../support/clear-text.js';
import { papersOf, pdf, uploadTo } from '../support/papers.js';
import { setInstitution } from '../support/institution.js';
import { dutyHelpRequest, notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const RETENTION = '/api/assignment/retention';
const VALUES = '/api/directory/reference-values';
const SLOWEST_MS = 30_000;
const DAY_MS = 86_400_000;

/** Made-up people. */
const PERSON = { name: '保存期满某某 ཚེ་རིང་', birthDate: '1981-07-21', idNumber: '540102198107210033', custodyPlace: '西山看守所二监区' };
const SECRETS = [PERSON.name, '保存期满某某', PERSON.birthDate, PERSON.idNumber, PERSON.custodyPlace];

let platform: TestPlatform;
let head: Api;
let foreignHead: Api;
let secondAdministrator: Api;
/** The matter that ended before a rule was approved. */
let first: string;
const realNow = SystemClock.prototype.now;
const clock = jest.spyOn(SystemClock.prototype, 'now');
const nowIs = (at: string): unknown => clock.mockReturnValue(at);
const nowIsNow = (): unknown => clock.mockImplementation(realNow);

const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  connected(platform.database.url, async (client) => (await client.query<Row & Record<string, unknown>>(text, values)).rows);
const round = (): Promise<boolean> => platform.app.get(RetentionRounds, { strict: false }).run();
const listed = async (stage: string, by: Api = head): Promise<readonly RetainedMatter[]> =>
  (await by.get<RetainedPage>(`${RETENTION}?stage=${stage}&limit=100`)).body.items;
const stageOf = async (id: string, by: Api = head): Promise<RetainedMatter | undefined> => {
  const stages = await Promise.all(['kept', 'exempt', 'announced', 'deleting', 'deleted'].map((stage) => listed(stage, by)));
  return stages.flat().find((matter) => matter.id === id);
};
/** Rounds, one after another, until the matter stands at `stage`. */
const reaches = async (id: string, stage: string, by: Api = head): Promise<RetainedMatter> =>
  (
    await until(
      async () => {
        await round();
        return stageOf(id, by);
      },
      (matter) => matter?.stage === stage,
      SLOWEST_MS,
    )
  ).value!;
const later = (at: string, days: number, ms = 0): string => new Date(Date.parse(at) + days * DAY_MS + ms).toISOString();

async function withdrawn(person: object = PERSON): Promise<string> {
  const { body } = await platform.api.courtClerk.post<{ id: string; position: string }>(REQUESTS, notice({ person }));
  const { id } = body;
  const uploadId = await uploadTo(platform.api.courtClerk, id, pdf('x', 20_000));
  const filed = { uploadId, kind: 'indictment', fileName: `${PERSON.name}.pdf` };
  expect((await platform.api.courtClerk.post(papersOf(id), filed)).status).toBe(201);
  expect((await platform.api.courtClerk.post(`${REQUESTS}/${id}/withdraw`, { reason: '重复' })).status).toBe(200);
  await until(
    () => stageOf(id),
    (matter) => matter !== undefined,
    SLOWEST_MS,
  );
  return id;
}

/** Two administrators set for how many months matters that ended so are kept. */
async function rule(months: number, source: string, ended: RetentionKind = 'withdrawn'): Promise<void> {
  const value = {
    kind: retentionValueKind(ended),
    division: '540000',
    value: months,
    validFrom: '2026-01-01',
    source,
    sourceOn: '2025-12-01',
  };
  const { body, status } = await platform.api.administrator.post<{ id: string }>(VALUES, value);
  expect(status).toBe(201);
  expect((await platform.api.administrator.post(`${VALUES}/${body.id}/decide`, { decision: 'approved' })).status).toBe(403);
  expect((await secondAdministrator.post(`${VALUES}/${body.id}/decide`, { decision: 'approved' })).status).toBe(200);
  await until(
    () => head.get<{ items: { kind: string; rule: { source: string } | null }[] }>(`${RETENTION}/rules`),
    ({ body: { items } }) => items.find(({ kind }) => kind === ended)?.rule?.source === source,
    SLOWEST_MS,
  );
}

beforeAll(async () => {
  platform = await startTestPlatform({ retentionGraceDays: 30 });
  head = platform.api.institutionHead;
  // Only the rounds of the test, each at the instant that it sets.
  await platform.app.get(RetentionRounds, { strict: false }).stop();
  secondAdministrator = await platform.as({ ...DEMONSTRATION_ACCOUNTS.administrator, account: 'test-second-administrator' });
  foreignHead = await platform.as({ ...DEMONSTRATION_ACCOUNTS.institutionHead, agency: 'institution-540200', division: '540200' });
}, 60_000);
beforeEach(nowIsNow);
afterAll(async () => {
  clock.mockRestore();
  await platform?.stop();
});

describe('an ended matter', () => {
  it('is kept as long as no rule is approved, however much time goes by', async () => {
    first = await withdrawn();
    nowIs('2126-11-24T02:00:00.000Z');
    await round();
    expect(await stageOf(first)).toMatchObject({ stage: 'kept', rule: null, dueAt: null, daysLeft: null, kind: 'withdrawn' });
  });

  it('takes whole months for a rule', async () => {
    const value = { kind: 'retention_completed', division: '540000', validFrom: '2026-01-01', source: '示例', sourceOn: '2025-12-01' };
    for (const months of [0, 1.5, 1_201]) {
      const { status, body } = await platform.api.administrator.post<ProblemBody>(VALUES, { ...value, value: months });
      expect([status, body.errors?.[0]?.code]).toEqual([422, 'reference_value.not_months']);
    }
  });

  it('is not counted while it goes on, and is nobody else’s', async () => {
    const { body } = await platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice());
    const exemption = { reason: 'proceedings', reference: '拉援存字〔2026〕1号', until: later(new SystemClock().now(), 30) };
    const open = await head.post<ProblemBody>(`${RETENTION}/${body.id}/exempt`, exemption);
    expect([open.status, open.body.code]).toEqual([409, 'retention.not_ended']);
    const foreign = await foreignHead.post<ProblemBody>(`${RETENTION}/${body.id}/exempt`, exemption);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'defence_request.not_found']);
    const named = await head.post<ProblemBody>(`${RETENTION}/${body.id}/exempt`, { ...exemption, reference: PERSON.name });
    expect([named.status, named.body.errors?.[0]?.path]).toEqual([400, 'reference']);
  });
});

describe('when a rule is approved', () => {
  let id: string;
  let endedAt: string;
  let dueAt: string;
  let persons: readonly string[];
  let figures: unknown;

  const dashboard = async (): Promise<unknown> => {
    const { body } = await platform.api.secretariat.get<{ items: unknown; total: unknown }>('/api/coordination/dashboard');
    return { items: body.items, total: body.total };
  };

  beforeAll(async () => {
    id = await withdrawn();
    await rule(24, '=藏司规〔2025〕9号(示例)');
    const shown = (await stageOf(id))!;
    ({ endedAt } = shown);
    dueAt = shown.dueAt!;
    const { body } = await platform.api.institutionOfficer.get<{ ids: { person: string; contact: string } }>(
      `${REQUESTS}/${id}/people?purpose=archiving`,
    );
    persons = [body.ids.person, body.ids.contact];
    figures = await dashboard();
  }, 60_000);

  it('shows for each matter when it falls due, to those who answer for it', async () => {
    expect(dueAt.slice(0, 4)).toBe(String(Number(endedAt.slice(0, 4)) + 2));
    const shown = await stageOf(id);
    expect(shown).toMatchObject({ stage: 'kept', rule: { months: 24 }, persons: 0 });
    expect(shown!.daysLeft).toBeGreaterThan(700);
    for (const reader of [platform.api.auditor, platform.api.privacyOfficer]) {
      expect((await listed('kept', reader)).map((matter) => matter.id)).toContain(id);
    }
    expect(await listed('kept', foreignHead)).toEqual([]);
    expect((await platform.api.institutionOfficer.get(`${RETENTION}?stage=kept`)).status).toBe(403);
    const { body } = await head.get<{ kept: { count: number } }>(`${RETENTION}/counts`);
    expect(body.kept.count).toBe((await listed('kept')).length);
  });

  it('announces it when it is due, and not before', async () => {
    nowIs(later(dueAt, 0, -1));
    await round();
    expect((await stageOf(id))?.stage).toBe('kept');
    nowIs(dueAt);
    const announced = await reaches(id, 'announced');
    expect(announced).toMatchObject({ announcedAt: dueAt, deleteFrom: later(dueAt, 30), daysLeft: 30 });
  });

  it('keeps it while a complaint is handled, and announces it anew when that is over', async () => {
    nowIs(later(dueAt, 1));
    const held = await head.post<{ position: string }>(`${RETENTION}/${id}/hold`, {
      ground: 'complaint',
      reference: '拉援投字〔2028〕3号',
    });
    expect(held.status).toBe(200);
    const { body } = await head.get<RetainedPage>(`${RETENTION}?stage=exempt&after=${held.body.position}`);
    expect(body.items).toEqual([expect.objectContaining({ id, holds: [expect.objectContaining({ ground: 'complaint' })] })]);
    nowIs(later(dueAt, 90));
    await round();
    expect((await stageOf(id))?.stage).toBe('exempt');
    expect((await head.post(`${RETENTION}/${id}/lift-hold`, { ground: 'complaint' })).status).toBe(200);
    expect((await reaches(id, 'announced')).deleteFrom).toBe(later(dueAt, 120));
  });

  it('keeps it until the day that an exemption names', async () => {
    nowIs(later(dueAt, 91));
    const exemption = { reason: 'proceedings', reference: '拉援存字〔2028〕1号', until: later(dueAt, 200) };
    for (const by of [platform.api.auditor, platform.api.privacyOfficer, platform.api.institutionOfficer]) {
      expect((await by.post(`${RETENTION}/${id}/exempt`, exemption)).status).toBe(403);
    }
    const past = await head.post<ProblemBody>(`${RETENTION}/${id}/exempt`, { ...exemption, until: later(dueAt, 90) });
    expect([past.status, past.body.errors?.[0]?.path]).toEqual([422, 'until']);
    expect((await head.post(`${RETENTION}/${id}/exempt`, exemption)).status).toBe(200);
    expect((await reaches(id, 'exempt')).exemption).toEqual(exemption);
    nowIs(later(dueAt, 199));
    await round();
    expect((await stageOf(id))?.stage).toBe('exempt');
    nowIs(later(dueAt, 200));
    expect((await reaches(id, 'announced')).deleteFrom).toBe(later(dueAt, 230));
    expect(await sql('SELECT FROM person_keys.keys WHERE person_id = ANY ($1)', [persons])).toHaveLength(2);
  });

  it('tells that a deletion is late, in the metrics and beside readiness', async () => {
    const overdue = async (): Promise<readonly unknown[]> => {
      const metrics = await (await fetch(new URL('/metrics', platform.address))).text();
      const health = (await (await fetch(new URL('/health/ready', platform.address))).json()) as { notes: { retention: string } };
      return [/^xiezhi_retention_overdue (\d+)$/m.exec(metrics)?.[1], health.notes.retention];
    };
    nowIs(later(dueAt, 200));
    await reaches(first, 'deleted');
    expect(await overdue()).toEqual(['0', 'ok']);
    nowIs(later(dueAt, 233));
    expect(await overdue()).toEqual(['1', 'failed']);
    await Promise.all([round(), round(), round()]);
    expect(await reaches(id, 'deleted')).toMatchObject({ late: true, persons: 2, papers: 1, deleteFrom: later(dueAt, 230) });
    expect(await overdue()).toEqual(['0', 'ok']);
  });

  it('has destroyed the keys, the papers and what read models held, and left the counts', async () => {
    expect(await sql('SELECT FROM person_keys.keys WHERE person_id = ANY ($1)', [persons])).toEqual([]);
    expect(await sql('SELECT FROM attachments.attachments WHERE matter_id = $1', [id])).toEqual([]);
    const files = await readdir(join(platform.config.dataDir, 'attachments'), { recursive: true, withFileTypes: true });
    const chunks = await sql('SELECT FROM attachments.chunks');
    expect(files.filter((entry) => entry.isFile())).toHaveLength(chunks.length);
    const people = await until(
      async () => (await platform.api.institutionOfficer.get<Record<string, unknown>>(`${REQUESTS}/${id}/people?purpose=archiving`)).body,
      ({ person, contact }) => person === null && contact === null,
      SLOWEST_MS,
    );
    expect(people.value).toMatchObject({ person: null, contact: null, papers: null });
    for (const [table, text] of await dumpOf(platform.database.url)) {
      expect([table, foundIn(text, SECRETS)]).toEqual([table, []]);
      const sealedFor = persons.filter((person) => /_v\d+$/.test(table) && text.includes(`"person": "${person}"`));
      expect([table, sealedFor]).toEqual([table, []]);
    }
    expect(await dashboard()).toEqual(figures);
  });

  it('leaves the log as it was sealed', async () => {
    const said: string[] = [];
    const say = (text: string): unknown => said.push(text);
    expect([await runVerifyLog({ ...(await verifyArguments([])), config: () => platform.config, say }), said]).toEqual([
      true,
      expect.any(Array),
    ]);
  });

  it('has taken each step once, though three rounds ran at the same time', async () => {
    const events = await sql<{ type: string }>('SELECT type FROM assignment.events WHERE stream = $1 ORDER BY revision', [
      `retention-${id}`,
    ]);
    expect(events.map(({ type }) => type)).toEqual([
      'DeletionAnnounced',
      'MatterHeld',
      'HoldLifted',
      'DeletionAnnounced',
      'RetentionExempted',
      'ExemptionEnded',
      'DeletionAnnounced',
      'DeletionBegun',
      'MatterDeleted',
    ]);
  });

  it('certifies the erasure of each person by the rule, and tells the parties', async () => {
    for (const person of persons) {
      const { value } = await until(
        async () => (await platform.api.privacyOfficer.get<Certificate>(`/api/directory/persons/${person}/erasure`)).body,
        ({ complete }) => complete,
        SLOWEST_MS,
      );
      expect(value).toMatchObject({ ground: 'retention_expired', decision: '=藏司规〔2025〕9号(示例)', orderedBy: { agency: 'xiezhi' } });
      expect(value.matters.map(({ requestId }) => requestId)).toEqual([id]);
    }
  });

  it('lists it in the deletion log, as a file without formulas and without persons', async () => {
    const file = await (await head.download(`${RETENTION}/deletion-log?format=csv`)).text();
    expect(file).toContain(`${id},institution-540100,540100,通知已撤回,`);
    expect(file).toContain("'=藏司规");
    expect(foundIn(file, SECRETS)).toEqual([]);
    const day = later(dueAt, 233);
    const before = await (await head.download(`${RETENTION}/deletion-log?format=csv&to=${later(day, -1)}`)).text();
    expect(before).not.toContain(id);
    expect((await platform.api.auditor.download(`${RETENTION}/deletion-log?format=xlsx&from=${later(day, -1)}`)).status).toBe(200);
    expect(await (await foreignHead.download(`${RETENTION}/deletion-log?format=csv`)).text()).not.toContain(id);
    expect((await platform.api.courtClerk.get(`${RETENTION}/deletion-log`)).status).toBe(403);
  });

  it('cannot be kept any more', async () => {
    nowIs(later(dueAt, 240));
    const late = await head.post<ProblemBody>(`${RETENTION}/${id}/hold`, { ground: 'appeal', reference: '拉援议字〔2028〕1号' });
    expect([late.status, late.body.code]).toEqual([409, 'retention.deleted']);
  });
});

it('given a longer rule approved after the announcement, calls the deletion off', async () => {
  const id = await withdrawn();
  const { dueAt } = (await stageOf(id))!;
  nowIs(dueAt!);
  await reaches(id, 'announced');
  await rule(240, '藏司规〔2028〕2号(示例)');
  nowIs(later(dueAt!, 30));
  const kept = await reaches(id, 'kept');
  expect(kept).toMatchObject({ matter: 'defence-request', rule: { months: 240 }, announcedAt: null });
});

it('given a request that was transferred, keeps its persons until the one that carries it on is deleted, and then takes them out of both', async () => {
  const { body } = await platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice());
  const before = body.id;
  expect((await head.post(`${REQUESTS}/${before}/transfer`, { to: 'institution-540102', reason: '管辖' })).status).toBe(200);
  const refused = await head.post<ProblemBody>(`${RETENTION}/${before}/hold`, { ground: 'appeal', reference: '拉援议字〔2028〕1号' });
  expect([refused.status, refused.body.code]).toEqual([409, 'retention.not_ended']);
  const after = derivedId('transferred', before, 'institution-540102');
  await until(
    () => platform.api.courtClerk.post(`${REQUESTS}/${after}/withdraw`, { reason: '重复' }),
    ({ status }) => status === 200,
    SLOWEST_MS,
  );
  nowIs('2126-11-24T02:00:00.000Z');
  const otherHead = await platform.as({ ...DEMONSTRATION_ACCOUNTS.institutionHead, agency: 'institution-540102', division: '540102' });
  const announced = await until(
    async () => {
      await round();
      return listed('announced', otherHead);
    },
    (matters) => matters.some(({ id }) => id === after),
    SLOWEST_MS,
  );
  nowIs(announced.value.find(({ id }) => id === after)!.deleteFrom!);
  await until(
    async () => {
      await round();
      return listed('deleted', otherHead);
    },
    (matters) => matters.some(({ id }) => id === after),
    SLOWEST_MS,
  );
  expect(await stageOf(before)).toBeUndefined();
  const people = await until(
    async () => (await platform.api.courtClerk.get<Record<string, unknown>>(`${REQUESTS}/${before}/people?purpose=archiving`)).body,
    ({ person, contact }) => person === null && contact === null,
    SLOWEST_MS,
  );
  expect(people.value).toMatchObject({ ids: { person: null, contact: null } });
});

describe('what ended without being a request', () => {
  const keysOf = (persons: readonly string[]): Promise<readonly object[]> =>
    sql('SELECT person_id FROM person_keys.keys WHERE person_id = ANY ($1)', [persons]);

  it('given a duty lawyer’s help that was cancelled, deletes its persons by the rule of such help', async () => {
    const court = platform.api.courtClerk;
    const { body } = await court.post<{ id: string }>('/api/assignment/duty-helps', dutyHelpRequest());
    const { id } = body;
    const [asked] = await sql<{ data: { personId: string; contactId: string } }>(
      `SELECT data FROM assignment.events WHERE stream = $1 AND type = 'DutyHelpRequested'`,
      [`duty-help-${id}`],
    );
    const persons = [asked!.data.personId, asked!.data.contactId];
    const open = await head.post<ProblemBody>(`${RETENTION}/${id}/hold`, { ground: 'complaint', reference: '拉援投字〔2026〕9号' });
    expect([open.status, open.body.code]).toEqual([409, 'retention.not_ended']);
    expect((await court.post(`/api/assignment/duty-helps/${id}/cancel`, { reason: 'released' })).status).toBe(200);
    const kept = await reaches(id, 'kept');
    expect(kept).toMatchObject({ matter: 'duty-help', kind: 'help_cancelled', institution: 'institution-540100', rule: null });
    await rule(6, '藏司规〔2026〕7号(示例)', 'help_cancelled');
    nowIs(later(kept.endedAt, 200));
    await reaches(id, 'announced');
    nowIs(later(kept.endedAt, 240));
    expect(await reaches(id, 'deleted')).toMatchObject({ persons: 2, papers: 0, rule: { months: 6 } });
    expect(await keysOf(persons)).toEqual([]);
  });

  it('given a notice that reached no institution, deletes its persons too, and shows it to those who look over the division', async () => {
    const division = '540233';
    await setInstitution(platform, division, false);
    const court = platform.api.courtClerk;
    const { body } = await court.post<{ id: string; waitsFor?: object }>(REQUESTS, notice({ division }));
    const { id } = body;
    expect(body.waitsFor).toBeDefined();
    const [sent] = await sql<{ data: { personId: string; contactId: string } }>(
      `SELECT data FROM assignment.events WHERE stream = $1 AND type = 'NoticeKept'`,
      [`early-notice-${id}`],
    );
    expect((await court.post(`/api/assignment/early-notices/${id}/withdraw`, { reason: '改由市中心办理' })).status).toBe(200);
    const reader = platform.api.privacyOfficer;
    const kept = await reaches(id, 'kept', reader);
    expect(kept).toMatchObject({ matter: 'early-notice', kind: 'unmatched', institution: null, division, rule: null });
    expect(await stageOf(id)).toBeUndefined();
    await rule(1, '藏司规〔2026〕8号(示例)', 'unmatched');
    nowIs(later(kept.endedAt, 40));
    await reaches(id, 'announced', reader);
    nowIs(later(kept.endedAt, 75));
    expect(await reaches(id, 'deleted', reader)).toMatchObject({ persons: 2, papers: 0 });
    expect(await keysOf([sent!.data.personId, sent!.data.contactId])).toEqual([]);
  });
});
