import { createHash } from 'node:crypto';
import { Rejected, type CommandContext } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Principal, SheetFormat } from '@xiezhi/service';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import { readSheet } from '../sheets/read-sheet.js';
import { positionOf } from '../register-answer.js';
import { rowId, type ImportKind, type ImportKindName } from './import-kinds.js';
import { located, rowsOf, titleOf, type RowError, type RowFault, type SoundRow } from './sheet-rows.js';

/** Errors an answer names; the rest are counted. */
const MAX_ERRORS = 200;

/** What a dry run found. */
export interface Checked {
  /** Of the file; the commit names it, so that what was checked is what is imported. */
  readonly digest: string;
  readonly rows: number;
  readonly sound: number;
  readonly errors: readonly RowError[];
  /** Errors in all, also those not named. */
  readonly errorCount: number;
}

/** What a commit did: all rows or none. */
export interface Imported {
  readonly rows: number;
  readonly imported: number;
  /** Rows that changed something; the others were so already. */
  readonly changed: number;
  readonly position: string | null;
}

export interface SheetFile {
  readonly format: SheetFormat;
  readonly content: Buffer;
}

/** A rule's refusal of one row, on its way out of the transaction. */
class RowsRefused extends Error {
  override readonly name = 'RowsRefused';
  constructor(readonly errors: readonly RowFault[]) {
    super('rows were refused');
  }
}

/** Imports of lists from spreadsheets (批量导入): looked through first, then all rows or none. */
export class Imports {
  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
    private readonly kinds: Readonly<Record<ImportKindName, ImportKind>>,
  ) {}

  columnsOf(name: ImportKindName): ImportKind['columns'] {
    return this.kinds[name].columns;
  }

  /**
   * Tries every row as the commit would, and keeps nothing.
   * @throws Rejected `import.invalid` when the file cannot be read at all
   */
  async check(name: ImportKindName, file: SheetFile, caller: Principal): Promise<Checked> {
    const kind = this.kinds[name];
    const sheet = await readSheet(file.format, file.content);
    const { sound, errors, letters } = rowsOf(kind, sheet);
    const all = located(letters, [...errors, ...(await this.#tried(kind, name, sound, caller))]);
    return {
      digest: digestOf(file.content),
      rows: sheet.rows.length,
      sound: sheet.rows.length - new Set(all.map(({ row }) => row)).size,
      errors: all.slice(0, MAX_ERRORS),
      errorCount: all.length,
    };
  }

  /**
   * Imports a file that was checked: every row, or none.
   * @throws Rejected `import.not_checked`, `import.invalid`
   */
  async commit(name: ImportKindName, file: SheetFile, digest: string, caller: Principal, context: CommandContext): Promise<Imported> {
    if (digest !== digestOf(file.content)) {
      const detail = '文件与预检的不同,请先预检。This is not the file that was checked; check it first.';
      throw new Rejected('import.not_checked', detail, { errors: [{ path: 'digest', code: 'import.not_checked', detail }] });
    }
    const kind = this.kinds[name];
    const sheet = await readSheet(file.format, file.content);
    const { sound, errors } = rowsOf(kind, sheet);
    if (errors.length > 0) throw refusal(errors);
    const rows = sound.map((row) => ({ ...row, id: rowId(name, context.commandId, row.row) }));
    const streams = rows.map(({ id, value }) => kind.streamOf(id, value));
    let changed: readonly Changed[];
    try {
      changed = await auditedChange(this.pool, this.log, context, streams, async (tx) => {
        const refused = await tryRows(tx, kind, rows, caller);
        if (refused.length > 0) throw new RowsRefused(refused);
        const changes: Change[] = [];
        for (const { id, value } of rows) changes.push(...(await kind.write(tx, id, value, caller, false)));
        return changes;
      });
    } catch (reason) {
      throw reason instanceof RowsRefused ? refusal(reason.errors) : reason;
    }
    await kind.committed?.(rows.map(({ value }) => value));
    return { rows: rows.length, imported: rows.length, changed: changed.length, position: positionOf(changed) };
  }

  async #tried(kind: ImportKind, name: ImportKindName, sound: readonly SoundRow[], caller: Principal): Promise<readonly RowFault[]> {
    const tx = await this.pool.connect();
    try {
      await tx.query('BEGIN');
      const rows = sound.map((row) => ({ ...row, id: rowId(name, 'trial', row.row) }));
      return await tryRows(tx, kind, rows, caller);
    } finally {
      await tx.query('ROLLBACK');
      tx.release();
    }
  }
}

const digestOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** Writes every row for a trial, so that rows meet each other as they will, and takes all of it back. What rules say is told by row. */
async function tryRows(
  tx: PoolClient,
  kind: ImportKind,
  rows: readonly (SoundRow & { readonly id: string })[],
  caller: Principal,
): Promise<readonly RowFault[]> {
  const errors: RowFault[] = [...repeated(kind, rows)];
  await tx.query('SAVEPOINT trial');
  for (const { row, id, value } of rows) {
    await tx.query('SAVEPOINT one_row');
    try {
      await kind.write(tx, id, value, caller, true);
      await tx.query('RELEASE SAVEPOINT one_row');
    } catch (reason) {
      if (!(reason instanceof Rejected)) throw reason;
      await tx.query('ROLLBACK TO SAVEPOINT one_row');
      errors.push(...errorsOf(kind, row, reason));
    }
  }
  await tx.query('ROLLBACK TO SAVEPOINT trial');
  return errors;
}

/** Rows that are about the same thing: which of them should hold cannot be told. */
function repeated(kind: ImportKind, rows: readonly (SoundRow & { readonly id: string })[]): readonly RowFault[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, id, value }) => {
    const stream = kind.streamOf(id, value);
    const before = first.get(stream);
    if (before === undefined) {
      first.set(stream, row);
      return [];
    }
    const [column] = kind.columns;
    const detail = `与第 ${before} 行重复。The same as row ${before}.`;
    return [{ row, column: column?.title ?? '', code: 'import.row_twice', detail }];
  });
}

const errorsOf = ({ columns }: ImportKind, row: number, { code, message, errors }: Rejected): readonly RowFault[] =>
  errors === undefined || errors.length === 0
    ? [{ row, column: '', code, detail: message }]
    : errors.map((error) => ({ row, column: titleOf(columns, error.path), code: error.code, detail: error.detail }));

/** One refusal with the rows' errors as fields: `rows.5.姓名`. */
const refusal = (errors: readonly RowFault[]): Rejected =>
  new Rejected('import.invalid', `${errors.length} 处有误,未导入任何一行。${errors.length} errors; no row was imported.`, {
    errors: errors
      .slice(0, MAX_ERRORS)
      .map(({ row, column, code, detail }) => ({ path: column === '' ? `rows.${row}` : `rows.${row}.${column}`, code, detail })),
  });
