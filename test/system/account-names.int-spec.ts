import { randomUUID } from 'node:crypto';
import type { AccountName } from '../../apps/directory/src/accounts/account-names.js';
import type { Api } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const { auditor, courtClerk, institutionHead, institutionOfficer } = DEMONSTRATION_ACCOUNTS;
const ASKED = [courtClerk.account, institutionOfficer.account, randomUUID()];

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());

const names = async (api: Api, accounts: readonly string[] = ASKED): Promise<readonly (string | null)[]> => {
  const query = accounts.map((account) => `account=${account}`).join('&');
  const { body } = await api.get<{ items: AccountName[] }>(`/api/directory/account-names?${query}`);
  return body.items.map(({ displayName }) => displayName).toSorted();
};

it('names the people of one’s own agency, and to those who oversee them all of their divisions', async () => {
  expect(await names(platform.api.institutionHead)).toEqual(['演示经办人']);
  expect(await names(platform.api.courtClerk)).toEqual(['演示书记员']);
  expect(await names(platform.api.auditor)).toEqual(['演示书记员', '演示经办人']);
  expect(await names(await platform.as({ ...auditor, division: '540200' }))).toEqual([]);
  expect(await names(await platform.as({ ...institutionHead, agency: 'institution-540200', division: '540200' }))).toEqual([]);
});

it('takes one account, several up to a hundred, and nothing that is none', async () => {
  expect(await names(platform.api.auditor, [courtClerk.account])).toEqual(['演示书记员']);
  const status = async (query: string): Promise<number> => (await platform.api.auditor.get(`/api/directory/account-names${query}`)).status;
  const many = Array.from({ length: 101 }, () => `account=${randomUUID()}`).join('&');
  expect([await status(''), await status('?account=nobody'), await status(`?${many}`)]).toEqual([400, 400, 400]);
});
