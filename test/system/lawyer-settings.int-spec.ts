import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { until, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { describedThroughout } from '../support/described-answers.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';
import { testPool } from '../support/postgres.js';

const LAWYERS = '/api/directory/lawyers';
const OWN = '/api/directory/own-telling';
const EMAIL = 'someone@example.org';
const MOBILE = '13900000099';

let platform: TestPlatform;
let administrator: Api;
beforeAll(async () => {
  platform = await startTestPlatform();
  ({ administrator } = platform.api);
}, 60_000);
afterAll(() => platform?.stop());
describedThroughout(() => platform);

const body = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...{ firm: '某某律师事务所', practiceYears: 9, criminalDefenceYears: 4, minorsTrained: true, languages: ['zh'], divisions: ['540100'] },
  ...changes,
});
const registered = async (changes: Record<string, unknown> = {}): Promise<string> => {
  const answer = await administrator.post<{ id: string }>(LAWYERS, body({ name: '某律师', phone: '13900000001', ...changes }));
  expect(answer.status).toBe(201);
  return answer.body.id;
};
const asLawyer = (lawyerId: string): Promise<Api> =>
  platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: `account-${lawyerId}`, lawyerId });

describe('a visiting volunteer (志愿律师)', () => {
  it('has a last day and a sending province, both or none', async () => {
    const id = await registered({ visitingUntil: '2027-06-30', visitingFrom: '广东省' });
    const read = async () => (await administrator.get<Record<string, unknown>>(`${LAWYERS}/${id}`)).body;
    expect(await read()).toMatchObject({ visitingUntil: '2027-06-30', visitingFrom: '广东省' });
    const half = await administrator.post<ProblemBody>(`${LAWYERS}/${id}`, body({ visitingUntil: '2027-06-30' }));
    expect([half.status, half.body.code, half.body.errors?.map(({ path }) => path)]).toEqual([
      422,
      'lawyer.visit.invalid',
      ['visitingFrom'],
    ]);
    expect((await administrator.post(`${LAWYERS}/${id}`, body())).status).toBe(200);
    expect(await read()).toMatchObject({ visitingUntil: null, visitingFrom: null });
  });

  it('is known so to whoever seeks a lawyer', async () => {
    const id = await registered({ visitingUntil: '2027-06-30', visitingFrom: '广东省' });
    const pool = testPool(platform.database.url);
    try {
      const { value } = await until(
        async () => {
          const { rows } = await pool.query<{ row: Record<string, unknown> }>(
            `SELECT to_jsonb(roster) AS row FROM assignment.lawyer_roster_v3 AS roster WHERE id = $1`,
            [id],
          );
          return rows[0]?.row;
        },
        (row) => row !== undefined,
        15_000,
      );
      expect(value).toMatchObject({ visiting: true, visiting_until: '2027-06-30' });
    } finally {
      await pool.end();
    }
  });
});

describe('how a lawyer is told of offers', () => {
  it('is the lawyer’s own setting: nothing is agreed to before, and an address is given with the channel', async () => {
    const own = await asLawyer(await registered());
    expect((await own.get(OWN)).body).toEqual({ channels: [], language: 'zh', email: null, mobile: null });
    const refused = await own.post<ProblemBody>(OWN, { channels: ['email', 'sms'], language: 'bo', email: EMAIL });
    expect([refused.status, refused.body.code, refused.body.errors?.map(({ path }) => path)]).toEqual([
      422,
      'lawyer.telling.invalid',
      ['mobile'],
    ]);
    for (const [field, wrong] of [
      ['email', 'no address'],
      ['mobile', '138-0000'],
    ]) {
      const { status, body: told } = await own.post<ProblemBody>(OWN, { channels: [], language: 'zh', [field!]: wrong });
      expect([status, told.errors?.[0]?.path]).toEqual([400, field]);
    }
    expect((await own.post(OWN, { channels: ['sms', 'email'], language: 'bo', email: EMAIL, mobile: MOBILE })).status).toBe(200);
    expect((await own.get(OWN)).body).toEqual({ channels: ['email', 'sms'], language: 'bo', email: EMAIL, mobile: MOBILE });
  });

  it('is nobody else’s, and stays when the register corrects the person', async () => {
    const id = await registered();
    const own = await asLawyer(id);
    await own.post(OWN, { channels: ['email'], language: 'zh', email: EMAIL });
    expect((await administrator.get(OWN)).status).toBe(403);
    const corrected = await administrator.post(`${LAWYERS}/${id}`, body({ details: { name: '某某律师', phone: '13900000002' } }));
    expect(corrected.status).toBe(200);
    expect((await own.get(OWN)).body).toMatchObject({ channels: ['email'], email: EMAIL });
    expect((await own.post(OWN, { channels: [], language: 'zh' })).status).toBe(200);
    expect((await own.get(OWN)).body).toMatchObject({ channels: [], email: null });
  });

  it('is sealed: no table has the addresses in clear', async () => {
    const own = await asLawyer(await registered());
    await own.post(OWN, { channels: ['email', 'sms'], language: 'zh', email: EMAIL, mobile: MOBILE });
    const pool = testPool(platform.database.url);
    try {
      for (const table of ['directory.lawyers', 'directory.events', 'assignment.inbox']) {
        const { rows } = await pool.query<{ n: string }>(`SELECT count(*) AS n FROM ${table} AS t WHERE t::text LIKE ANY ($1)`, [
          [`%${EMAIL}%`, `%${MOBILE}%`],
        ]);
        expect([table, rows[0]!.n]).toEqual([table, '0']);
      }
    } finally {
      await pool.end();
    }
  });
});
