import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CurrentPrincipal, Permission } from './access.js';
import { createApp } from './create-app.js';
import type { Principal } from './principal.js';
import { listen } from './serve.js';
import { scratch, type Scratch } from './testing/scratch.js';

@Controller('api/test')
class CallerController {
  @Get('whoami')
  @Permission({ name: 'test.whoami', roles: 'any' })
  whoami(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }
}

@Module({ controllers: [CallerController] })
class CallerModule {}

describe('too many requests', () => {
  const LIMIT = 5;
  let given: Scratch;
  let app: NestFastifyApplication;
  let base: string;
  beforeAll(async () => {
    given = await scratch({ RATE_LIMIT_PER_MINUTE: String(LIMIT), TRUSTED_PROXIES: '127.0.0.1,::1' });
    app = await createApp(CallerModule, given.config, { logger: given.logger });
    base = await listen(app, given.config);
  });
  afterAll(async () => {
    await app.close();
    await given.remove();
  });

  const asked = async (count: number, headers: Record<string, string>, path = '/api/test/whoami'): Promise<readonly number[]> => {
    const statuses: number[] = [];
    for (let sent = 0; sent < count; sent++) statuses.push((await fetch(`${base}${path}`, { headers })).status);
    return statuses;
  };
  const bearer = async (account: string): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await given.token({ account })}`,
  });

  it('given an account that sends too many, answers 429 and when to try again, wherever it calls from; another account goes on', async () => {
    const busy = await bearer('busy');
    expect(await asked(LIMIT, busy)).toEqual(Array(LIMIT).fill(200));
    const answer = await fetch(`${base}/api/test/whoami`, { headers: { ...busy, 'x-forwarded-for': '203.0.113.99' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([429, 'application/problem+json; charset=utf-8']);
    expect(await answer.json()).toMatchObject({ code: 'request.too_many', status: 429 });
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await asked(1, await bearer('quiet'))).toEqual([200]);
  });

  it('given no account, counts by the address that the trusted proxy names', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    expect(await asked(LIMIT + 1, from('203.0.113.1'))).toEqual([...Array<number>(LIMIT).fill(401), 429]);
    expect(await asked(1, from('203.0.113.2'))).toEqual([401]);
    // One network of IPv6 is one caller: it has more addresses than can be counted.
    expect(await asked(LIMIT, from('2001:db8::1'))).toEqual(Array(LIMIT).fill(401));
    expect(await asked(1, from('2001:db8::2'))).toEqual([429]);
  });

  it('always answers the probes of a load balancer', async () => {
    expect(await asked(LIMIT + 5, { 'x-forwarded-for': '203.0.113.3' }, '/health/live')).toEqual(Array(LIMIT + 5).fill(200));
  });
});
