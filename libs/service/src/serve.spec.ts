import { pino } from 'pino';
import { stopOnSignals } from './serve.js';

type Stop = (signal: NodeJS.Signals) => void;

/** A process of which we see how it exits. */
const fakeProcess = () => {
  const listeners: Stop[] = [];
  const exits: number[] = [];
  let exited: (code: number) => void;
  const exit = new Promise<number>((resolve) => (exited = resolve));
  return {
    exits,
    exit,
    host: {
      on: (_signal: string, listener: Stop) => listeners.push(listener),
      exit: (code: number) => {
        exits.push(code);
        exited(code);
      },
    },
    send: () => listeners[0]!('SIGTERM'),
  };
};

const logger = pino({ level: 'silent' });
const never = (): Promise<void> => new Promise(() => undefined);

describe('stopping on a signal', () => {
  it('closes the application, then what it used, and exits with 0', async () => {
    const fake = fakeProcess();
    const order: string[] = [];
    const step = (name: string) => async (): Promise<void> => void order.push(name);
    stopOnSignals({ close: step('app') }, { shutdownGraceMs: 5_000 }, logger, { close: step('database'), process: fake.host });
    fake.send();
    expect(await fake.exit).toBe(0);
    expect(order).toEqual(['app', 'database']);
  });

  it('given work that does not end, exits with 1 after the time of grace', async () => {
    const fake = fakeProcess();
    stopOnSignals({ close: never }, { shutdownGraceMs: 10 }, logger, { process: fake.host });
    fake.send();
    expect(await fake.exit).toBe(1);
  });

  it('given a second signal, exits at once', () => {
    const fake = fakeProcess();
    stopOnSignals({ close: never }, { shutdownGraceMs: 100 }, logger, { process: fake.host });
    fake.send();
    expect(fake.exits).toEqual([]);
    fake.send();
    expect(fake.exits).toEqual([1]);
  });

  it('given a failure while stopping, still closes what was used, and exits with 1', async () => {
    const fake = fakeProcess();
    let closed = false;
    const close = async (): Promise<void> => void (closed = true);
    stopOnSignals({ close: () => Promise.reject(new Error('stuck')) }, { shutdownGraceMs: 5_000 }, logger, { close, process: fake.host });
    fake.send();
    expect(await fake.exit).toBe(1);
    expect(closed).toBe(true);
  });
});
