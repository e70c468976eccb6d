import { Rejected } from '@xiezhi/eventsourcing';
import { parse } from 'csv-parse/sync';
import ExcelJS, { type Cell } from 'exceljs';
import type { SheetFormat } from '@xiezhi/service';
import { unpacksWithin } from './zip-size.js';

/** A cell that cannot be taken as it is. */
export interface BadCell {
  readonly code: string;
  readonly detail: string;
}
export type SheetCell = string | BadCell;

/** A sheet's rows as text, the first being the header. `row` is the number the spreadsheet shows. */
export interface Sheet {
  readonly header: readonly SheetCell[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly SheetCell[] }[];
}

export const MAX_ROWS = 2_000;
const MAX_COLUMNS = 40;
const MAX_CELL = 2_000;
/** What a workbook may unpack to. */
const MAX_UNPACKED_BYTES = 32 * 1_048_576;
/** Digits of a number that a spreadsheet keeps. */
const KEPT_DIGITS = 15;
/** Spreadsheets keep a time of day as a fraction of this day. */
const DAY_OF_TIMES = '1899-12-30';
/** What makes a spreadsheet take a text for a formula; exports mark such a text with an apostrophe before it. */
const FORMULA = /^[=@\t\r]|^[+-](?![\d\s()-]*$)/;
const MARKED = /^'[=+\-@\t\r]/;

export const isBad = (cell: SheetCell): cell is BadCell => typeof cell !== 'string';

const unreadable = (detail: string): Rejected =>
  new Rejected('import.invalid', detail, { errors: [{ path: 'content', code: 'import.unreadable', detail }] });
const tooLarge = (detail: string): Rejected =>
  new Rejected('import.invalid', detail, { errors: [{ path: 'content', code: 'import.too_large', detail }] });
const formula: BadCell = {
  code: 'sheet.formula',
  detail: '不接受公式,请以数值粘贴。Formulas are not taken: paste the values.',
};

/**
 * Reads the first sheet of a file; blank rows are passed over.
 * @throws Rejected `import.invalid` for what is no such file, or too large
 */
export async function readSheet(format: SheetFormat, content: Buffer): Promise<Sheet> {
  const all = format === 'csv' ? readCsv(content) : await readWorkbook(content);
  const rows = all.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [header, ...rest] = rows;
  if (header === undefined) throw unreadable('文件是空的。The file is empty.');
  if (rest.length > MAX_ROWS) throw tooLarge(`一次最多导入 ${MAX_ROWS} 行,请分批。At most ${MAX_ROWS} rows at once; split the file.`);
  if (rows.some(({ cells }) => cells.length > MAX_COLUMNS)) throw tooLarge(`最多 ${MAX_COLUMNS} 列。At most ${MAX_COLUMNS} columns.`);
  return { header: header.cells, rows: rest };
}

function readCsv(content: Buffer): Sheet['rows'] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw unreadable('文件不是 UTF-8 编码,请另存为“CSV UTF-8”。The file is not UTF-8: save it as "CSV UTF-8".');
  }
  let records: readonly (readonly string[])[];
  try {
    records = parse(text, { relax_column_count: true, skip_empty_lines: false });
  } catch {
    throw unreadable('不是完整的 CSV 文件(引号未闭合?)。This is no sound CSV file; is a quote left open?');
  }
  return records.map((record, index) => ({ row: index + 1, cells: record.map(csvCell) }));
}

function csvCell(value: string): SheetCell {
  if (MARKED.test(value)) return sized(value.slice(1));
  return FORMULA.test(value) ? formula : sized(value);
}

async function readWorkbook(content: Buffer): Promise<Sheet['rows']> {
  if (!unpacksWithin(content, MAX_UNPACKED_BYTES)) {
    throw unreadable('不是有效的 .xlsx 文件,或解压后过大。This is no sound .xlsx file, or too large when unpacked.');
  }
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(content as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  } catch {
    throw unreadable('不是有效的 .xlsx 文件。This is no sound .xlsx file.');
  }
  const [sheet] = workbook.worksheets;
  if (sheet === undefined) throw unreadable('文件中没有工作表。The file has no sheet.');
  if (sheet.actualRowCount > MAX_ROWS + 1 || sheet.columnCount > MAX_COLUMNS) {
    throw tooLarge(`最多 ${MAX_ROWS} 行、${MAX_COLUMNS} 列。At most ${MAX_ROWS} rows and ${MAX_COLUMNS} columns.`);
  }
  const rows: { row: number; cells: readonly SheetCell[] }[] = [];
  sheet.eachRow((row, number) => {
    rows.push({ row: number, cells: Array.from({ length: sheet.columnCount }, (_, index) => workbookCell(row.getCell(index + 1))) });
  });
  return rows;
}

function workbookCell(cell: Cell): SheetCell {
  const { value } = cell;
  if (cell.isMerged) return { code: 'sheet.merged', detail: '不接受合并单元格,请取消合并。Merged cells are not taken: split them.' };
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return sized(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberCell(value);
  if (value instanceof Date) return dateCell(value);
  if ('richText' in value) return sized(value.richText.map(({ text }) => text).join(''));
  if ('hyperlink' in value) return sized(String(value.text));
  if ('formula' in value || 'sharedFormula' in value) return formula;
  return { code: 'sheet.error', detail: '单元格有错误值。The cell holds an error value.' };
}

/** A number of more digits was changed by the spreadsheet already: long numbers must be kept as text. */
function numberCell(value: number): SheetCell {
  const text = String(value);
  if (/^-?\d+(\.\d+)?$/.test(text) && text.replaceAll(/\D/g, '').length <= KEPT_DIGITS) return text;
  return {
    code: 'sheet.long_number',
    detail: '数字过长已失真,请把单元格设为文本后重新输入。The number is too long: make the cell a text and type it again.',
  };
}

function dateCell(value: Date): SheetCell {
  if (Number.isNaN(value.getTime())) return { code: 'sheet.error', detail: '单元格有错误值。The cell holds an error value.' };
  const [day = '', time = ''] = value.toISOString().split('T');
  if (day === DAY_OF_TIMES) return time.slice(0, 5);
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`;
}

const sized = (value: string): SheetCell =>
  value.length > MAX_CELL ? { code: 'sheet.too_long', detail: `最多 ${MAX_CELL} 个字符。At most ${MAX_CELL} characters.` } : value;
