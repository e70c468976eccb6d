import { Rejected } from '@xiezhi/eventsourcing';
import { fieldErrors } from '@xiezhi/service';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { valueOf, type Column } from '../sheets/columns.js';
import { isBad, type Sheet, type SheetCell } from '../sheets/read-sheet.js';
import type { ImportKind } from './import-kinds.js';

/** One thing that is wrong in a file: where, and what to do. */
export interface RowError {
  /** The row as the spreadsheet numbers it. */
  readonly row: number;
  /** The column's title. */
  readonly column: string;
  /** Where that is in the file, as the spreadsheet names it (`C3`); `null` where the fault is the whole row's. */
  readonly cell: string | null;
  readonly code: string;
  readonly detail: string;
}

/** A fault before its cell is known. */
export type RowFault = Omit<RowError, 'cell'>;

/** A row that is sound by itself. */
export interface SoundRow {
  readonly row: number;
  readonly value: object;
}

export interface CheckedRows {
  readonly sound: readonly SoundRow[];
  readonly errors: readonly RowFault[];
  /** The letters of the columns, by title. */
  readonly letters: ReadonlyMap<string, string>;
}

/**
 * The rows of a sheet by a list's columns, each checked like a request of its own.
 * @throws Rejected `import.invalid` when the header lacks a column, has one twice, or one the list does not know
 */
export function rowsOf({ columns, request }: ImportKind, { header, rows }: Sheet): CheckedRows {
  const placed = placeColumns(columns, header);
  const sound: SoundRow[] = [];
  const errors: RowFault[] = [];
  for (const { row, cells } of rows) {
    const found = rowOf(placed, row, cells);
    const value = plainToInstance(request, found.plain, { enableImplicitConversion: false });
    // A cell that could not be read has said so itself.
    const unread = new Set(found.errors.map(({ column }) => column));
    const wrong = fieldErrors(validateSync(value, { whitelist: true, forbidNonWhitelisted: true }))
      .map(({ path, code, detail }) => ({ row, column: titleOf(columns, path), code, detail }))
      .filter(({ column }) => !unread.has(column));
    if (found.errors.length + wrong.length === 0) sound.push({ row, value });
    errors.push(...found.errors, ...wrong);
  }
  const letters = new Map(placed.flatMap((column, index) => (column === null ? [] : [[column.title, letterOf(index)] as const])));
  return { sound, errors, letters };
}

const LETTERS = 26;

/** A column as spreadsheets name it: `A`, `Z`, `AA`. */
const letterOf = (index: number): string =>
  (index >= LETTERS ? letterOf(Math.floor(index / LETTERS) - 1) : '') + String.fromCodePoint(65 + (index % LETTERS));

/** Faults with the cell they are in, by row and from left to right. */
export const located = (letters: ReadonlyMap<string, string>, faults: readonly RowFault[]): readonly RowError[] =>
  faults
    .map((fault) => {
      const letter = letters.get(fault.column) ?? (fault.code === 'sheet.no_header' ? fault.column : undefined);
      return { ...fault, cell: letter === undefined ? null : `${letter}${fault.row}` };
    })
    .sort((a, b) => a.row - b.row);

/** The title of the column that a request's field is in. */
export const titleOf = (columns: readonly Column[], path: string): string =>
  columns.find(({ field }) => field === path.split('.')[0])?.title ?? path;

function rowOf(
  placed: readonly (Column | null)[],
  row: number,
  cells: readonly SheetCell[],
): { readonly plain: Record<string, unknown>; readonly errors: readonly RowFault[] } {
  const plain: Record<string, unknown> = {};
  const errors: RowFault[] = [];
  for (const [index, cell] of cells.entries()) {
    const column = placed[index];
    if (column === undefined || column === null) {
      if (cell === '') continue;
      errors.push({ row, column: letterOf(index), code: 'sheet.no_header', detail: '该列没有标题。This column has no title.' });
      continue;
    }
    const read = isBad(cell) ? cell : valueOf(column, cell);
    if (!('value' in read)) errors.push({ row, column: column.title, code: read.code, detail: read.detail });
    else if (read.value !== undefined) plain[column.field] = read.value;
  }
  for (const column of placed) {
    if (column === null || column.optional === true || column.field in plain) continue;
    if (errors.some((error) => error.column === column.title)) continue;
    errors.push({ row, column: column.title, code: 'field.required', detail: '此项必填。This must be given.' });
  }
  return { plain, errors };
}

function placeColumns(columns: readonly Column[], header: readonly SheetCell[]): readonly (Column | null)[] {
  const wrong: string[] = [];
  const placed = header.map((cell) => {
    if (cell === '') return null;
    const found = isBad(cell) ? undefined : columns.find(({ field, title }) => title === cell.trim() || field === cell.trim());
    if (found === undefined) wrong.push(`不认识的列 unknown column: ${isBad(cell) ? cell.detail : cell}`);
    return found ?? null;
  });
  for (const column of columns) {
    const times = placed.filter((one) => one === column).length;
    if (times > 1) wrong.push(`重复的列 column twice: ${column.title}`);
    if (times === 0 && column.optional !== true) wrong.push(`缺少列 missing column: ${column.title}`);
  }
  if (wrong.length > 0) {
    throw new Rejected('import.invalid', '表头有误,请使用模板。The header has faults; use the template.', {
      errors: wrong.map((detail) => ({ path: 'content', code: 'import.header', detail })),
    });
  }
  return placed;
}
