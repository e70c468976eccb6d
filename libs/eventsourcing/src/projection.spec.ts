import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from './message.js';
import { canonicalRow, checkProjection, type Projection } from './projection.js';
import { recorded, specOfProjection } from './testing.js';

interface CaseRow {
  readonly id: string;
  readonly steps: number;
  readonly seen_at: string | null;
}

const cases: Projection<CaseRow> = {
  name: 'cases',
  version: 1,
  key: 'id',
  columns: { id: 'text', steps: 'integer', seen_at: 'timestamptz' },
  keysOf: ({ stream, type }) => (type === 'Ignored' ? [] : [stream]),
  evolve: (row, { type, data }, id) =>
    type === 'Ended' ? null : { id, steps: (row?.steps ?? 0) + 1, seen_at: (data['at'] as string | undefined) ?? null },
};
const events = (...types: readonly string[]): RecordedEvent[] =>
  recorded(
    'case-1',
    types.map((type) => ({ type, data: { at: '2026-03-01T08:00:00+08:00' } })),
  );

describe('the specification of a projection', () => {
  it('shows rows as they are stored', () => {
    specOfProjection(cases)
      .given(events('Begun', 'Ignored', 'Moved'))
      .thenRow('case-1', { id: 'case-1', steps: 2, seen_at: '2026-03-01T00:00:00.000Z' });
    specOfProjection(cases).given(events('Begun', 'Ended')).thenNoRow('case-1').thenKeys();
    specOfProjection(cases)
      .given(events('Begun', 'Ended', 'Begun'))
      .thenRowLike('case-1', { steps: 1 })
      .thenKeys('case-1');
  });

  it('finds a fold that depends on how items came in batches', () => {
    let folded = 0;
    const counting: Projection<CaseRow> = { ...cases, evolve: (_row, _item, id) => ({ id, steps: (folded += 1), seen_at: null }) };
    expect(() => specOfProjection(counting).given(events('A', 'B'))).toThrow('steps');
  });

  it('finds a fold that changes what it was given', () => {
    const changing: Projection<CaseRow> = {
      ...cases,
      evolve(row, item, id) {
        (item.data as { at: string }).at = 'changed';
        return cases.evolve(row, item, id);
      },
    };
    expect(() => specOfProjection(changing).given(events('A'))).toThrow(TypeError);
  });

  it('finds a row under another key', () => {
    const straying: Projection<CaseRow> = { ...cases, evolve: () => ({ id: 'elsewhere', steps: 1, seen_at: null }) };
    expect(() => specOfProjection(straying).given(events('A'))).toThrow('not under the key');
  });
});

describe('a row in its one form', () => {
  it('has every column, instants in UTC, and only whole numbers where whole numbers belong', () => {
    const canonical = canonicalRow({ id: 'uuid', amount: 'bigint', at: 'timestamptz' });
    expect(canonical({ id: 'ABCDEF00-0000-0000-0000-000000000000' })).toEqual({
      id: 'abcdef00-0000-0000-0000-000000000000',
      amount: null,
      at: null,
    });
    expect(canonical({ at: '2026-03-01T00:00:00Z', amount: 5 })).toMatchObject({ at: '2026-03-01T00:00:00.000Z', amount: 5 });
    expect(() => canonical({ amount: 0.5 })).toThrow(TypeError);
    expect(() => canonical({ amount: 2 ** 53 })).toThrow(TypeError);
  });

  it('is the very row when that is in it already, and not when it holds more or less than the columns', () => {
    const canonical = canonicalRow({ id: 'uuid', amount: 'bigint' });
    const row = { id: 'abcdef00-0000-0000-0000-000000000000', amount: null };
    expect(canonical(row)).toBe(row);
    expect(canonical({ ...row, more: 1 })).toEqual(row);
    expect(canonical({ id: row.id })).toEqual(row);
    expect(canonical({ id: row.id, amount: undefined })).toEqual(row);
  });
});

describe('a projection', () => {
  it('is refused when its names cannot stand in a statement', () => {
    expect(() => checkProjection({ ...cases, name: 'Cases; DROP' })).toThrow('plain identifier');
    expect(() => checkProjection({ ...cases, version: 0 })).toThrow('version');
    expect(() => checkProjection({ ...cases, columns: { ...cases.columns, 'a b': 'text' } })).toThrow('plain identifier');
    expect(() => checkProjection({ ...cases, key: 'steps' })).toThrow('key');
    expect(() => checkProjection({ ...cases, seenBy: { agencies: ['organ'] } })).toThrow('who sees a row');
    expect(() => checkProjection({ ...cases, seenBy: { divisions: ['steps'] } })).toThrow('who sees a row');
    expect(() => checkProjection({ ...cases, seenBy: { lawyerLists: ['organ'] } })).toThrow('what lawyers see a row');
  });
});
