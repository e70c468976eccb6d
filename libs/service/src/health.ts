import { Controller, Get, Inject, Injectable, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { Public } from './access.js';
import { LOGGER } from './log.js';

/** Answers whether a part works: `false` or an error means it does not. */
export type HealthCheck = () => Promise<boolean> | boolean;

/** Longest a check may take; one that takes longer has failed. */
const CHECK_TIMEOUT_MS = 2_000;
const MAX_CHECKS = 200;

export interface Readiness {
  readonly status: 'ready' | 'not_ready';
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
  /** What an operator should know of parts that it is ready without: `none` says that there is no such part. */
  readonly notes: Readonly<Record<string, PartState>>;
}

/** State of a part that the process is ready without. */
export type PartState = 'ok' | 'failed' | 'none';
export type PartCheck = () => Promise<PartState> | PartState;

/** What must work before this process takes requests. Modules add their own checks. */
@Injectable()
export class HealthRegistry {
  readonly #checks = new Map<string, HealthCheck>();
  readonly #notes = new Map<string, PartCheck>();
  /** Checks under way: one that hangs is not started a second time by the next probe. */
  readonly #running = new Map<string, Promise<PartState>>();
  #draining = false;

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** Adds a check under a name such as `assignment.worklist`. Gives back how to take it away. */
  add(name: string, check: HealthCheck): () => void {
    this.#insistOnNew(name);
    this.#checks.set(name, check);
    return () => this.#checks.delete(name);
  }

  /** Adds the state of a part that is told, and that the process is ready without. */
  note(name: string, check: PartCheck): void {
    this.#insistOnNew(name);
    this.#notes.set(name, check);
  }

  /** From now on not ready: a load balancer sends its requests elsewhere while those in flight are finished. */
  drain(): void {
    this.#draining = true;
  }

  async readiness(): Promise<Readiness> {
    const [results, notes] = await Promise.all([
      Promise.all(
        [...this.#checks].map(async ([name, check]) => {
          const state = await this.#state(name, async () => ((await check()) ? 'ok' : 'failed'));
          return [name, state === 'ok' ? 'ok' : 'failed'] as const;
        }),
      ),
      Promise.all([...this.#notes].map(async ([name, check]) => [name, await this.#state(name, check)] as const)),
    ]);
    const checks = Object.fromEntries([['accepting', this.#draining ? 'failed' : 'ok'] as const, ...results]);
    const status = Object.values(checks).every((result) => result === 'ok') ? 'ready' : 'not_ready';
    return { status, checks, notes: Object.fromEntries(notes) };
  }

  #insistOnNew(name: string): void {
    if (this.#checks.has(name) || this.#notes.has(name)) throw new Error(`health check ${name} is there already`);
    if (this.#checks.size + this.#notes.size >= MAX_CHECKS) throw new RangeError(`more than ${MAX_CHECKS} health checks`);
  }

  async #state(name: string, check: PartCheck): Promise<PartState> {
    let running = this.#running.get(name);
    if (running === undefined) {
      running = this.#run(name, check).finally(() => this.#running.delete(name));
      this.#running.set(name, running);
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<PartState>((resolve) => {
      timer = setTimeout(() => resolve('failed'), CHECK_TIMEOUT_MS);
    });
    try {
      return await Promise.race([running, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #run(name: string, check: PartCheck): Promise<PartState> {
    try {
      return await check();
    } catch (error) {
      // The answer is public and names no cause.
      this.logger.warn({ err: error, check: name }, 'health check failed');
      return 'failed';
    }
  }
}

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(@Inject(HealthRegistry) private readonly health: HealthRegistry) {}

  /** The process runs. */
  @Get('live')
  @Public()
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  /** Everything it needs works: 200, or 503 with the checks that failed. */
  @Get('ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    void reply.code(readiness.status === 'ready' ? 200 : 503).header('cache-control', 'no-store');
    return readiness;
  }
}
