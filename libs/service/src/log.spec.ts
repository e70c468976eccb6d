import { createLogger, PinoNestLogger } from './log.js';

const logged = (write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown> => {
  let line = '{}';
  write(createLogger('trace', { write: (text) => (line = text) }));
  return JSON.parse(line) as Record<string, unknown>;
};

describe('the log', () => {
  it('never writes fields that hold secrets or people, wherever they stand', () => {
    const line = JSON.stringify(
      logged((logger) =>
        logger.info({ password: 'S1', person: { name: 'S2', phone: 'S3' }, request: { headers: { authorization: 'S4' } } }, 'x'),
      ),
    );
    expect(line).not.toMatch(/S[1-4]/);
    expect(line).toContain('[redacted]');
  });

  it('writes an error with its code and cause, without the row values that a database adds', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (name)=(Zhang) already exists.',
      parameters: ['Zhang'],
    });
    const line = logged((logger) => logger.error({ err: new Error('not stored', { cause }) }, 'failed'));
    expect(JSON.stringify(line)).not.toContain('Zhang');
    expect(line).toMatchObject({
      level: 'error',
      msg: 'failed',
      err: { message: 'not stored', cause: { code: '23505', message: 'duplicate key' } },
    });
  });

  it("writes Nest's messages with their context and stack", () => {
    const stack = 'Error: x\n    at y';
    expect(logged((logger) => new PinoNestLogger(logger).error('boom', stack, 'Core'))).toMatchObject({
      level: 'error',
      msg: 'boom',
      context: 'Core',
      stack,
    });
    expect(logged((logger) => new PinoNestLogger(logger).warn(new Error('w'), 'Core'))).toMatchObject({ level: 'warn', msg: 'w' });
  });
});
