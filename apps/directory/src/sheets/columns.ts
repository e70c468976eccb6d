import type { Column } from '@xiezhi/service';
import type { BadCell } from './read-sheet.js';

export type { Column } from '@xiezhi/service';

const FULL_WIDTH = /[０-９：－／．]/;
const SEPARATORS = /[、,，;；]/;
/** Days as spreadsheets write them; each can be read in one way only. */
const DAY = /^(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?$/;
const TIME = /^(\d{1,2}):(\d{2})(?::00)?$/;
const BOOLEANS: Readonly<Record<string, boolean>> = { 是: true, 否: false, true: true, false: false, TRUE: true, FALSE: false };

const bad = (code: string, detail: string): BadCell => ({ code, detail });

/**
 * The value of a cell by its column, `undefined` when it is empty. Nothing is guessed and no text is changed: what cannot be read in one way is
 * refused with what to do.
 */
export function valueOf(column: Column, cell: string): { readonly value: unknown } | BadCell {
  if (cell === '') return { value: undefined };
  if (cell.trim() !== cell) return bad('sheet.spaces', '请删除前后的空格。Remove the spaces before or behind.');
  switch (column.kind) {
    case 'text':
      return coded(column, cell);
    case 'list':
      return listed(column, cell);
    case 'boolean': {
      const value = BOOLEANS[cell];
      return value === undefined ? bad('sheet.not_yes_or_no', '请填“是”或“否”。Write 是 or 否.') : { value };
    }
    default:
      if (FULL_WIDTH.test(cell)) return bad('sheet.full_width', '请使用半角数字和符号。Use half-width digits and signs.');
      return numeric(column.kind, cell);
  }
}

function numeric(kind: 'integer' | 'day' | 'time', cell: string): { readonly value: unknown } | BadCell {
  if (kind === 'integer') {
    return /^\d{1,9}$/.test(cell) ? { value: Number(cell) } : bad('sheet.not_a_number', '请填整数。Write a whole number.');
  }
  const [, one = '', two = '', three = ''] = (kind === 'day' ? DAY : TIME).exec(cell) ?? [];
  const two0 = (text: string): string => text.padStart(2, '0');
  if (kind === 'time') {
    return one === '' ? bad('sheet.not_a_time', '请填时间,如 09:30。Write a time such as 09:30.') : { value: `${two0(one)}:${two}` };
  }
  return one === ''
    ? bad('sheet.not_a_day', '请填日期,如 2026-03-02。Write a day such as 2026-03-02.')
    : { value: `${one}-${two0(two)}-${two0(three)}` };
}

function coded({ labels }: Column, cell: string): { readonly value: unknown } | BadCell {
  if (labels === undefined) return { value: cell };
  const code = Object.hasOwn(labels, cell) ? labels[cell] : Object.values(labels).find((known) => known === cell);
  if (code !== undefined) return { value: code };
  if (FULL_WIDTH.test(cell)) return bad('sheet.full_width', '请使用半角数字和符号。Use half-width digits and signs.');
  return bad('sheet.unknown_value', `请填下列之一。Write one of: ${Object.keys(labels).slice(0, 12).join('、')}`);
}

function listed(column: Column, cell: string): { readonly value: unknown } | BadCell {
  const values: unknown[] = [];
  for (const part of cell.split(SEPARATORS)) {
    const found = coded(column, part.trim());
    if (!('value' in found)) return found;
    values.push(found.value);
  }
  return { value: values };
}
