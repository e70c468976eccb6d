import { Client } from 'pg';
import type { Api, ProblemBody } from '../../apps/platform/src/demo/api.js';
import { Browser } from '../support/browser.js';
import { describedThroughout } from '../support/described-answers.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const ACCOUNTS = '/api/directory/accounts';
const PASSWORD = '雪域高原上的第一缕阳光 2026';
const NAME = 'བཀྲ་ཤིས། 扎西某某';

interface Invited {
  readonly id: string;
  readonly invitationCode: string;
}

interface Account {
  readonly id: string;
  readonly agency: string;
  readonly state: string;
  readonly displayName: string;
}

let platform: TestPlatform;
let court: Api;
beforeAll(async () => {
  platform = await startTestPlatform();
  court = platform.api.agencyAdministrator;
});
afterAll(() => platform?.stop());
describedThroughout(() => platform);

const sql = async <Row>(statement: string): Promise<readonly Row[]> => {
  const client = new Client({ connectionString: platform.database.url });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows as Row[];
};

const invitation = (signInName: string, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  agency: 'court-540100',
  role: 'case_agency_clerk',
  displayName: NAME,
  signInName,
  ...changes,
});

const accept = async (code: string, password = PASSWORD): Promise<readonly [number, string]> => {
  const response = await new Browser(platform.address).request('/auth/accept', {
    method: 'POST',
    body: new URLSearchParams({ code, password, again: password }),
  });
  return [response.status, await response.text()];
};

const signIn = async (signInName: string, organ = 'court-540100', password = PASSWORD): Promise<readonly [number, string]> => {
  const browser = new Browser(platform.address);
  const response = await browser.signIn({ organ, signInName, password });
  if (browser.cookie('xiezhi_session') === undefined) return [response.status, await response.text()];
  const session = (await (await browser.request('/api/session')).json()) as { displayName: string };
  return [200, session.displayName];
};

const active = async (signInName: string): Promise<string> => {
  const { body } = await court.post<Invited>(ACCOUNTS, invitation(signInName));
  await accept(body.invitationCode);
  return body.id;
};

const stateOf = async (id: string): Promise<string | undefined> =>
  (await court.get<{ items: readonly Account[] }>(ACCOUNTS)).body.items.find((account) => account.id === id)?.state;

describe('an account', () => {
  it('is invited, accepted once with the person’s own password, and signs in with its name byte for byte', async () => {
    const key = 'invite-once';
    const { status, body } = await court.post<Invited>(ACCOUNTS, invitation('tashi'), key);
    expect(status).toBe(201);
    expect((await court.post<Invited>(ACCOUNTS, invitation('tashi'), key)).body).toEqual(body);
    expect(await stateOf(body.id)).toBe('invited');
    expect((await signIn('tashi'))[0]).toBe(401);

    expect((await accept(body.invitationCode, 'short'))[0]).toBe(400);
    expect(await accept('no-such-code-at-all-0000')).toEqual([400, expect.stringContaining('邀请码无效')]);
    expect((await accept(body.invitationCode))[0]).toBe(200);
    expect((await accept(body.invitationCode, 'another password of 20'))[0]).toBe(400);
    expect(await signIn('tashi')).toEqual([200, NAME]);
    expect(await stateOf(body.id)).toBe('active');
  });

  it('stands in no table in clear: neither name nor password nor code', async () => {
    const { body } = await court.post<Invited>(ACCOUNTS, invitation('dolma-in-clear'));
    const rows = JSON.stringify([
      await sql('SELECT * FROM directory.accounts'),
      await sql('SELECT data, meta FROM directory.events'),
      await sql('SELECT * FROM sessions.sessions'),
      await sql('SELECT * FROM sessions.issuer_payloads'),
    ]);
    for (const secret of [NAME, '扎西', 'dolma-in-clear', PASSWORD, body.invitationCode]) expect(rows).not.toContain(secret);
    expect(rows).toContain('$argon2id$');
  });

  it('whose time is over, or that was not used for long, is told so with the right password alone; renewed and revived, it signs in', async () => {
    const id = await active('lhamo');
    await court.post(`${ACCOUNTS}/${id}/renew`, { expiresAt: '2026-01-01T00:00:00+08:00' });
    expect(await stateOf(id)).toBe('expired');
    expect(await signIn('lhamo')).toEqual([401, expect.stringContaining('账号已到期')]);
    expect(await signIn('lhamo', 'court-540100', 'wrong')).toEqual([401, expect.stringContaining('登录名或密码不正确')]);
    await court.post(`${ACCOUNTS}/${id}/renew`, { expiresAt: null });
    expect((await signIn('lhamo'))[0]).toBe(200);

    const days = platform.config.accountDormantDays + 1;
    await sql(
      `UPDATE directory.accounts SET active_since = now() - interval '${days} days', last_sign_in_at = now() - interval '${days} days' WHERE id = '${id}'`,
    );
    expect(await stateOf(id)).toBe('dormant');
    expect(await signIn('lhamo')).toEqual([401, expect.stringContaining('休眠')]);
    await court.post(`${ACCOUNTS}/${id}/revive`, { reason: 'dormant' });
    expect((await signIn('lhamo'))[0]).toBe(200);
  });

  it('invited again has no way in by the old password or code', async () => {
    const id = await active('pema');
    const { body } = await court.post<Invited>(`${ACCOUNTS}/${id}/invite`, { reason: 'password_forgotten' });
    expect((await signIn('pema'))[0]).toBe(401);
    const newer = await court.post<Invited>(`${ACCOUNTS}/${id}/invite`, { reason: 'code_lost' });
    expect((await accept(body.invitationCode))[0]).toBe(400);
    expect((await accept(newer.body.invitationCode))[0]).toBe(200);
    expect((await signIn('pema'))[0]).toBe(200);
  });

  it('of an invitation whose time is over is not accepted', async () => {
    const { body } = await court.post<Invited>(ACCOUNTS, invitation('late'));
    await sql(`UPDATE directory.accounts SET invitation_expires_at = now() - interval '1 second' WHERE id = '${body.id}'`);
    expect((await accept(body.invitationCode))[0]).toBe(400);
  });

  it('has a sign-in name that no other of the agency has', async () => {
    await court.post(ACCOUNTS, invitation('twice'));
    const { status, body } = await court.post<ProblemBody>(ACCOUNTS, invitation('Twice'));
    expect([status, body.code]).toEqual([409, 'account.sign_in_name_taken']);
  });
});

describe('the list of accounts', () => {
  interface Page {
    readonly items: readonly (Account & { readonly role: string; readonly signInName: string })[];
    readonly next: string | null;
    readonly total: { readonly count: number; readonly exact: boolean };
  }
  const page = async (query: string, api: Api = platform.api.administrator): Promise<Page> =>
    (await api.get<Page>(`${ACCOUNTS}?${query}`)).body;

  it('is filtered by agency, role and state, counted, and paged without a gap', async () => {
    const operators = await page('role=operator');
    expect([operators.items.map(({ role }) => role), operators.total]).toEqual([['operator'], { count: 1, exact: true }]);
    const { body } = await court.post<Invited>(ACCOUNTS, invitation('only-invited'));
    const invited = await page('state=invited&agency=court-540100');
    expect(invited.items.map(({ id }) => id)).toContain(body.id);
    expect(new Set(invited.items.map(({ state }) => state))).toEqual(new Set(['invited']));

    const all = await page('limit=200');
    const seen: string[] = [];
    let cursor = '';
    do {
      const one = await page(`limit=3${cursor}`);
      seen.push(...one.items.map(({ id }) => id));
      cursor = one.next === null ? '' : `&cursor=${one.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(all.items.map(({ id }) => id));
    expect(all.total).toEqual({ count: seen.length, exact: true });
  });

  it('is searched by part of a name or sign-in name, within one’s own agency alone', async () => {
    await court.post(ACCOUNTS, invitation('Search-Me', { displayName: '求索某某' }));
    for (const q of ['求索', 'search-m'])
      expect((await page(`q=${q}`, court)).items.map(({ signInName }) => signInName)).toEqual(['Search-Me']);
    expect((await page(`q=${encodeURIComponent('演示办案民警')}`, court)).items).toEqual([]);
    expect((await page(`q=${encodeURIComponent('演示办案民警')}`)).items.map(({ agency }) => agency)).toEqual(['police-540100']);
    const wrong = await platform.api.administrator.get<ProblemBody>(`${ACCOUNTS}?state=gone`);
    expect([wrong.status, wrong.body.code]).toEqual([400, 'request.invalid']);
  });
});

describe('an agency’s administrator', () => {
  it('sees and changes the accounts of the agency alone; a foreign one is like one that does not exist', async () => {
    const { items } = (await court.get<{ items: readonly Account[] }>(ACCOUNTS)).body;
    expect(new Set(items.map(({ agency }) => agency))).toEqual(new Set(['court-540100']));
    const all = (await platform.api.administrator.get<{ items: readonly Account[] }>(ACCOUNTS)).body.items;
    const foreign = all.find(({ agency }) => agency === 'police-540100')!;
    for (const [act, body] of [
      ['deactivate', { reason: 'left' }],
      ['revive', { reason: 'mistake' }],
      ['renew', { expiresAt: null }],
      ['role', { role: 'case_agency_clerk' }],
      ['invite', { reason: 'security' }],
    ] as const) {
      const answers = await Promise.all(
        [foreign.id, '0190b2a0-0000-7000-8000-0000000000ff'].map((id) => court.post<ProblemBody>(`${ACCOUNTS}/${id}/${act}`, body)),
      );
      expect(answers.map(({ status, body: { code, detail } }) => [status, code, detail])).toEqual([
        [404, 'account.not_found', answers[0]!.body.detail],
        [404, 'account.not_found', answers[0]!.body.detail],
      ]);
    }
    const elsewhere = await court.post<ProblemBody>(ACCOUNTS, invitation('spy', { agency: 'police-540100' }));
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'account.agency.unknown']);
  });

  it('gives no role that manages others, and none that the kind of agency does not have', async () => {
    const managing = await court.post<ProblemBody>(ACCOUNTS, invitation('boss', { role: 'agency_administrator' }));
    expect([managing.status, managing.body.code]).toEqual([403, 'account.forbidden']);
    const odd = await court.post<ProblemBody>(ACCOUNTS, invitation('odd', { role: 'institution_officer' }));
    expect([odd.status, odd.body.code]).toEqual([422, 'account.role.invalid']);
  });

  it('sees no matter by it', async () => {
    for (const path of ['/api/assignment/defence-requests', '/api/coordination/dashboard']) {
      expect([path, (await court.get(path)).status]).toEqual([path, 403]);
      expect([path, (await platform.api.administrator.get(path)).status]).toEqual([path, 403]);
    }
  });

  it('cannot stop an own account', async () => {
    const own = (await platform.api.administrator.get<{ items: readonly Account[] }>(`${ACCOUNTS}?agency=administration-540000`)).body
      .items;
    const statuses = await Promise.all(
      own.map(
        async ({ id }) =>
          (await platform.api.administrator.post<ProblemBody>(`${ACCOUNTS}/${id}/deactivate`, { reason: 'left' })).body.code,
      ),
    );
    expect(statuses).toContain('account.own');
  });
});

describe('an agency that has not accepted the data-use terms', () => {
  it('has nobody signed in, until the platform’s administrator records who signed and when', async () => {
    const agency = 'court-540200';
    const { body } = await platform.api.administrator.post<Invited>(ACCOUNTS, invitation('first', { agency }));
    await accept(body.invitationCode);
    expect(await signIn('first', agency)).toEqual([401, expect.stringContaining('数据使用约定')]);
    const missing = async () =>
      (await platform.api.administrator.get<{ version: string; items: { agency: string }[] }>('/api/directory/data-use-terms?accepted=no'))
        .body;
    expect(await missing()).toMatchObject({
      version: platform.config.dataUseTerms,
      items: [{ agency, acceptedAt: null, newestVersion: null }],
    });
    const terms = `/api/directory/agencies/${agency}/data-use-terms`;
    const acceptance = { version: platform.config.dataUseTerms, signatory: '院长某某', acceptedAt: '2026-02-02T09:00:00+08:00' };
    expect((await court.post(terms, acceptance)).status).toBe(403);
    expect((await platform.api.administrator.post(terms, acceptance)).status).toBe(200);
    expect((await signIn('first', agency))[0]).toBe(200);
    expect((await missing()).items).toEqual([]);
    const own = await court.get<{ items: { agency: string }[] }>('/api/directory/data-use-terms');
    expect(own.body.items).toEqual([{ agency: 'court-540100', acceptedAt: expect.any(String), newestVersion: acceptance.version }]);
    expect((await platform.api.administrator.get<{ items: unknown[] }>(terms)).body.items).toEqual([
      { version: acceptance.version, signatory: '院长某某', acceptedAt: '2026-02-02T01:00:00.000000Z' },
    ]);
    expect((await court.get<ProblemBody>(terms)).body.code).toBe('agency.not_found');
  });
});
