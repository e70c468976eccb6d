import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import type { Api, ProblemBody } from '../../apps/platform/src/demo/api.js';
import { Browser, demonstrationSignIn } from '../support/browser.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const ACCOUNTS = '/api/directory/accounts';
const FIRM = 'law-firm-demonstration-2';
const PASSWORD = '雪域高原上的第一缕阳光 2026';

interface Choice {
  readonly lawyerId: string;
  readonly name: string;
  readonly taken: boolean;
}
interface Invited {
  readonly id: string;
  readonly invitationCode: string;
}

let platform: TestPlatform;
let administrator: Api;
/** The administrator of the lawyers' firm. */
let firm: Api;
beforeAll(async () => {
  platform = await startTestPlatform();
  ({ administrator } = platform.api);
  firm = await platform.as({
    account: 'firm-administrator',
    agency: FIRM,
    agencyKind: 'law_firm',
    role: 'agency_administrator',
    division: '540100',
  });
});
afterAll(() => platform?.stop());

const choices = async (api: Api = firm, agency = FIRM): Promise<readonly Choice[]> =>
  (await api.get<{ items: readonly Choice[] }>(`/api/directory/account-lawyers?agency=${agency}`)).body.items;

const invite = (changes: Record<string, unknown>, api: Api = firm) =>
  api.post<Invited & ProblemBody>(ACCOUNTS, { agency: FIRM, role: 'lawyer', displayName: '律师某某', signInName: 'lawyer', ...changes });

const sessionOf = async (fields: { organ: string; signInName: string; password: string }): Promise<Record<string, unknown>> => {
  const browser = new Browser(platform.address);
  await browser.signIn(fields);
  return (await (await browser.request('/api/session')).json()) as Record<string, unknown>;
};

describe('an account of a lawyer', () => {
  it('of the demonstration is a lawyer of its firm on the roster, and its session says which; others’ say none', async () => {
    const { lawyerId } = DEMONSTRATION_ACCOUNTS.lawyer;
    const listed = await administrator.get<{ items: { id: string; name: string; firm: string }[] }>('/api/directory/lawyers?limit=100');
    expect(listed.body.items.find(({ id }) => id === lawyerId)).toMatchObject({ firm: '第2律师事务所(演示)' });
    expect(await sessionOf(demonstrationSignIn('lawyer'))).toMatchObject({ role: 'lawyer', lawyerId });
    expect(await sessionOf(demonstrationSignIn('court-clerk'))).toMatchObject({ lawyerId: null });
    expect((await choices()).find((choice) => choice.lawyerId === lawyerId)).toMatchObject({ taken: true });
  });

  it('is invited for a lawyer of the firm, who has no other, and shows that lawyer once accepted', async () => {
    const { lawyerId } = (await choices()).find(({ taken }) => !taken)!;
    const { status, body } = await invite({ signInName: 'second', lawyerId });
    expect(status).toBe(201);
    const accepted = await new Browser(platform.address).request('/auth/accept', {
      method: 'POST',
      body: new URLSearchParams({ code: body.invitationCode, password: PASSWORD, again: PASSWORD }),
    });
    expect(accepted.status).toBe(200);
    expect(await sessionOf({ organ: FIRM, signInName: 'second', password: PASSWORD })).toMatchObject({ lawyerId });

    const again = await invite({ signInName: 'third', lawyerId });
    expect([again.status, again.body.code, again.body.errors?.[0]?.path]).toEqual([409, 'account.lawyer.taken', 'lawyerId']);
    // Once stopped, another may stand for the lawyer, and the first does not come back beside it.
    await firm.post(`${ACCOUNTS}/${body.id}/deactivate`, { reason: 'left' });
    expect((await invite({ signInName: 'third', lawyerId })).status).toBe(201);
    const revived = await firm.post<ProblemBody>(`${ACCOUNTS}/${body.id}/revive`, { reason: 'mistake' });
    expect([revived.status, revived.body.code]).toEqual([409, 'account.lawyer.taken']);
  });

  it('is refused without a lawyer, for one of another firm, for none on the roster, and for a role that has none', async () => {
    const elsewhere = (
      await administrator.get<{ items: { id: string; firm: string }[] }>('/api/directory/lawyers?limit=100')
    ).body.items.find(({ firm: name }) => name === '第1律师事务所(演示)')!;
    const free = (await choices()).find(({ taken }) => !taken)!;
    const refused = async (changes: Record<string, unknown>, api?: Api) => {
      const { status, body } = await invite({ signInName: 'nobody', ...changes }, api);
      return [status, body.code, body.errors?.[0]?.code];
    };
    expect(await refused({})).toEqual([422, 'account.lawyer.invalid', 'lawyer.missing']);
    expect(await refused({ lawyerId: elsewhere.id })).toEqual([422, 'account.lawyer.unknown', 'lawyer.unknown']);
    expect(await refused({ lawyerId: '0190b2a0-0000-7000-8000-0000000000ff' }, administrator)).toEqual([
      422,
      'account.lawyer.unknown',
      'lawyer.unknown',
    ]);
    expect(await refused({ role: 'agency_administrator', lawyerId: free.lawyerId }, administrator)).toEqual([
      422,
      'account.lawyer.invalid',
      'lawyer.needless',
    ]);
  });

  it('whose lawyer is changed is signed out, and signs in as the other', async () => {
    const { account, lawyerId } = DEMONSTRATION_ACCOUNTS.lawyer;
    const browser = new Browser(platform.address);
    await browser.signIn(demonstrationSignIn('lawyer'));
    const other = (await choices()).find(({ taken }) => !taken)!;
    const changed = await firm.post(`${ACCOUNTS}/${account}/role`, { role: 'lawyer', lawyerId: other.lawyerId });
    expect(changed.status).toBe(200);
    expect((await browser.request('/api/session')).status).toBe(401);
    expect(await sessionOf(demonstrationSignIn('lawyer'))).toMatchObject({ lawyerId: other.lawyerId });
    await firm.post(`${ACCOUNTS}/${account}/role`, { role: 'lawyer', lawyerId });
  });

  it('is offered the lawyers of one’s own firm alone, with masked names', async () => {
    expect((await choices(administrator)).every(({ name }) => name.includes('×'))).toBe(true);
    const foreign = await firm.get<ProblemBody>('/api/directory/account-lawyers?agency=court-540100');
    expect([foreign.status, foreign.body.code]).toEqual([404, 'agency.not_found']);
  });
});
