import { connect } from 'node:net';
import { Body, Controller, Get, HttpCode, Module, Param, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Rejected, RevisionConflict, StoreUnavailable } from '@xiezhi/eventsourcing';
import { Type } from 'class-transformer';
import { IsInt, IsUUID, Min, ValidateNested } from 'class-validator';
import { CurrentPrincipal, Permission } from './access.js';
import { CommandRequest, type RequestContext } from './command-context.js';
import { createApp } from './create-app.js';
import type { Principal } from './principal.js';
import { permissionTable } from './route-list.js';
import { Routes } from './routes.js';
import { listen } from './serve.js';
import { scratch, type Scratch } from './testing/scratch.js';
import { IsDivisionCode, IsInstant, IsLocalDate, Text } from './text-rules.js';

class Person {
  @Text({ max: 20 })
  name!: string;
  @IsLocalDate()
  birthDate!: string;
}

class Registration {
  @ValidateNested()
  @Type(() => Person)
  person!: Person;
  @IsDivisionCode()
  division!: string;
  @IsInstant()
  receivedAt!: string;
  @IsInt()
  @Min(0)
  amount!: number;
}

class MatterId {
  @IsUUID()
  id!: string;
}

const failures: Record<string, () => unknown> = {
  notFound: () => new Rejected('matter.not_found', 'There is no such matter.'),
  forbidden: () => new Rejected('matter.forbidden', 'Not yours.'),
  invalid: () =>
    new Rejected('matter.invalid', 'Wrong.', { basis: '法律援助法 第36条', errors: [{ path: 'a.b', code: 'x', detail: 'y' }] }),
  rule: () => new Rejected('matter.not_open', 'It is closed.'),
  reused: () => new Rejected('command.reused', 'Used.'),
  waiting: () => new Rejected('command.too_many_waiting', 'Later.'),
  conflict: () => new RevisionConflict('matter-1', 3),
  store: () => new StoreUnavailable('postgres://user:secret@host is down'),
  pool: () => Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' }),
  unknown: () => Object.assign(new Error('secret inside'), { statusCode: 418 }),
  notAnError: () => 'a text',
};

@Controller('api/test')
class TestController {
  @Get('whoami')
  @Permission({ name: 'test.whoami', roles: 'any' })
  whoami(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }

  @Get('judges')
  @Permission({ name: 'test.judges', roles: ['judge', 'admin'] })
  judges(): { ok: true } {
    return { ok: true };
  }

  @Post('registrations')
  @Permission({ name: 'test.register', roles: ['liaison'] })
  register(@Body() body: Registration): Registration {
    return body;
  }

  @Post('matters/:id/close')
  @HttpCode(200)
  @Permission({ name: 'test.close', roles: ['liaison'] })
  close(@Param() { id }: MatterId, @CommandRequest() context: RequestContext): { id: string; context: RequestContext } {
    return { id, context };
  }

  @Get('fail/:how')
  @Permission({ name: 'test.fail', roles: 'any' })
  fail(@Param('how') how: string): never {
    throw failures[how]!();
  }
}

@Module({ controllers: [TestController] })
class TestModule {}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The shape under test is asserted, not assumed.
  readonly body: Record<string, unknown>;
}

describe('a service application', () => {
  let given: Scratch;
  let app: NestFastifyApplication;
  let base: string;

  beforeAll(async () => {
    given = await scratch();
    app = await createApp(TestModule, given.config, { logger: given.logger });
    base = await listen(app, given.config);
  });
  afterAll(async () => {
    await app.close();
    await given.remove();
  });

  const call = async (path: string, init: RequestInit & { token?: string | null } = {}): Promise<Answer> => {
    const token = init.token === undefined ? await given.token() : init.token;
    const response = await fetch(`${base}${path}`, {
      ...init,
      headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...(init.headers as Record<string, string>) },
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    call(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });

  const expectProblem = ({ status, headers, body }: Answer, expected: { status: number; code: string }): void => {
    expect({ status, code: body['code'], type: headers.get('content-type') }).toEqual({
      ...expected,
      type: 'application/problem+json; charset=utf-8',
    });
    expect(body['status']).toBe(expected.status);
    expect(body['requestId']).toBe(headers.get('x-request-id'));
    expect(typeof body['detail']).toBe('string');
  };

  describe('who calls', () => {
    it('given a token, knows account, agency, role and division, and nothing else', async () => {
      const { status, body } = await call('/api/test/whoami');
      expect(status).toBe(200);
      expect(body).toEqual({
        account: '0190b2a0-0000-7000-8000-000000000001',
        agency: 'court-540102',
        agencyKind: 'court',
        role: 'liaison',
        division: '540102',
      });
    });

    it('given no token, an expired one, garbage, or headers that claim an identity, answers 401', async () => {
      const expired = await given.token({}, -60);
      for (const token of [null, expired, 'garbage', `${await given.token()}x`]) {
        const answer = await call('/api/test/whoami', { token, headers: { 'x-user': 'judge', 'x-role': 'admin', cookie: 'role=admin' } });
        expectProblem(answer, { status: 401, code: 'token.missing_or_invalid' });
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    });

    it('given a role without the permission, answers 403, and 200 with it', async () => {
      expectProblem(await call('/api/test/judges'), { status: 403, code: 'permission.denied' });
      expect((await call('/api/test/judges', { token: await given.token({ role: 'judge' }) })).status).toBe(200);
    });

    it('given no token, refuses before it reads the body', async () => {
      const answer = await call('/api/test/registrations', {
        method: 'POST',
        token: null,
        body: '{{{',
        headers: { 'content-type': 'application/json' },
      });
      expectProblem(answer, { status: 401, code: 'token.missing_or_invalid' });
    });
  });

  describe('what is sent', () => {
    const registration = {
      person: { name: '扎西德勒 བཀྲ་ཤིས། \u{2000b}\uf9d8', birthDate: '1990-02-28' },
      division: '540102',
      receivedAt: '2026-03-02T09:30:00+08:00',
      amount: 0,
    };

    it('given Chinese and Tibetan text, gives it back byte for byte', async () => {
      const { status, body } = await post('/api/test/registrations', registration);
      expect(status).toBe(201);
      expect(body).toEqual(registration);
    });

    it('given bad fields, names each once with its path and code', async () => {
      const answer = await post('/api/test/registrations', {
        person: { name: 'a\u0000b', birthDate: '1990-02-30', age: 3 },
        division: '54',
        receivedAt: '2026-03-02',
        amount: '5',
      });
      expectProblem(answer, { status: 400, code: 'request.invalid' });
      const errors = answer.body['errors'] as { path: string; code: string }[];
      expect(errors.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
        'amount field.not_int',
        'division division.not_a_code',
        'person.age field.unknown',
        'person.birthDate date.not_a_date',
        'person.name text.control_character',
        'receivedAt instant.not_an_instant',
      ]);
    });

    it.each([['[]'], ['null'], ['"text"'], ['7'], ['{}'], ['{"person":null}'], ['{"person":"x"}'], ['{"person":[]}']])(
      'given the body %s, answers 400 and names fields',
      async (body) => {
        const answer = await post('/api/test/registrations', body);
        expectProblem(answer, { status: 400, code: 'request.invalid' });
        expect((answer.body['errors'] as unknown[]).length).toBeGreaterThan(0);
      },
    );

    it('given what is not JSON, another media type, too much, or endless nesting, says so', async () => {
      expectProblem(await post('/api/test/registrations', '{'), { status: 400, code: 'request.malformed' });
      expectProblem(await post('/api/test/registrations', ''), { status: 400, code: 'request.malformed' });
      expectProblem(await post('/api/test/registrations', '{"__proto__":{}}'), { status: 400, code: 'request.malformed' });
      expectProblem(await post('/api/test/registrations', 'a,b', { 'content-type': 'text/csv' }), {
        status: 415,
        code: 'media_type.unsupported',
      });
      expectProblem(await post('/api/test/registrations', '{}', { 'content-type': 'application/octet-stream' }), {
        status: 415,
        code: 'media_type.unsupported',
      });
      expectProblem(await post('/api/test/registrations', `"${'x'.repeat(1_100_000)}"`), { status: 413, code: 'body.too_large' });
      expectProblem(await post('/api/test/registrations', `${'['.repeat(100_000)}${']'.repeat(100_000)}`), {
        status: 400,
        code: 'request.too_deep',
      });
    });

    it('given an unknown address, a broken one, or one too long, answers with a problem that does not repeat it', async () => {
      const unknown = await call('/api/test/nothing/here?name=secret');
      expectProblem(unknown, { status: 404, code: 'route.not_found' });
      expect(JSON.stringify(unknown.body)).not.toContain('secret');
      expectProblem(await call('/api/%zz'), { status: 400, code: 'request.malformed' });
      expectProblem(await call(`/api/test/fail/${'x'.repeat(300)}`), { status: 404, code: 'route.not_found' });
    });

    it('given bytes that are no request, answers 400 with a problem', async () => {
      const { port, hostname } = new URL(base);
      const answer = await new Promise<string>((resolve, reject) => {
        let text = '';
        const socket = connect(Number(port), hostname, () => socket.write('NOT HTTP\r\n\r\n'));
        socket.on('data', (chunk) => (text += chunk.toString()));
        socket.on('end', () => resolve(text));
        socket.on('error', reject);
      });
      expect(answer).toContain('HTTP/1.1 400');
      expect(answer).toContain('application/problem+json');
    });
  });

  describe('what goes wrong', () => {
    it.each([
      ['notFound', 404, 'matter.not_found'],
      ['forbidden', 403, 'matter.forbidden'],
      ['invalid', 422, 'matter.invalid'],
      ['rule', 409, 'matter.not_open'],
      ['reused', 422, 'command.reused'],
      ['waiting', 503, 'command.too_many_waiting'],
      ['conflict', 409, 'revision.conflict'],
      ['store', 503, 'service.unavailable'],
      ['pool', 503, 'service.unavailable'],
      ['unknown', 500, 'internal'],
      ['notAnError', 500, 'internal'],
    ])('given the failure %s, answers %i %s', async (how, status, code) => {
      const answer = await call(`/api/test/fail/${how}`);
      expectProblem(answer, { status, code });
      expect(JSON.stringify(answer.body)).not.toContain('secret');
      expect(JSON.stringify(answer.body)).not.toContain('ECONN');
      expect(answer.headers.has('retry-after')).toBe(status === 503);
    });

    it('given a legal refusal, passes on its basis and fields', async () => {
      const { body } = await call('/api/test/fail/invalid');
      expect(body).toMatchObject({ basis: '法律援助法 第36条', errors: [{ path: 'a.b', code: 'x', detail: 'y' }] });
    });

    it('given If-Match and a conflict, answers 412', async () => {
      expectProblem(await call('/api/test/fail/conflict', { headers: { 'if-match': '"3"' } }), { status: 412, code: 'revision.changed' });
    });

    it('given a failure of ours, logs it under the request id', async () => {
      const { body } = await call('/api/test/fail/unknown');
      const line = given.lines.find((text) => text.includes(String(body['requestId'])) && text.includes('request failed'));
      expect(line).toContain('secret inside');
    });
  });

  describe('commands', () => {
    const id = '0190b2a0-0000-7000-8000-0000000000aa';
    const other = '0190b2a0-0000-7000-8000-0000000000bb';
    const close = (matter: string, headers: Record<string, string>, body: unknown = {}): Promise<Answer> =>
      post(`/api/test/matters/${matter}/close`, body, headers);
    const contextOf = ({ body }: Answer): RequestContext => body['context'] as RequestContext;

    it('given no Idempotency-Key, or one that cannot be, answers 400 and says what to do', async () => {
      const answer = await close(id, {});
      expectProblem(answer, { status: 400, code: 'idempotency_key.missing' });
      expect(answer.body['detail']).toContain('Idempotency-Key');
      expectProblem(await close(id, { 'idempotency-key': 'a b' }), { status: 400, code: 'idempotency_key.malformed' });
      expectProblem(await close(id, { 'idempotency-key': 'x'.repeat(201) }), { status: 400, code: 'idempotency_key.malformed' });
    });

    it('given the same key again, is the same command; on another matter or from another caller it is another', async () => {
      const first = contextOf(await close(id, { 'idempotency-key': 'k' }, { a: 1, b: 2 }));
      const again = contextOf(await close(id, { 'idempotency-key': 'k' }, { b: 2, a: 1 }));
      const changed = contextOf(await close(id, { 'idempotency-key': 'k' }, { a: 1, b: 3 }));
      const elsewhere = contextOf(await close(other, { 'idempotency-key': 'k' }, { a: 1, b: 2 }));
      const stranger = await call(`/api/test/matters/${id}/close`, {
        method: 'POST',
        token: await given.token({ account: 'someone-else' }),
        headers: { 'idempotency-key': 'k' },
      });
      expect(again).toMatchObject({ commandId: first.commandId, fingerprint: first.fingerprint });
      expect(changed.commandId).toBe(first.commandId);
      expect(changed.fingerprint).not.toBe(first.fingerprint);
      expect(elsewhere.commandId).not.toBe(first.commandId);
      expect(contextOf(stranger).commandId).not.toBe(first.commandId);
      expect(first.actor).toEqual({ agency: 'court-540102', role: 'liaison', person: '0190b2a0-0000-7000-8000-000000000001' });
    });

    it('passes on correlation, trace and expected revision, and makes what is missing or malformed', async () => {
      const trace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
      const answer = await close(id, { 'idempotency-key': 'k', 'x-correlation-id': other, traceparent: trace, 'if-match': '"7"' });
      expect(contextOf(answer)).toMatchObject({ correlationId: other, traceparent: trace, expectedRevision: 7 });

      const bare = await close(id, { 'idempotency-key': 'k', 'x-correlation-id': 'me', traceparent: `00-${'0'.repeat(32)}-1-01` });
      expect(contextOf(bare).correlationId).toBe(bare.headers.get('x-request-id'));
      expect(contextOf(bare).traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
      expect(contextOf(bare).expectedRevision).toBeUndefined();
      expectProblem(await close(id, { 'idempotency-key': 'k', 'if-match': 'W/"7"' }), { status: 400, code: 'if_match.malformed' });
    });

    it('given an id that is none, answers 400', async () => {
      expectProblem(await close('1', { 'idempotency-key': 'k' }), { status: 400, code: 'request.invalid' });
    });
  });

  describe('operation', () => {
    it('counts requests by route pattern and logs them without ids, queries and bodies', async () => {
      const secret = '0190b2a0-0000-7000-8000-00000000dead';
      await post(`/api/test/matters/${secret}/close?name=Zhang`, { name: 'Zhang' }, { 'idempotency-key': 'k' });
      const metrics = await (await fetch(`${base}/metrics`)).text();
      expect(metrics).toMatch(
        /http_request_duration_seconds_count\{method="POST",route="\/api\/test\/matters\/:id\/close",status="200"\} \d+/,
      );
      expect(metrics).toContain('process_cpu_seconds_total');
      const all = given.lines.join('');
      expect(all).toContain('"route":"/api/test/matters/:id/close"');
      for (const text of [metrics, all]) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain('Zhang');
      }
    });

    it('gives metrics to a collector on this machine, not through a proxy', async () => {
      expectProblem(await call('/metrics', { headers: { 'x-forwarded-for': '203.0.113.1' } }), { status: 403, code: 'permission.denied' });
    });

    it('publishes its keys and its description', async () => {
      expect((await call('/.well-known/jwks.json', { token: null })).body).toEqual(given.signingKey.jwks);
      const { body } = await call('/api/openapi.json', { token: null });
      expect(body['openapi']).toBe('3.1.0');
      const paths = body['paths'] as Record<string, Record<string, { 'x-permission': unknown }>>;
      expect(paths['/api/test/judges']!['get']!['x-permission']).toEqual({ name: 'test.judges', roles: ['judge', 'admin'] });
    });

    it('lists who may do what', () => {
      const table = permissionTable(app.get(Routes).list());
      expect(table).toContain('| GET | `/api/test/judges` | `test.judges` | admin, judge |');
      expect(table).toContain('| GET | `/health/ready` | | public |');
    });

    it('sends headers that keep browsers safe', async () => {
      const { headers } = await call('/health/live', { token: null });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toBeNull();
      const policy = headers.get('content-security-policy')?.split(';');
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'self'",
          "script-src 'self'",
          "style-src 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
        ]),
      );
      expect(policy?.join(' ')).not.toMatch(/unsafe|\*|https:/);
    });

    it('given more headers than it takes, answers 431 with a problem', async () => {
      const answer = await fetch(`${base}/health/live`, { headers: { 'x-much': 'x'.repeat(17_000) } });
      expect([answer.status, await answer.json()]).toEqual([431, expect.objectContaining({ code: 'headers.too_large' })]);
    });
  });
});
