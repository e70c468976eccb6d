import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './create-app.js';
import { HealthRegistry } from './health.js';
import { listen } from './serve.js';
import { scratch, type Scratch } from './testing/scratch.js';

@Module({})
class NothingElse {}

describe('a service application', () => {
  let given: Scratch;
  let app: NestFastifyApplication;
  let base: string;

  beforeAll(async () => {
    given = await scratch();
    app = await createApp(NothingElse, given.config, { logger: given.logger });
    base = await listen(app, given.config);
  });
  afterAll(async () => {
    await app.close();
    await given.remove();
  });

  const call = async (path: string): Promise<{ readonly status: number; readonly body: unknown }> => {
    const response = await fetch(`${base}${path}`);
    return { status: response.status, body: await response.json() };
  };

  it('is ready only while every check passes', async () => {
    const health = app.get(HealthRegistry);
    expect(await call('/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    const remove = [health.add('database', () => true), health.add('bus', () => Promise.reject(new Error('down')))];
    expect(await call('/health/ready')).toMatchObject({
      status: 503,
      body: { status: 'not_ready', checks: { accepting: 'ok', database: 'ok', bus: 'failed' } },
    });
    remove[1]!();
    expect(await call('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
    remove[0]!();
  });

  it('is ready without the parts that it only tells of', async () => {
    const health = app.get(HealthRegistry);
    health.note('scanner', () => 'none');
    health.note('printer', () => Promise.reject(new Error('out of paper')));
    expect(await call('/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', notes: { scanner: 'none', printer: 'failed' } },
    });
  });

  it('given a check that hangs, is not ready within a bounded time, and does not start it again', async () => {
    const health = app.get(HealthRegistry);
    let started = 0;
    const remove = health.add('hanging', () => {
      started++;
      return new Promise(() => undefined);
    });
    const answers = await Promise.all([call('/health/ready'), call('/health/ready')]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
    expect(started).toBe(1);
    remove();
  });
});
