import { stringify } from 'csv-stringify/sync';
import ExcelJS from 'exceljs';

export type SheetFormat = 'csv' | 'xlsx';

/** A column of a list, as files of it have it. */
export interface Column {
  readonly field: string;
  /** What stands in the header; the field's own name is taken too. */
  readonly title: string;
  readonly kind: 'text' | 'integer' | 'boolean' | 'day' | 'time' | 'list';
  /** How people write codes: label → code. A code itself is taken too. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly optional?: true;
}

export const MEDIA_TYPE: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const COLUMN_WIDTH = 18;

/**
 * Rows as a file. CSV is UTF-8 with the mark that makes Excel see it, and a text that a spreadsheet would take for a formula has an apostrophe
 * before it; in a workbook every cell is a text, which is never one.
 */
export async function writeSheet(
  format: SheetFormat,
  columns: readonly Column[],
  rows: readonly Readonly<Record<string, unknown>>[],
  name = '名录',
): Promise<Buffer> {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map((column) => textOf(column, row[column.field])))];
  if (format === 'csv') return Buffer.from(stringify(lines, { bom: true, escape_formulas: true, record_delimiter: 'windows' }), 'utf8');
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(name);
  for (const line of lines) sheet.addRow(line);
  sheet.columns.forEach((column) => Object.assign(column, { width: COLUMN_WIDTH, numFmt: '@' }));
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A value as a person reads it; imports read it back. */
function textOf(column: Column, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => labelled(column, String(item))).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  return labelled(column, String(value as string | number));
}

const labelled = ({ labels }: Column, code: string): string =>
  Object.entries(labels ?? {}).find(([, known]) => known === code)?.[0] ?? code;
