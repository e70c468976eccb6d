import { setImmediate as nextTurn } from 'node:timers/promises';
import { Controller, Get, Module, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Public } from './access.js';
import { createApp } from './create-app.js';
import { listen } from './serve.js';
import { scratch, type Scratch } from './testing/scratch.js';

let slowEntered: () => void = () => undefined;
let slowGate: Promise<void> = Promise.resolve();
const order: string[] = [];

@Controller('api/test')
class SlowController implements OnModuleDestroy, OnApplicationShutdown {
  @Get('slow')
  @Public()
  async slow(): Promise<{ done: true }> {
    slowEntered();
    await slowGate;
    order.push('answered');
    return { done: true };
  }

  onModuleDestroy(): void {
    order.push('runners stopped');
  }

  onApplicationShutdown(): void {
    order.push('pools closed');
  }
}

@Module({ controllers: [SlowController] })
class SlowModule {}

describe('starting and stopping', () => {
  let given: Scratch;
  beforeAll(async () => {
    given = await scratch();
  });
  afterAll(() => given.remove());

  it('given a route that declares nothing, does not start and names it', async () => {
    @Controller('api/open')
    class OpenController {
      @Get('door')
      door(): string {
        return 'open';
      }
    }
    @Module({ controllers: [OpenController] })
    class OpenModule {}
    const app = await createApp(OpenModule, given.config, { logger: given.logger });
    await expect(app.init()).rejects.toThrow('GET /api/open/door (OpenController.door)');
    await app.close();
  });

  it('given a request in flight, answers it before runners stop and pools close', async () => {
    const app = await createApp(SlowModule, given.config, { logger: given.logger });
    const base = await listen(app, given.config);
    let open = (): void => undefined;
    const entered = new Promise<void>((resolve) => (slowEntered = resolve));
    slowGate = new Promise((resolve) => (open = resolve));
    order.length = 0;

    const answer = fetch(`${base}/api/test/slow`);
    await entered;
    const closed = app.close();
    // The listening socket goes while the request is still being answered.
    const deadline = Date.now() + 5_000;
    while (app.getHttpServer().listening && Date.now() < deadline) await nextTurn();
    await expect(fetch(`${base}/health/live`)).rejects.toThrow('fetch failed');
    open();
    expect(await (await answer).json()).toEqual({ done: true });
    await closed;
    expect(order).toEqual(['answered', 'runners stopped', 'pools closed']);
  });
});
