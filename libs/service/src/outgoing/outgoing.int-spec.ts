import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { HttpSmsGateway } from './http-sms-gateway.js';
import { SmtpMailer } from './smtp-mailer.js';

const REFUSED = 'nobody@example.org';
const LATER = 'later@example.org';

/** A mail server of one's own, and what it was given. */
let smtp: SMTPServer;
const mails: string[] = [];
let mailer: SmtpMailer;

/** A gateway of one's own: answers with this status, and keeps what it was asked. */
let gateway: Server;
let status = 200;
const asked: { headers: IncomingHttpHeaders; body: unknown }[] = [];
const address = (): string => `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address: to }, _session, done) => {
      if (to === REFUSED) return done(Object.assign(new Error('no such box'), { responseCode: 550 }));
      if (to === LATER) return done(Object.assign(new Error('try later'), { responseCode: 450 }));
      return done();
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
  const { port } = smtp.server.address() as AddressInfo;
  mailer = new SmtpMailer(`smtp://127.0.0.1:${port}`, 'office@example.org');
  gateway = createServer((request, answer) => {
    void text(request).then((body) => {
      asked.push({ headers: request.headers, body: JSON.parse(body) as unknown });
      answer.writeHead(status).end('{}');
    });
  });
  await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', () => listening()));
});
afterAll(async () => {
  mailer?.close();
  await new Promise<void>((closed) => smtp.close(() => closed()));
  await new Promise((closed) => gateway.close(closed));
});

describe('e-mail by SMTP', () => {
  const mail = { id: 'message-1', to: 'lawyer@example.org', subject: '您有一个新的指派邀约', text: 'བཀྲ་ཤིས། 请登录查看' };

  it('arrives with its text whole, and the same id each time it is sent', async () => {
    expect([await mailer.send(mail), await mailer.send(mail)]).toEqual([{ kind: 'sent' }, { kind: 'sent' }]);
    expect(mails).toHaveLength(2);
    for (const got of mails) {
      expect(got).toMatch(/^Message-ID: <message-1@example\.org>$/im);
      expect(got).toMatch(/^Auto-Submitted: auto-generated$/im);
      const body = got.slice(got.indexOf('\r\n\r\n')).replace(/\s/g, '');
      expect(Buffer.from(body, 'base64').toString('utf8')).toBe(mail.text);
    }
  });

  it('is refused for good, or for now, as the server says; what is told names nobody', async () => {
    expect(await mailer.send({ ...mail, to: REFUSED })).toEqual({ kind: 'refused', reason: 'smtp_550' });
    expect(await mailer.send({ ...mail, to: LATER })).toEqual({ kind: 'unreachable', reason: 'smtp_450' });
  });

  it('is not reachable where no server listens', async () => {
    const nowhere = new SmtpMailer('smtp://127.0.0.1:1', 'office@example.org');
    expect(await nowhere.send(mail)).toMatchObject({ kind: 'unreachable', reason: expect.stringMatching(/^E[A-Z]+$/) });
    nowhere.close();
  });
});

describe('a text message by a gateway', () => {
  const sms = { id: 'message-2', to: '+8613900000001', language: 'zh', text: '您有一个新的指派邀约' };
  const sending = () => new HttpSmsGateway({ url: address(), key: 'secret', template: 'offer-1' }).send(sms);

  it('is asked for with template, key and an id that stays the same', async () => {
    expect(await sending()).toEqual({ kind: 'sent' });
    const { headers, body } = asked.at(-1)!;
    expect(headers).toMatchObject({ authorization: 'Bearer secret', 'idempotency-key': 'message-2' });
    expect(body).toEqual({ to: sms.to, template: 'offer-1', language: 'zh', text: sms.text });
  });

  it.each([
    [400, { kind: 'refused', reason: 'http_400' }],
    [401, { kind: 'unreachable', reason: 'http_401' }],
    [429, { kind: 'unreachable', reason: 'http_429' }],
    [503, { kind: 'unreachable', reason: 'http_503' }],
  ])('that is answered with %d is understood', async (answered, delivery) => {
    status = answered;
    expect(await sending()).toEqual(delivery);
  });

  it('is not reachable where nobody listens', async () => {
    const nowhere = new HttpSmsGateway({ url: 'http://127.0.0.1:1/', key: 'k', template: 't' });
    expect(await nowhere.send(sms)).toEqual({ kind: 'unreachable', reason: 'no_answer' });
  });
});
