import { cursorOf, orderOf, SORT_ORDERS, WORKLIST_SORTS } from './worklist.order.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const AT = '2026-02-11T04:00:00.000Z';

describe('a cursor', () => {
  it('names the last row: what it is sorted by, and its id', () => {
    expect(cursorOf(`${AT}|${ID}`, { sort: 'due', order: 'asc' })).toEqual({ key: AT, id: ID });
    expect(cursorOf(undefined, { sort: 'due', order: 'asc' })).toBeNull();
  });

  it('may hold a bar in a case number', () => {
    expect(cursorOf(`（2026）|1号|${ID}`, { sort: 'number', order: 'desc' })).toEqual({ key: '（2026）|1号', id: ID });
  });

  it.each(['due', 'sent'] as const)('given one of another order than %s, is refused', (sort) => {
    expect(() => cursorOf(`（2026）1号|${ID}`, { sort, order: 'asc' })).toThrow('request.invalid');
  });
});

describe('the order of a worklist', () => {
  it('comes to each row by its id where two are alike, in the direction of the whole', () => {
    for (const sort of WORKLIST_SORTS) {
      for (const order of SORT_ORDERS) {
        const values: unknown[] = ['agency'];
        const { orderBy, after } = orderOf({ sort, order }, { key: AT, id: ID }, 'case_number', (of) => `$${values.push(of)}`);
        expect(orderBy.endsWith(`, id ${order}`)).toBe(true);
        expect(values).toEqual(['agency', AT, ID]);
        expect(after).toContain('$2');
        expect(after).toContain(order === 'asc' ? '>' : '<');
      }
    }
  });

  it('asks for nothing more on the first page', () => {
    const value = (): string => {
      throw new Error('no value is needed');
    };
    expect(orderOf({ sort: 'due', order: 'desc' }, null, 'case_number', value)).toEqual({ orderBy: 'due_at desc, id desc', after: '' });
  });
});
