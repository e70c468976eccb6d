import { issueToken, SIGNING_KEY, type OwnSigningKey, type Principal } from '@xiezhi/service';
import { until } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { Browser, demonstrationSignIn } from '../support/browser.js';
import { EventStream } from '../support/event-stream.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const SESSION_COOKIE = 'xiezhi_session';
const LIVE = '/api/live';
const REQUESTS = '/api/assignment/defence-requests';
const { courtClerk, institutionOfficer } = DEMONSTRATION_ACCOUNTS;
const FOREIGN: Principal = { ...courtClerk, account: 'test-foreign', agency: 'court-540200', division: '540200' };

let platform: TestPlatform;
const open: EventStream[] = [];
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
afterAll(() => platform.stop());

const bearer = async (principal: Principal, seconds = 3_600): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await issueToken(platform.app.get<OwnSigningKey>(SIGNING_KEY), platform.config, principal, seconds)}`,
});
async function follow(principal: Principal, headers: Record<string, string> = {}, seconds?: number): Promise<EventStream> {
  const stream = await EventStream.open(platform.address, LIVE, { ...(await bearer(principal, seconds)), ...headers });
  open.push(stream);
  return stream;
}
/** Open, and told where it begins. */
const listening = async (principal: Principal, headers?: Record<string, string>): Promise<EventStream> => {
  const stream = await follow(principal, headers);
  await stream.until(({ lastEventId }) => lastEventId !== undefined);
  return stream;
};
async function sent(): Promise<string> {
  const { status, body } = await platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice());
  expect(status).toBe(201);
  return body.id;
}
const hears = (id: string) => (stream: EventStream) => stream.events.some(({ data }) => (data as { id?: string }).id === id);

describe('live updates', () => {
  it('given a change, tell both its agencies once it can be read, and nobody else', async () => {
    const [court, officer, foreign] = await Promise.all([listening(courtClerk), listening(institutionOfficer), listening(FOREIGN)]);
    expect(court.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(court.headers.get('cache-control')).toBe('no-store');
    expect(court.headers.get('x-content-type-options')).toBe('nosniff');
    const id = await sent();
    await Promise.all([court.until(hears(id)), officer.until(hears(id))]);
    const { revision } = officer.events.find(({ data }) => (data as { id: string }).id === id)!.data as { revision: number };
    const { body } = await platform.api.institutionOfficer.get<{ revision: number }>(`${REQUESTS}/${id}`);
    expect(body.revision).toBeGreaterThanOrEqual(revision);
    expect(foreign.events).toEqual([]);
  });

  it('of a complaint, tell the lawyer it is about once it is accepted, when it can be read, and nobody else', async () => {
    const { institutionOfficer: officer, institutionHead: head, lawyer } = platform.api;
    const lawyerId = DEMONSTRATION_ACCOUNTS.lawyer.lawyerId!;
    const [theirs, other, staff] = await Promise.all([
      listening(DEMONSTRATION_ACCOUNTS.lawyer),
      listening({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: 'another-lawyer', lawyerId: demonstrationLawyerId(3) }),
      listening(institutionOfficer),
    ]);
    const subject = { about: 'lawyer', lawyerId, institution: 'institution-540100' };
    const said = { complainantKind: 'recipient', way: 'visit', grounds: ['property'], complainant: { name: '某某' }, text: '收钱' };
    const { id } = (await officer.post<{ id: string }>('/api/assignment/complaints', { ...subject, ...said })).body;
    const awaiting = '/api/assignment/complaints/awaiting-statement';
    expect((await lawyer.get<{ items: readonly object[] }>(awaiting)).body.items).toEqual([]);
    expect((await head.post(`/api/assignment/complaints/${id}/accept`, {})).status).toBe(200);
    await theirs.until(hears(id));
    expect(theirs.events.at(-1)!.data).toEqual({ kind: 'complaint', id, revision: expect.any(Number) });
    const awaited = await lawyer.get<{ items: readonly object[] }>(awaiting);
    expect(awaited.body.items).toEqual([{ id, number: expect.stringMatching(/援投字/), dueAt: null }]);
    const stated = await lawyer.post<{ position: string }>(`/api/assignment/complaints/${id}/statement`, { statement: '没有' });
    expect((await lawyer.get<{ items: readonly object[] }>(`${awaiting}?after=${stated.body.position}`)).body.items).toEqual([]);
    expect((await officer.get(awaiting)).status).toBe(403);
    expect([...other.events, ...staff.events].filter(({ data }) => (data as { kind?: string }).kind === 'complaint')).toEqual([]);
  });

  it('hold which matter changed and nothing of what is in it', async () => {
    const officer = await listening(institutionOfficer);
    const id = await sent();
    await officer.until(hears(id));
    for (const { event, data } of officer.events) {
      expect(event).toBe('message');
      expect(Object.keys(data as object).sort()).toEqual(['id', 'kind', 'revision']);
    }
    expect(officer.text).not.toMatch(/扎西|བཀྲ|承办人|court|institution/);
  });

  it('given a listener who lost the line, tell what it missed', async () => {
    const before = await listening(institutionOfficer);
    before.close();
    const id = await sent();
    const watching = await listening(courtClerk, { 'last-event-id': before.lastEventId! });
    await watching.until(hears(id));
    const back = await listening(institutionOfficer, { 'last-event-id': before.lastEventId! });
    await back.until(hears(id));
    expect(back.events.every(({ event }) => event === 'message')).toBe(true);
  });

  it.each(['99999999999999999999', 'garbage with spaces'])('given a place they cannot go on from (%s), ask to read anew', async (place) => {
    const back = await listening(institutionOfficer, { 'last-event-id': place });
    await back.until(({ events }) => events.length > 0);
    expect(back.events).toEqual([{ event: 'resync', data: {} }]);
  });

  it('given a token that has expired, end, and tell nothing any more', async () => {
    const short = await follow(institutionOfficer, {}, 1);
    const headers = await bearer(institutionOfficer, 1);
    await until(
      async () => (await fetch(new URL(REQUESTS, platform.address), { headers })).status,
      (status) => status === 401,
      15_000,
    );
    const id = await sent();
    await short.until(({ ended }) => ended);
    expect(hears(id)(short)).toBe(false);
  }, 30_000);

  it('given a browser that signs out, end, and tell nothing any more', async () => {
    const browser = new Browser(platform.address);
    await browser.signIn(demonstrationSignIn('institution-officer'));
    const { csrfToken } = (await (await browser.request('/api/session')).json()) as { csrfToken: string };
    const stream = await EventStream.open(platform.address, LIVE, { cookie: `${SESSION_COOKIE}=${browser.cookie(SESSION_COOKIE)}` });
    open.push(stream);
    const before = await sent();
    await stream.until(hears(before));
    const out = await browser.request('/auth/sign-out', { method: 'POST', headers: { 'x-csrf-token': csrfToken } });
    expect(out.status).toBe(200);
    const after = await sent();
    await stream.until(({ ended }) => ended);
    expect(hears(after)(stream)).toBe(false);
  });

  it('given too many lines of one account, refuse another with 503', async () => {
    const principal: Principal = { ...institutionOfficer, account: 'test-many-windows' };
    for (let line = 0; line < 20; line++) expect((await follow(principal)).status).toBe(200);
    const refused = await follow(principal);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '20']);
    expect((await follow(institutionOfficer)).status).toBe(200);
  });
});

describe('a platform that stops', () => {
  it('ends the lines that are open and does not wait for them', async () => {
    const stopping = await startTestPlatform();
    const token = await issueToken(stopping.app.get<OwnSigningKey>(SIGNING_KEY), stopping.config, institutionOfficer, 3_600);
    const stream = await EventStream.open(stopping.address, LIVE, { authorization: `Bearer ${token}` });
    await stream.until(({ lastEventId }) => lastEventId !== undefined);
    await stopping.stop();
    await stream.until(({ ended }) => ended);
  }, 30_000);
});
