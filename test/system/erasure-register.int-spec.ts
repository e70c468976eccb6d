import type { ListedErasure } from '../../apps/directory/src/erasures/erasure-list.js';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const REGISTER = '/api/directory/erasures';
const WAIT_MS = 20_000;

interface Register {
  readonly items: readonly ListedErasure[];
  readonly next: string | null;
}

let platform: TestPlatform;
/** Persons who were erased, the first one first. */
const erased: string[] = [];

const register = async (api: Api, query = ''): Promise<Register> => (await api.get<Register>(`${REGISTER}${query}`)).body;

beforeAll(async () => {
  platform = await startTestPlatform();
  for (const number of [1, 2]) {
    const { courtClerk, privacyOfficer } = platform.api;
    const { id, position } = (await courtClerk.post<{ id: string; position: string }>(REQUESTS, notice())).body;
    await courtClerk.get(`${REQUESTS}/${id}?after=${position}`);
    const people = await courtClerk.get<{ ids: { person: string } }>(`${REQUESTS}/${id}/people?purpose=subject_request`);
    const { person } = people.body.ids;
    const decision = { ground: 'consent_withdrawn', decision: `藏司个保〔2026〕${number}号` };
    expect((await privacyOfficer.post(`/api/directory/persons/${person}/erase`, decision)).status).toBe(200);
    erased.push(person);
  }
}, 60_000);
afterAll(() => platform?.stop());

it('lists erasures newest first, page by page, without saying who anybody was', async () => {
  const first = await register(platform.api.privacyOfficer, '?limit=1');
  const second = await register(platform.api.privacyOfficer, `?limit=1&cursor=${first.next}`);
  expect([first, second].flatMap(({ items }) => items.map(({ personId }) => personId))).toEqual([erased[1], erased[0]]);
  expect(second.next).toBeNull();
  expect(first.items[0]).toMatchObject({
    decision: '藏司个保〔2026〕2号',
    orderedBy: { account: DEMONSTRATION_ACCOUNTS.privacyOfficer.account, agency: 'administration-540000' },
  });
  expect(JSON.stringify([first, second])).not.toContain('扎西');
});

it('says which are certified, and shows what is left apart', async () => {
  await until(
    () => register(platform.api.privacyOfficer, '?state=unfinished'),
    ({ items }) => items.length === 0,
    WAIT_MS,
  );
  const { items } = await register(platform.api.auditor);
  expect(items.every(({ certifiedAt, keyDestroyedAt }) => certifiedAt !== null && keyDestroyedAt !== null)).toBe(true);
});

it('is read by those whose divisions hold the erasure, and of a foreign one there is none', async () => {
  const elsewhere = await platform.as({ ...DEMONSTRATION_ACCOUNTS.auditor, division: '540200' });
  expect(await register(elsewhere)).toEqual({ items: [], next: null });
  for (const path of ['erasure', 'erasure/certificate']) {
    expect((await elsewhere.get(`/api/directory/persons/${erased[0]}/${path}`)).status).toBe(404);
    expect((await platform.api.auditor.download(`/api/directory/persons/${erased[0]}/${path}`)).status).toBe(200);
  }
  expect((await platform.api.administrator.get(REGISTER)).status).toBe(403);
});
