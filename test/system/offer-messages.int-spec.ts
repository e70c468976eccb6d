import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { CandidatesPage } from '../../apps/assignment/src/candidates/candidates.queries.js';
import type { BegunSearch } from '../../apps/assignment/src/lawyer-search/lawyer-search.queries.js';
import type { TriedAgain } from '../../apps/assignment/src/offer-messages/message-troubles.controller.js';
import type { MessageTrouble } from '../../apps/assignment/src/offer-messages/message-troubles.queries.js';
import type { ShownMessage } from '../../apps/assignment/src/offer-messages/offer-messages.queries.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { SimulatedTime } from '../month/replay/simulated-time.js';
import { testPool } from '../support/postgres.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const OFFERS = '/api/assignment/offers';
const MESSAGES = '/api/assignment/offer-messages';
const WAIT_MS = 20_000;
const A_MINUTE_MS = 61_000;
/** As the read model of messages is stored. */
const OFFER_MESSAGES = 'assignment.offer_messages_v2';
const EMAIL = 'lawyer@example.org';
const MOBILE = '13900000077';

let smtp: SMTPServer;
/** What the mail server does with the next message; the last answer stays. */
let answers: readonly number[] = [250];
const mails: string[] = [];
let gateway: Server;
const texts: { headers: IncomingHttpHeaders; body: { to: string; template: string; language: string; text: string } }[] = [];
const time = new SimulatedTime(Date.now());
let platform: TestPlatform;
let officer: Api;

const portOf = (server: { address(): AddressInfo | string | null }): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_to, _session, done) => {
      const [answer, ...later] = answers;
      if (later.length > 0) answers = later;
      return answer === 250 ? done() : done(Object.assign(new Error('not now'), { responseCode: answer }));
    },
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(parts).toString('utf8'));
        done();
      });
    },
  });
  await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', () => listening()));
  gateway = createServer((request, answer) => {
    void text(request).then((body) => {
      texts.push({ headers: request.headers, body: JSON.parse(body) as (typeof texts)[number]['body'] });
      answer.writeHead(200).end('{}');
    });
  });
  await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', () => listening()));
  const channels = {
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server)}`,
    mailFrom: 'office@example.org',
    smsGatewayUrl: `http://127.0.0.1:${portOf(gateway)}/send`,
    smsGatewayKey: 'secret',
    smsTemplate: 'offer-1',
    smsComplaintTemplate: 'complaint-1',
    // No hour of the night at which this may run is quiet.
    quietHours: { from: 24, until: 0 },
  };
  platform = await startTestPlatform(channels, time);
  officer = platform.api.institutionOfficer;
}, 60_000);
afterAll(async () => {
  await platform?.stop();
  await new Promise<void>((closed) => smtp.close(() => closed()));
  await new Promise((closed) => gateway.close(closed));
});
const asLawyer = (lawyerId: string): Promise<Api> =>
  platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: `account-${lawyerId}`, lawyerId });

/** A request whose best candidate agreed to be told so, and the search for its lawyer has begun. */
async function offered(channels: readonly string[], language = 'zh'): Promise<{ id: string; lawyer: Api; offerId: string }> {
  const { id, position } = (await platform.api.courtClerk.post<{ id: string; position: string }>(REQUESTS, notice())).body;
  await officer.get(`${REQUESTS}/${id}?after=${position}`);
  const { value: lawyerId } = await until(
    async () => (await officer.get<CandidatesPage>(`${REQUESTS}/${id}/candidates`)).body.items.find(({ may }) => may)?.lawyerId ?? '',
    (found) => found !== '',
    WAIT_MS,
  );
  const lawyer = await asLawyer(lawyerId);
  const settings = { channels, language, email: EMAIL, mobile: MOBILE };
  expect((await lawyer.post('/api/directory/own-telling', settings)).status).toBe(200);
  await known(lawyerId, channels);
  expect((await officer.post(`${REQUESTS}/${id}/search`, { first: lawyerId })).status).toBe(200);
  const { offers } = await search(id);
  return { id, lawyer, offerId: offers.at(-1)!.offerId };
}
const search = async (id: string): Promise<BegunSearch> => (await officer.get<BegunSearch>(`${REQUESTS}/${id}/search`)).body;

/** Waits until the roster of the institutions has what the lawyer agreed to. */
async function known(lawyerId: string, channels: readonly string[]): Promise<void> {
  const pool = testPool(platform.database.url, { max: 1 });
  const told = async (): Promise<string> =>
    JSON.stringify(
      (await pool.query<{ told_by: string[] }>('SELECT told_by FROM assignment.lawyer_roster_v3 WHERE id = $1', [lawyerId])).rows[0]
        ?.told_by,
    );
  try {
    await until(told, (is) => is === JSON.stringify(channels.toSorted()), WAIT_MS);
  } finally {
    await pool.end();
  }
}
const messages = async (id: string, holds: (found: readonly ShownMessage[]) => boolean): Promise<readonly ShownMessage[]> =>
  (await until(async () => (await search(id)).offers[0]!.messages.toSorted((a, b) => (a.channel < b.channel ? -1 : 1)), holds, WAIT_MS))
    .value;
const settled = (found: readonly ShownMessage[]): boolean => found.length === 2 && found.every(({ status }) => status !== 'waiting');

describe('a lawyer who is asked', () => {
  it('hears of it by e-mail and text message, where agreed to; nothing of the matter stands in them', async () => {
    const { id, lawyer } = await offered(['email', 'sms'], 'en');
    expect(await messages(id, settled)).toMatchObject([
      { channel: 'email', status: 'sent', attempts: 1, reason: null },
      { channel: 'sms', status: 'sent', attempts: 1, reason: null },
    ]);
    expect((await lawyer.get(`${OFFERS}/channels`)).body).toEqual({ email: true, sms: true });
    const mail = mails.at(-1)!;
    const { headers, body } = texts.at(-1)!;
    expect(mail).toMatch(/^To: lawyer@example\.org$/im);
    expect(body).toMatchObject({
      to: MOBILE,
      template: 'offer-1',
      language: 'en',
      text: expect.stringContaining(`${platform.config.publicUrl}/offers`),
    });
    expect(headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(mail + JSON.stringify(body)).not.toMatch(/扎西|故意伤害|刑初|演示律师/);
    const metrics = await (await fetch(new URL('/metrics', platform.address))).text();
    expect(metrics).toMatch(/offer_messages_total\{channel="email",outcome="sent"\} [1-9]/);
    expect(metrics).not.toContain(EMAIL);
  });

  it('and did not agree to a channel is not told by it, and the institution sees so', async () => {
    const before = texts.length;
    const { id } = await offered(['email']);
    expect(await messages(id, settled)).toMatchObject([
      { channel: 'email', status: 'sent' },
      { channel: 'sms', status: 'given_up', reason: 'not_agreed' },
    ]);
    expect(texts).toHaveLength(before);
  });

  it('is told later when the server cannot now, and not again once the offer is answered', async () => {
    answers = [450, 250];
    const before = mails.length;
    const { id, lawyer, offerId } = await offered(['email']);
    const [waiting] = await messages(id, ([email]) => email?.attempts === 1);
    expect(waiting).toMatchObject({ status: 'waiting', reason: 'smtp_450', nextTryAt: expect.any(String) });
    expect((await lawyer.post(`${OFFERS}/${id}/accept`, { offerId })).status).toBe(200);
    expect(await messages(id, settled)).toMatchObject([{ status: 'given_up', reason: 'answered' }, { channel: 'sms' }]);
    expect(mails).toHaveLength(before);
  });

  it('whose address is refused for good is not tried again', async () => {
    answers = [550];
    const { id } = await offered(['email']);
    expect((await messages(id, settled))[0]).toMatchObject({ status: 'given_up', reason: 'refused' });
    answers = [250];
  });

  it('is told after all once an operator has seen why, mended it, and tries again', async () => {
    answers = [550];
    const { id } = await offered(['email']);
    expect((await messages(id, settled))[0]).toMatchObject({ status: 'given_up', reason: 'refused' });
    const { operator } = platform.api;
    const refused = async (): Promise<MessageTrouble | undefined> =>
      (await operator.get<{ items: MessageTrouble[] }>(`${MESSAGES}/troubles`)).body.items.find(({ detail }) => detail === 'smtp_550');
    const { value: shown } = await until(refused, (found) => found !== undefined && found.open > 0, WAIT_MS);
    expect(shown).toMatchObject({ channel: 'email', state: 'given_up' });
    expect(JSON.stringify(shown)).not.toContain('example.org');
    answers = [250];
    const { body } = await operator.post<TriedAgain>(`${MESSAGES}/try-again`, { channel: 'email' });
    expect(body.messages).toBe(shown!.open);
    expect((await messages(id, ([email]) => email?.status === 'sent'))[0]).toMatchObject({ attempts: 1 });
    const again = await operator.post<TriedAgain>(`${MESSAGES}/try-again`, { channel: 'email' });
    expect([again.status, again.body.messages]).toEqual([200, 0]);
    expect((await officer.get(`${MESSAGES}/troubles`)).status).toBe(403);
  });

  it('is told across an outage: what was queued is sent when the platform is back', async () => {
    answers = [450, 250];
    const { id } = await offered(['email']);
    await messages(id, ([email]) => email?.attempts === 1);
    const outage = await platform.outage();
    time.jumpTo(time.now() + A_MINUTE_MS);
    platform = await outage.end();
    officer = platform.api.institutionOfficer;
    expect((await messages(id, settled))[0]).toMatchObject({ status: 'sent', attempts: 2 });
  }, 120_000);
});

describe('a lawyer who is complained about', () => {
  const COMPLAINTS = '/api/assignment/complaints';
  const SECRETS = /投诉某某|收了钱|收取财物|演示律师|扎西/;
  const filed = async (lawyerId: string): Promise<string> => {
    const complaint = {
      ...{ about: 'lawyer', lawyerId, institution: 'institution-540100', complainantKind: 'recipient', way: 'visit' },
      ...{ grounds: ['property'], complainant: { name: '投诉某某' }, text: '律师收了钱' },
    };
    const sent = await officer.post<{ id: string }>(COMPLAINTS, complaint);
    expect(sent.status).toBe(201);
    return sent.body.id;
  };

  it('hears of it once it is accepted, by the same channels; nothing of who complained or why stands in them', async () => {
    answers = [250];
    const lawyerId = demonstrationLawyerId(0);
    const lawyer = await asLawyer(lawyerId);
    const settings = { channels: ['email', 'sms'], language: 'zh', email: EMAIL, mobile: MOBILE };
    expect((await lawyer.post('/api/directory/own-telling', settings)).status).toBe(200);
    await known(lawyerId, ['email', 'sms']);
    const [mailsBefore, textsBefore] = [mails.length, texts.length];
    const id = await filed(lawyerId);
    expect((await platform.api.institutionHead.post(`${COMPLAINTS}/${id}/accept`, {})).status).toBe(200);
    await until(
      () => Promise.resolve([mails.length, texts.length]),
      ([mail, text]) => mail === mailsBefore + 1 && text === textsBefore + 1,
      WAIT_MS,
    );
    const { body } = texts.at(-1)!;
    expect(body).toMatchObject({ to: MOBILE, template: 'complaint-1', language: 'zh' });
    expect(body.text).toBe(`您有一件投诉待陈述、申辩,请登录查看:${platform.config.publicUrl}/quality/complaints/${id}`);
    expect(mails.at(-1)! + JSON.stringify(body)).not.toMatch(SECRETS);
    expect(mails.at(-1)).toContain(id.slice(0, 8));
  });

  it('and states the own side before a message got through is not written any more', async () => {
    answers = [450, 250];
    const lawyerId = demonstrationLawyerId(0);
    const lawyer = await asLawyer(lawyerId);
    expect((await lawyer.post('/api/directory/own-telling', { channels: ['email'], language: 'zh', email: EMAIL })).status).toBe(200);
    await known(lawyerId, ['email']);
    const before = mails.length;
    const id = await filed(lawyerId);
    expect((await platform.api.institutionHead.post(`${COMPLAINTS}/${id}/accept`, {})).status).toBe(200);
    const pool = testPool(platform.database.url, { max: 1 });
    const status = async (): Promise<string> => {
      const text = `SELECT status, attempts, reason FROM ${OFFER_MESSAGES} WHERE request_id = $1 AND channel = 'email'`;
      return JSON.stringify((await pool.query<object>(text, [id])).rows[0]);
    };
    try {
      await until(status, (is) => is === JSON.stringify({ status: 'waiting', attempts: 1, reason: 'smtp_450' }), WAIT_MS);
      expect((await lawyer.post(`${COMPLAINTS}/${id}/statement`, { statement: '没有收过' })).status).toBe(200);
      await until(status, (is) => is?.includes('answered') === true, WAIT_MS);
    } finally {
      await pool.end();
    }
    expect(mails).toHaveLength(before);
  });
});
