import type { Pool } from 'pg';
import type { Checkpoint } from '../message.js';
import { projectionSubscription, tableName } from '../projection.js';
import { Lanes } from '../timing.js';
import { Checkpoints } from './checkpoints.js';
import { qualified } from './identifiers.js';
import { PositionWaiters } from './position-waiters.js';
import type { AnyProjection } from './projection-ddl.js';

/** Milliseconds between looks while the version of this program is not the active one yet. */
const LOOK_EVERY_MS = 1_000;

/** Versions that are made ready at a time: each keeps a connection, a processor of the server and its disk busy. */
export const MADE_READY_TOGETHER = 2;

/** Which table each read model is queried from. A new version builds beside the active one and becomes active when it has caught up. */
export class ReadModels {
  private readonly active = new Map<string, number>();
  private readonly known = new Map<string, number>();
  private looking: ReturnType<typeof setInterval> | null = null;
  private readonly models: string;
  private readonly checkpoints: Checkpoints;
  private readonly making = new Lanes(MADE_READY_TOGETHER);
  private readonly switching = new Map<string, Promise<void>>();
  /** Who waits for an older version, by read model. */
  private readonly waiting = new Map<string, PositionWaiters>();

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
    projections: readonly AnyProjection[],
    /** Gives a version that has caught up what its queries need, before they come. */
    private readonly makeReady: (projection: AnyProjection) => Promise<void>,
  ) {
    this.models = qualified(schema, 'read_models');
    this.checkpoints = new Checkpoints(pool, schema);
    for (const { name, version } of projections) this.known.set(name, Math.max(version, this.known.get(name) ?? 0));
  }

  /** Learns which versions are active; a read model without any takes this program's. Looks again while another one is active. */
  async start(): Promise<void> {
    const names = [...this.known.keys()];
    await this.pool.query(
      `INSERT INTO ${this.models} (name, active_version) SELECT * FROM unnest($1::text[], $2::int[]) ON CONFLICT (name) DO NOTHING`,
      [names, [...this.known.values()]],
    );
    await this.refresh();
    if (this.behind()) {
      this.looking ??= setInterval(() => void this.refresh().catch(() => undefined), LOOK_EVERY_MS);
      this.looking.unref();
    }
  }

  stop(): void {
    if (this.looking !== null) clearInterval(this.looking);
    this.looking = null;
  }

  /**
   * The qualified table to query: the active version, but never one newer than this program knows.
   * @throws Error for a projection that was not given to the constructor
   */
  table(projection: AnyProjection): string {
    const known = this.known.get(projection.name);
    if (known === undefined) throw new Error(`projection ${projection.name} is not one of this service`);
    const version = Math.min(this.active.get(projection.name) ?? known, known);
    return qualified(this.schema, tableName({ name: projection.name, version }));
  }

  /** False while an older version, which may lack columns, is still the one to query. */
  current(projection: AnyProjection): boolean {
    return (this.active.get(projection.name) ?? projection.version) >= projection.version;
  }

  /**
   * Waits until the older version that is queried holds everything up to `position`; false when that took longer than `timeoutMs`, as it does when
   * no process of the release before is there any more. `null` when this program's own version is the one to query.
   */
  async olderReached(projection: AnyProjection, position: Checkpoint, timeoutMs: number): Promise<boolean | null> {
    if (this.current(projection)) return null;
    const { name } = projection;
    const waiters = this.waiting.get(name) ?? new PositionWaiters(() => this.placeOf(name));
    this.waiting.set(name, waiters);
    return await waiters.wait(position, timeoutMs, null, () => false);
  }

  /** How far the version that is queried has been filled, by whichever process. */
  private async placeOf(name: string): Promise<Checkpoint | null> {
    const version = this.active.get(name)!;
    return (await this.checkpoints.read(projectionSubscription({ name, version })))?.position ?? null;
  }

  /** Makes a version that has caught up the one to query, once it is ready for that; an older version never replaces a newer one. */
  async activate(projection: AnyProjection): Promise<void> {
    if ((this.active.get(projection.name) ?? 0) >= projection.version) return;
    const running = this.switching.get(projection.name);
    if (running !== undefined) return await running;
    const switching = this.making.run(() => this.switchTo(projection)).finally(() => this.switching.delete(projection.name));
    this.switching.set(projection.name, switching);
    await switching;
  }

  private async switchTo(projection: AnyProjection): Promise<void> {
    await this.makeReady(projection);
    await this.pool.query(
      `UPDATE ${this.models} SET previous_version = active_version, active_version = $2, switched_at = now()
       WHERE name = $1 AND active_version < $2`,
      [projection.name, projection.version],
    );
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    const { rows } = await this.pool.query<{ name: string; version: number }>(
      `SELECT name, active_version AS version FROM ${this.models} WHERE name = ANY($1)`,
      [[...this.known.keys()]],
    );
    for (const { name, version } of rows) this.active.set(name, version);
    if (!this.behind()) this.stop();
  }

  private behind(): boolean {
    return [...this.known].some(([name, version]) => (this.active.get(name) ?? version) < version);
  }
}
