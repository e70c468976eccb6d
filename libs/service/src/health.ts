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
}

/** What must work before this process takes requests. Modules add their own checks. */
@Injectable()
export class HealthRegistry {
  readonly #checks = new Map<string, HealthCheck>();
  /** Checks under way: one that hangs is not started a second time by the next probe. */
  readonly #running = new Map<string, Promise<boolean>>();
  #draining = false;

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** Adds a check under a name such as `assignment.worklist`. Gives back how to take it away. */
  add(name: string, check: HealthCheck): () => void {
    if (this.#checks.has(name)) throw new Error(`health check ${name} is there already`);
    if (this.#checks.size >= MAX_CHECKS) throw new RangeError(`more than ${MAX_CHECKS} health checks`);
    this.#checks.set(name, check);
    return () => this.#checks.delete(name);
  }

  /** From now on not ready: a load balancer sends its requests elsewhere while those in flight are finished. */
  drain(): void {
    this.#draining = true;
  }

  async readiness(): Promise<Readiness> {
    const results = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, (await this.#passes(name, check)) ? 'ok' : 'failed'] as const),
    );
    const checks = Object.fromEntries([['accepting', this.#draining ? 'failed' : 'ok'] as const, ...results]);
    return { status: Object.values(checks).every((result) => result === 'ok') ? 'ready' : 'not_ready', checks };
  }

  async #passes(name: string, check: HealthCheck): Promise<boolean> {
    let running = this.#running.get(name);
    if (running === undefined) {
      running = this.#run(name, check).finally(() => this.#running.delete(name));
      this.#running.set(name, running);
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), CHECK_TIMEOUT_MS);
    });
    try {
      return await Promise.race([running, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #run(name: string, check: HealthCheck): Promise<boolean> {
    try {
      return await check();
    } catch (error) {
      // The answer is public and names no cause.
      this.logger.warn({ err: error, check: name }, 'health check failed');
      return false;
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
