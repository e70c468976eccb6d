import { exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import * as oidc from 'openid-client';
import { issueToken, SIGNING_KEY, type OwnSigningKey, type Principal } from '@xiezhi/service';
import { AGENCY_COLUMNS } from '../../apps/directory/src/sheets/lists.js';
import { Api, until } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { Browser, demonstrationSignIn } from '../support/browser.js';
import { EventStream } from '../support/event-stream.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const AGENCIES = '/api/directory/agencies';
const KEYS = '/api/directory/system-keys';
const REQUESTS = '/api/assignment/defence-requests';
/** Far below the interval at which lines look by themselves. */
const AT_ONCE_MS = 2_000;

/** The process that is told, and another one of the same installation. */
let platform: TestPlatform;
let other: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
  const { publicUrl, tokenIssuer } = platform.config;
  other = await startTestPlatform({ databaseUrl: platform.database.url, databaseAdminUrl: platform.database.url, publicUrl, tokenIssuer });
});
afterAll(async () => {
  await other?.stop();
  await platform?.stop();
});

const tokenOf = (principal: Principal): Promise<string> =>
  issueToken(platform.app.get<OwnSigningKey>(SIGNING_KEY), platform.config, principal, 3_600);

const signedIn = async (name: string): Promise<Browser> => {
  const browser = new Browser(platform.address);
  await browser.signIn(demonstrationSignIn(name));
  return browser;
};

const statusAt = async ({ address }: TestPlatform, token: string, path = AGENCIES): Promise<number> =>
  (await new Api(address, token).get(path)).status;

/** Both processes take the token, and remember that they do. */
const taken = async (token: string): Promise<void> => {
  for (const one of [platform, other]) expect(await statusAt(one, token)).toBe(200);
};

/** Refused where it ended before that was answered, in the other process moments later. */
const refused = async (token: string): Promise<void> => {
  expect(await statusAt(platform, token)).toBe(401);
  await until(
    () => statusAt(other, token),
    (status) => status === 401,
    AT_ONCE_MS,
  );
};

const listening = async ({ address }: TestPlatform, headers: Record<string, string>): Promise<EventStream> => {
  const stream = await EventStream.open(address, '/api/live', headers);
  await stream.until(({ lastEventId }) => lastEventId !== undefined);
  return stream;
};

const act = async (account: string, command: string, body: object): Promise<void> => {
  const answer = await platform.api.administrator.post(`/api/directory/accounts/${account}/${command}`, body);
  expect(answer.status).toBe(200);
};

const agencyOf = async (code: string): Promise<Record<string, unknown>> => {
  const { body } = await platform.api.administrator.get<{ items: Record<string, unknown>[] }>(`${AGENCIES}?limit=500`);
  const { noticeName, ...agency } = body.items.find((one) => one['code'] === code)!;
  return { ...agency, ...(noticeName !== null && { noticeName }) };
};

const record = async (agency: Record<string, unknown>): Promise<void> =>
  expect((await platform.api.administrator.post(AGENCIES, agency)).status).toBe(200);

describe('an account that is deactivated', () => {
  it('has no access token that holds, and no open line, whichever process it talks to; revived, it is given new ones', async () => {
    const clerk = DEMONSTRATION_ACCOUNTS.procuratorateClerk;
    const token = await tokenOf(clerk);
    await taken(token);
    const lines = [
      await listening(platform, { authorization: `Bearer ${token}` }),
      await listening(other, { authorization: `Bearer ${token}` }),
      await listening(platform, { cookie: `xiezhi_session=${(await signedIn('procuratorate-clerk')).cookie('xiezhi_session')!}` }),
    ];
    await act(clerk.account, 'deactivate', { reason: 'left' });
    await refused(token);
    await Promise.all(lines.map((line) => line.until(({ ended }) => ended, AT_ONCE_MS)));

    await act(clerk.account, 'revive', { reason: 'mistake' });
    await refused(token);
    await taken(await tokenOf(clerk));
  });

  it('leaves the tokens of others as they are', async () => {
    const [officer, head] = [await tokenOf(DEMONSTRATION_ACCOUNTS.policeOfficer), await tokenOf(DEMONSTRATION_ACCOUNTS.institutionHead)];
    await taken(officer);
    await taken(head);
    await act(DEMONSTRATION_ACCOUNTS.policeOfficer.account, 'deactivate', { reason: 'security' });
    await refused(officer);
    await taken(head);
    await act(DEMONSTRATION_ACCOUNTS.policeOfficer.account, 'revive', { reason: 'mistake' });
  });

  it('has no token in its old role after the role was changed', async () => {
    const officer = DEMONSTRATION_ACCOUNTS.institutionOfficer;
    const token = await tokenOf(officer);
    await taken(token);
    await act(officer.account, 'role', { role: 'institution_head' });
    await refused(token);
    await act(officer.account, 'role', { role: 'institution_officer' });
  });
});

describe('an agency’s own system', () => {
  const registered = async (): Promise<{ id: string; clientId: string; privateKey: CryptoKey }> => {
    const { privateKey, publicKey } = await generateKeyPair('Ed25519', { extractable: true });
    const { body } = await platform.api.agencyAdministrator.post<{ id: string; clientId: string }>(KEYS, {
      role: 'case_agency_clerk',
      jwk: await exportJWK(publicKey),
    });
    return { ...body, privateKey };
  };
  const granted = async ({ clientId, privateKey }: { clientId: string; privateKey: CryptoKey }): Promise<string> => {
    const configuration = await oidc.discovery(new URL(platform.config.tokenIssuer), clientId, {}, oidc.PrivateKeyJwt(privateKey), {
      execute: [oidc.allowInsecureRequests],
    });
    return (await oidc.clientCredentialsGrant(configuration)).access_token;
  };

  it('whose key is revoked is out at once, with its other key let in again at once, and with none not at all', async () => {
    const [first, second] = [await registered(), await registered()];
    const token = await granted(first);
    await taken(token);
    await platform.api.agencyAdministrator.post(`${KEYS}/${first.id}/revoke`, { reason: 'lost' });
    await refused(token);
    const renewed = await granted(second);
    await taken(renewed);
    await platform.api.agencyAdministrator.post(`${KEYS}/${second.id}/revoke`, { reason: 'ended' });
    await refused(renewed);
  });

  it('is out with its people when the agency is dissolved, and in again with new tokens when that was a mistake', async () => {
    const agency = await agencyOf('court-540100');
    const system = await registered();
    const [systemToken, personToken] = [await granted(system), await tokenOf(DEMONSTRATION_ACCOUNTS.courtClerk)];
    await taken(systemToken);
    await taken(personToken);
    const browser = await signedIn('court-clerk');
    expect((await browser.request(REQUESTS)).status).toBe(200);
    const line = await listening(other, { authorization: `Bearer ${personToken}` });

    await record({ ...agency, active: false });
    expect((await browser.request(REQUESTS)).status).toBe(401);
    await refused(systemToken);
    await refused(personToken);
    await line.until(({ ended }) => ended, AT_ONCE_MS);
    await expect(granted(system)).rejects.toMatchObject({ error: 'invalid_client' });
    // Not even a token that another issuer gave after that.
    await refused(await tokenOf(DEMONSTRATION_ACCOUNTS.courtClerk));
    const again = await browser.signIn(demonstrationSignIn('court-clerk'));
    expect([again.status, await again.text()]).toEqual([401, expect.stringContaining('本单位已撤销或合并')]);

    await record(agency);
    await refused(personToken);
    await taken(await granted(system));
    expect((await (await signedIn('court-clerk')).request(REQUESTS)).status).toBe(200);
  });

  it('of an agency that an imported list dissolves is out too, and a trial of that list ends nothing', async () => {
    const agency = await agencyOf('police-540100');
    const [code, name, nameEn] = ['code', 'name', 'nameEn'].map((field) => String(agency[field]));
    const token = await tokenOf(DEMONSTRATION_ACCOUNTS.policeOfficer);
    await taken(token);
    const titles = AGENCY_COLUMNS.map(({ title }) => title).join(',');
    const csv = `${titles}\n${code},公安,拉萨市,${name},${nameEn},,否\n`;
    const file = { format: 'csv', content: Buffer.from(csv).toString('base64') };
    const checked = await platform.api.administrator.post<{ digest: string; errors: unknown[] }>(
      '/api/directory/imports/agencies/check',
      file,
    );
    expect(checked.body.errors).toEqual([]);
    await taken(token);
    const done = await platform.api.administrator.post('/api/directory/imports/agencies', { ...file, digest: checked.body.digest });
    expect(done.status).toBe(200);
    await refused(token);
    await record(agency);
  });
});
