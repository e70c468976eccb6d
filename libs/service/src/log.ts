import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger, type LevelWithSilent } from 'pino';

/** Injection token of the {@link Logger}. */
export const LOGGER = Symbol('logger');

/** Fields that are never written, at the top or one level down, whoever logs them by mistake. */
const REDACTED = [
  'authorization',
  'cookie',
  'password',
  'token',
  'secret',
  'connectionString',
  'body',
  'name',
  'phone',
  'idNumber',
  'address',
].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** Parts of a driver's error that repeat row values. */
const TELLTALE = new Set(['detail', 'where', 'hint', 'parameters', 'config', 'request', 'response', 'messages']);

/** JSON lines on stdout (or `destination`). */
export function createLogger(level: LevelWithSilent, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: REDACTED, censor: '[redacted]' },
    serializers: { err: errorForLog },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Type, message, stack and code of an error, and of its causes; the message of a database error is kept, its row values are not. */
function errorForLog(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const plain: Record<string, unknown> = { type: error.name, message: error.message, stack: error.stack };
  for (const [key, value] of Object.entries(error)) {
    if (!TELLTALE.has(key) && (typeof value === 'string' || typeof value === 'number')) plain[key] = value;
  }
  delete plain['name'];
  if (error.cause !== undefined && depth < 3) plain['cause'] = errorForLog(error.cause, depth + 1);
  return plain;
}

/** Nest's own messages as lines of the one log. */
export class PinoNestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: readonly unknown[]): void {
    // Nest says at each start which modules and routes it found: of interest when looking for a fault only.
    this.#write('debug', message, rest);
  }

  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.#write('fatal', message, rest);
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.#write('error', message, rest);
  }

  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.#write('warn', message, rest);
  }

  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: readonly unknown[]): void {
    this.#write('trace', message, rest);
  }

  /** Nest gives the context last, and with an error its stack before it. */
  #write(level: 'fatal' | 'error' | 'warn' | 'debug' | 'trace', message: unknown, rest: readonly unknown[]): void {
    const context = rest.at(-1);
    const stack = rest.find((part): part is string => typeof part === 'string' && part.includes('\n    at '));
    const fields = {
      ...(typeof context === 'string' && context !== stack && { context }),
      ...(stack !== undefined && { stack }),
    };
    if (message instanceof Error) this.logger[level]({ ...fields, err: message }, message.message);
    else this.logger[level](fields, String(message));
  }
}
