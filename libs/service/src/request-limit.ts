import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from './config.js';
import { HttpProblem } from './problem.js';

const MINUTE_MS = 60_000;
/** Callers counted at once; of more, those not seen for longest begin anew. */
const COUNTED_CALLERS = 50_000;
/** Probes of a load balancer, which share an address with those it forwards. */
const UNCOUNTED = /^\/health\//;

/** An account is counted as one wherever it calls from; who has none by the address, IPv6 by the network. */
const callerOf = ({ principal, ip }: FastifyRequest): string =>
  principal === null ? `address ${rateLimit.normalizeIP(ip)}` : `account ${principal.agency} ${principal.account}`;

/**
 * Refuses a caller who sends more than `RATE_LIMIT_PER_MINUTE`; `null` where there is no limit.
 * The refusal is 429 `request.too_many` with the seconds after which the next is taken.
 */
export async function requestLimit(
  fastify: FastifyInstance,
  { rateLimitPerMinute: max }: Pick<Config, 'rateLimitPerMinute'>,
): Promise<((request: FastifyRequest) => Promise<void>) | null> {
  if (max === 0) return null;
  await fastify.register(rateLimit, { global: false, max, timeWindow: MINUTE_MS, cache: COUNTED_CALLERS, keyGenerator: callerOf });
  const count = fastify.createRateLimit();
  return async (request) => {
    if (UNCOUNTED.test(request.routeOptions.url ?? '')) return;
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    throw new HttpProblem({
      status: 429,
      code: 'request.too_many',
      detail: `请求过多,请在 ${counted.ttlInSeconds} 秒后再试。Too many requests; try again in ${counted.ttlInSeconds} seconds.`,
      retryAfter: counted.ttlInSeconds,
    });
  };
}
