import pg from 'pg';
import type { ClientBase, CustomTypesConfig } from 'pg';
import { canonicalRow, foldBatch, touchedBy, type ProjectionShape } from '../projection.js';
import { TurnRefused, type Turn, type TurnOutcome, type TurnOwner } from '../subscription.js';
import type { Checkpoints } from './checkpoints.js';
import { sqlType } from './projection-ddl.js';
import { prepared, type Prepared } from './prepared.js';
import { RowArrays } from './row-arrays.js';

export type Row = Record<string, unknown>;

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/** How stored values become those of a row: whole numbers as numbers, instants as ISO 8601 UTC, dates as they are written. */
const ROW_TYPES: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') => {
    if (oid === INT8) return Number;
    if (oid === DATE) return (text: string) => text;
    const parse = pg.types.getTypeParser(oid, format ?? 'text') as (text: string) => unknown;
    return oid === TIMESTAMPTZ ? (text: string) => (parse(text) as Date).toISOString() : parse;
  }) as CustomTypesConfig['getTypeParser'],
};

/**
 * Writes a projection's rows: one statement loads what a batch touches, one writes, removes and moves the checkpoint. The second is one
 * transaction by itself. The first needs no lock: only the owner under the current epoch writes, and the second statement changes
 * nothing when the epoch or the place is another by then.
 */
export class ProjectionWriter<Item> {
  private readonly canonical: (row: object) => Row;
  private readonly names: readonly string[];
  private readonly arrays: RowArrays;
  private readonly loadingOne: Prepared;
  private readonly loading: Prepared;
  private readonly writing: Prepared;
  private readonly writingGuarded: Prepared;
  private readonly filling: Prepared;
  private readonly clearing: Prepared;

  constructor(
    private readonly projection: ProjectionShape<Item>,
    /** The table, qualified where it must be. */
    readonly table: string,
    /** The checkpoint's guarded move, with `$1` to `$4`, and what holds one without a place, with `$1` and `$2`. */
    { guardedMove, holdUnplaced }: Pick<Checkpoints, 'guardedMove' | 'holdUnplaced'> = { guardedMove: '', holdUnplaced: '' },
  ) {
    const { columns, key } = projection;
    this.canonical = canonicalRow(columns);
    this.names = Object.keys(columns);
    const keyType = sqlType(columns[key]!);
    const all = this.names.map((name) => `"${name}"`).join(', ');
    const others = this.names.filter((name) => name !== key).map((name) => `"${name}" = excluded."${name}"`);
    const onConflict = others.length === 0 ? 'NOTHING' : `UPDATE SET ${others.join(', ')}`;
    this.arrays = new RowArrays(columns);
    const insert = (first: number, when = 'true'): string =>
      `INSERT INTO ${table} (${all}) SELECT ${this.arrays.selected} FROM ${this.arrays.from(first)} WHERE ${when}`;
    const write = (removed: number, when = 'true'): { insert: string; remove: string } => ({
      insert: `${insert(removed + 1, when)} ON CONFLICT ("${key}") DO ${onConflict}`,
      remove: `DELETE FROM ${table} WHERE "${key}" = ANY($${removed}::${keyType}[]) AND ${when}`,
    });
    const free = write(1);
    const guarded = write(5, 'EXISTS (SELECT 1 FROM moved)');
    // One plan serves any single key; how many keys there are decides the plan, so that it is made anew for each list of them.
    this.loadingOne = prepared(`SELECT ${all} FROM ${table} WHERE "${key}" = $1::${keyType}`);
    this.loading = prepared(`SELECT ${all} FROM ${table} WHERE "${key}" = ANY($1::${keyType}[])`);
    this.writing = prepared(`WITH written AS (${free.insert}) ${free.remove}`);
    this.writingGuarded = prepared(
      `WITH moved AS (${guardedMove} RETURNING 1), written AS (${guarded.insert}), removed AS (${guarded.remove}) SELECT count(*)::int AS n FROM moved`,
    );
    // No COPY: PostgreSQL refuses it on tables whose rows are secured.
    this.filling = prepared(
      `WITH held AS (${holdUnplaced}), written AS (${insert(3, 'EXISTS (SELECT 1 FROM held)')})
       SELECT count(*)::int AS n FROM held`,
    );
    this.clearing = prepared(
      `WITH held AS (${holdUnplaced}), removed AS (DELETE FROM ${table} WHERE EXISTS (SELECT 1 FROM held)) SELECT count(*)::int AS n FROM held`,
    );
  }

  /** Handles a batch in its turn. @throws TurnRefused */
  async apply(client: ClientBase, items: readonly Item[], turn: Turn): Promise<TurnOutcome> {
    const changes = await this.fold(client, items);
    if (changes === null) return 'to_move';
    const values = [turn.name, turn.epoch, turn.from, turn.to, changes.removed, ...this.arrays.values(changes.written)];
    const { rows } = await client.query<{ n: number }>({ ...this.writingGuarded, values });
    if (rows[0]?.n !== 1) throw new TurnRefused('the projection has another owner or place');
    return 'moved';
  }

  /** Handles a batch without any checkpoint: for a rebuild beside the live table. */
  async applyFreely(client: ClientBase, items: readonly Item[]): Promise<void> {
    const changes = await this.fold(client, items);
    if (changes !== null) await client.query({ ...this.writing, values: [changes.removed, ...this.arrays.values(changes.written)] });
  }

  /** The rows of whole streams, of which each row is made by one alone: nothing need be loaded. */
  rowsOf(items: readonly Item[]): readonly Row[] {
    return foldBatch(this.projection, this.canonical, new Map(), touchedBy(this.projection, items)).written;
  }

  /**
   * Writes rows that come before the first place of a subscription and are not there yet, while `owned` owns it.
   * @throws TurnRefused
   */
  async fill(client: ClientBase, rows: readonly Row[], { name, epoch }: TurnOwner): Promise<void> {
    const { rows: held } = await client.query<{ n: number }>({ ...this.filling, values: [name, epoch, ...this.arrays.values(rows)] });
    if (held[0]?.n !== 1) throw new TurnRefused('the projection has another owner or a place');
  }

  /** Removes what an owner left who did not come to the first place. @throws TurnRefused */
  async clear(client: ClientBase, { name, epoch }: TurnOwner): Promise<void> {
    const { rows } = await client.query<{ n: number }>({ ...this.clearing, values: [name, epoch] });
    if (rows[0]?.n !== 1) throw new TurnRefused('the projection has another owner or a place');
  }

  private async fold(client: ClientBase, items: readonly Item[]) {
    const touched = touchedBy(this.projection, items);
    if (touched.keys.length === 0) return null;
    const changes = foldBatch(this.projection, this.canonical, await this.load(client, touched.keys), touched);
    return changes.written.length === 0 && changes.removed.length === 0 ? null : changes;
  }

  private async load(client: ClientBase, keys: readonly string[]): Promise<Map<string, Row>> {
    const statement = keys.length === 1 ? { ...this.loadingOne, values: [keys[0]] } : { ...this.loading, values: [keys] };
    const { rows } = await client.query<unknown[]>({ ...statement, rowMode: 'array', types: ROW_TYPES });
    const at = this.names.indexOf(this.projection.key);
    const found = new Map<string, Row>();
    for (const values of rows) {
      const row: Row = {};
      for (let index = 0; index < this.names.length; index += 1) row[this.names[index]!] = values[index];
      found.set(values[at] as string, row);
    }
    return found;
  }
}
