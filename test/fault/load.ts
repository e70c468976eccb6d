import { randomUUID } from 'node:crypto';
import { until, type Answer, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { notice } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const RETRY_PAUSE_MS = 50;
/** Longest that one command may stay without an answer that settles it: longer than any restart takes. */
const LONGEST_MS = 90_000;
const PAUSE_BETWEEN_MS = 20;

export interface CommandBody {
  readonly id: string;
  readonly revision: number;
  readonly replayed: boolean;
}

/** A command that was accepted, and how to send it again. */
export interface Accepted {
  readonly kind: 'send' | 'assign';
  readonly id: string;
  readonly revision: number;
  readonly lawyerId: string | null;
  again(): Promise<Answer<CommandBody>>;
}

export interface LoadOptions {
  readonly court: Api;
  readonly officer: Api;
  /** Lawyers who may take every notice. */
  readonly lawyers: readonly string[];
  readonly callers: number;
}

/** The platform did not listen; and: it went while a command was under way. */
export const NOT_THERE = 'not there';
export const LOST = 'lost';

const isRefused = (error: unknown): boolean =>
  ((error as { cause?: { code?: unknown } }).cause?.code ?? (error as { code?: unknown }).code) === 'ECONNREFUSED';

/** What a caller met on its way, by what it was: statuses, codes of problems, lost connections. */
export type Met = ReadonlyMap<string, number>;

/**
 * Callers that send notices and assign lawyers, each one at a time. A command without an answer, or answered with 503, is sent again
 * under its key until it is accepted: that is what the platform asks of its callers.
 */
export class Load {
  readonly accepted: Accepted[] = [];
  /** Refusals that no caller should ever meet here. */
  readonly wrong: string[] = [];
  readonly #met = new Map<string, number>();
  readonly #callers: readonly Promise<void>[];
  #stopping = false;

  constructor(private readonly options: LoadOptions) {
    this.#callers = Array.from({ length: options.callers }, (_, index) => this.#call(index));
  }

  get met(): Met {
    return this.#met;
  }

  /** Requests that were sent, and the lawyers assigned to them. */
  get assigned(): ReadonlyMap<string, string> {
    return new Map(this.accepted.flatMap(({ kind, id, lawyerId }) => (kind === 'assign' ? [[id, lawyerId!] as const] : [])));
  }

  get sent(): readonly string[] {
    return this.accepted.flatMap(({ kind, id }) => (kind === 'send' ? [id] : []));
  }

  /** Until callers have done `more` commands, so that a fault falls into real work. @throws Error when it takes longer */
  async accepts(more: number, withinMs: number): Promise<void> {
    const enough = this.accepted.length + more;
    await until(
      () => Promise.resolve(this.accepted.length),
      (count) => count >= enough,
      withinMs,
    );
  }

  /** Every caller finishes what it began. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#callers);
  }

  async #call(caller: number): Promise<void> {
    const { court, officer, lawyers } = this.options;
    for (let round = caller; !this.#stopping; round += 1) {
      const body = notice();
      const id = await this.#until('send', null, (key) => court.post(REQUESTS, body, key));
      if (id === null) return;
      const lawyerId = lawyers[round % lawyers.length]!;
      await this.#until('assign', lawyerId, (key) => officer.post(`${REQUESTS}/${id}/assign`, { lawyerId }, key));
      await pause(PAUSE_BETWEEN_MS);
    }
  }

  async #until(
    kind: Accepted['kind'],
    lawyerId: string | null,
    send: (key: string) => Promise<Answer<CommandBody & ProblemBody>>,
  ): Promise<string | null> {
    const key = randomUUID();
    const deadline = Date.now() + LONGEST_MS;
    while (Date.now() < deadline) {
      const answer = await send(key).catch((error: unknown) => this.#count(isRefused(error) ? NOT_THERE : LOST));
      if (answer === undefined) {
        await pause(RETRY_PAUSE_MS);
        continue;
      }
      if (answer.status < 300) {
        const { id, revision, replayed } = answer.body;
        this.#count(replayed ? 'accepted before' : 'accepted');
        this.accepted.push({ kind, id, revision, lawyerId, again: () => send(key) });
        return id;
      } else if (answer.status === 503) {
        this.#count(`503 ${answer.body.code}`);
      } else {
        this.wrong.push(`${kind}: ${answer.status} ${answer.body.code}`);
        return null;
      }
      await pause(RETRY_PAUSE_MS);
    }
    this.wrong.push(`${kind}: not accepted within ${LONGEST_MS} ms`);
    return null;
  }

  #count(what: string): void {
    this.#met.set(what, (this.#met.get(what) ?? 0) + 1);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts a load on a platform with the demonstration's lawyers. */
export async function startLoad(apis: { readonly courtClerk: Api; readonly institutionOfficer: Api }, callers = 8): Promise<Load> {
  const { courtClerk: court, institutionOfficer: officer } = apis;
  const { body: first } = await court.post<CommandBody & { position: string }>(REQUESTS, notice());
  await court.get(`${REQUESTS}/${first.id}?after=${first.position}`);
  const { body } = await officer.get<{ items: readonly { lawyerId: string; may: boolean }[] }>(`${REQUESTS}/${first.id}/candidates`);
  await court.post(`${REQUESTS}/${first.id}/withdraw`, { reason: '重复' });
  const lawyers = body.items.filter(({ may }) => may).map(({ lawyerId }) => lawyerId);
  if (lawyers.length === 0) throw new Error('a load needs lawyers who may take its notices');
  return new Load({ court, officer, lawyers, callers });
}

/** Sends up to `limit` accepted commands again; answers that differ from the first, in words. */
export async function differingReplays(accepted: readonly Accepted[], limit: number): Promise<readonly string[]> {
  const every = Math.max(1, Math.ceil(accepted.length / limit));
  const differing: string[] = [];
  for (const command of accepted.filter((_, index) => index % every === 0)) {
    const { status, body } = await command.again();
    const same = status < 300 && body.id === command.id && body.revision === command.revision && body.replayed;
    if (!same) differing.push(`${command.kind} ${command.id}: ${status} ${JSON.stringify(body)}`);
  }
  return differing;
}

/** Starts it as soon as the platform has what it needs, and lets it do the first of its work. */
export async function loadUnderWay(apis: Parameters<typeof startLoad>[0], withinMs: number): Promise<Load> {
  const { value } = await until(
    () => startLoad(apis).catch(() => null),
    (started) => started !== null,
    withinMs,
  );
  await value!.accepts(100, withinMs);
  return value!;
}
