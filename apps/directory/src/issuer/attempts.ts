import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { derivedKey, type Sessions } from '@xiezhi/service';

/** Failures that are forgiven before waiting begins: of one account's name, and of one client address, which many may share. */
const FORGIVEN = { name: 5, address: 30 } as const;
const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 900;
/** Failures older than this are forgotten. */
const REMEMBERED = '1 hour';
/** Old rows removed with each attempt: more than it adds. */
const SWEEP_ROWS = 4;

type Kind = keyof typeof FORGIVEN;

/** An attempt that was counted; to be taken back when it succeeds. */
export interface Attempt {
  /** Seconds to wait before anything is looked at; 0: go on. */
  readonly waitSeconds: number;
  readonly digests: readonly Buffer[];
}

/**
 * Slows those who guess (登录限速), per account's name and per client address, over all processes. An attempt is counted before the
 * password is looked at, so that many at once gain nothing; a name that does not exist is counted like one that does.
 */
export class Attempts {
  readonly #key: KeyObject;

  constructor(
    private readonly sessions: Pick<Sessions, 'pool'>,
    masterKey: Uint8Array,
  ) {
    this.#key = createSecretKey(derivedKey(masterKey, 'sign-in attempts'));
  }

  /** Counts an attempt as failed, unless one must still wait. */
  async begin(name: string, address: string): Promise<Attempt> {
    const digests = [this.#digest('name', name), this.#digest('address', address)];
    const { rows } = await this.sessions.pool.query<{ wait: number | null }>(
      `WITH old AS (
         SELECT digest FROM failed_attempts WHERE last_failed_at < now() - interval '${REMEMBERED}' AND digest <> ALL ($1::bytea[])
         ORDER BY last_failed_at LIMIT ${SWEEP_ROWS} FOR UPDATE SKIP LOCKED),
       swept AS (DELETE FROM failed_attempts USING old WHERE failed_attempts.digest = old.digest),
       counted AS (
         INSERT INTO failed_attempts AS kept (digest, forgiven, failures, last_failed_at, blocked_until, refused)
         SELECT digest, forgiven, 1, clock_timestamp(), clock_timestamp(), false
         FROM unnest($1::bytea[], $2::int[]) AS asked (digest, forgiven) ORDER BY digest
         ON CONFLICT (digest) DO UPDATE SET
           refused = kept.blocked_until > clock_timestamp(),
           last_failed_at = CASE WHEN kept.blocked_until > clock_timestamp() THEN kept.last_failed_at ELSE clock_timestamp() END,
           failures = CASE
             WHEN kept.blocked_until > clock_timestamp() THEN kept.failures
             WHEN kept.last_failed_at < clock_timestamp() - interval '${REMEMBERED}' THEN 1
             ELSE kept.failures + 1 END,
           blocked_until = CASE
             WHEN kept.blocked_until > clock_timestamp() THEN kept.blocked_until
             WHEN kept.failures < kept.forgiven OR kept.last_failed_at < clock_timestamp() - interval '${REMEMBERED}' THEN clock_timestamp()
             ELSE clock_timestamp() + least($3, $4 * 2 ^ least(kept.failures - kept.forgiven, 20)) * interval '1 second' END
         RETURNING refused, blocked_until)
       SELECT ceil(extract(epoch FROM max(blocked_until) FILTER (WHERE refused) - clock_timestamp()))::int AS wait FROM counted`,
      [digests, [FORGIVEN.name, FORGIVEN.address], LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS],
    );
    return { waitSeconds: Math.max(0, rows[0]?.wait ?? 0), digests };
  }

  /** It succeeded: the name's failures are forgotten, and this one of the address's. */
  async succeeded({ digests: [name, address] }: Attempt): Promise<void> {
    await this.sessions.pool.query(
      `WITH one AS (UPDATE failed_attempts SET failures = greatest(0, failures - 1), blocked_until = now() WHERE digest = $2)
       DELETE FROM failed_attempts WHERE digest = $1`,
      [name, address],
    );
  }

  #digest(kind: Kind, value: string): Buffer {
    return createHmac('sha256', this.#key).update(`${kind}\n${value}`).digest();
  }
}
