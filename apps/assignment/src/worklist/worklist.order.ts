import { invalidRequest, isInstant } from '@xiezhi/service';

/** What a worklist can be sorted by: 期限、送达时间、案号. */
export const WORKLIST_SORTS = ['due', 'sent', 'number'] as const;
export const SORT_ORDERS = ['asc', 'desc'] as const;

export interface WorklistOrder {
  readonly sort: (typeof WORKLIST_SORTS)[number];
  readonly order: (typeof SORT_ORDERS)[number];
}

/** The last row seen: what it is sorted by, and its id. */
export interface WorklistCursor {
  readonly key: string;
  readonly id: string;
}

const ID_LENGTH = 36;

/** @throws HttpProblem 400 for a cursor that no page of this order gave */
export function cursorOf(cursor: string | undefined, { sort }: WorklistOrder): WorklistCursor | null {
  if (cursor === undefined) return null;
  const [key, id] = [cursor.slice(0, -ID_LENGTH - 1), cursor.slice(-ID_LENGTH)];
  if (sort === 'number' || isInstant(key)) return { key, id };
  throw invalidRequest([{ path: 'cursor', code: 'cursor.invalid', detail: 'must be the next of a page in the same order' }]);
}

/** How a worklist's rows are ordered, and which come after a cursor, in the very form that the indexes have. */
export function orderOf(
  { sort, order }: WorklistOrder,
  cursor: WorklistCursor | null,
  caseNumber: string,
  value: (of: unknown) => string,
): { readonly orderBy: string; readonly after: string } {
  const rising = order === 'asc';
  if (sort === 'number') {
    const [beyond, from] = rising ? ['~>~', '~>=~'] : ['~<~', '~<=~'];
    const orderBy = `${caseNumber} USING ${rising ? '~<~' : '~>~'}, id ${order}`;
    if (cursor === null) return { orderBy, after: '' };
    const [key, id] = [value(cursor.key), value(cursor.id)];
    return {
      orderBy,
      after: ` AND ${caseNumber} ${from} ${key} AND (${caseNumber} ${beyond} ${key} OR id ${rising ? '>' : '<'} ${id}::uuid)`,
    };
  }
  const column = sort === 'due' ? 'due_at' : 'received_at';
  const orderBy = `${column} ${order}, id ${order}`;
  if (cursor === null) return { orderBy, after: '' };
  const [key, id] = [value(cursor.key), value(cursor.id)];
  return { orderBy, after: ` AND (${column}, id) ${rising ? '>' : '<'} (${key}::timestamptz, ${id}::uuid)` };
}
