import fc from 'fast-check';
import { afterPrefix, conditionOf, WORKLIST_STATES } from './worklist.filter.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const NOW = {
  now: '2026-02-11T04:00:00.000Z',
  endOfToday: '2026-02-11T16:00:00.000Z',
  caseNumber: 'case_number',
  languageColumn: 'language',
  phaseColumn: 'phase',
  conflictColumn: 'hearing_conflict',
};

describe('the least text after a prefix', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });

  it('is greater, byte by byte, than everything that begins with the prefix', () => {
    fc.assert(
      fc.property(text, fc.string({ unit: 'binary', maxLength: 12 }), (prefix, rest) => {
        expect(bytes(afterPrefix(prefix)).compare(bytes(prefix + rest))).toBeGreaterThan(0);
      }),
    );
  });

  it('is not greater than a text that comes after the prefix and does not begin with it', () => {
    fc.assert(
      fc.property(text, text, (prefix, other) => {
        fc.pre(!other.startsWith(prefix) && bytes(other).compare(bytes(prefix)) > 0);
        expect(bytes(afterPrefix(prefix)).compare(bytes(other))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it.each([
    ['（2026）藏01', '（2026）藏02'],
    ['\ud7ff', '\ue000'],
    ['a\u{10ffff}', 'b'],
  ])('given %j, is %j', (prefix, after) => {
    expect(afterPrefix(prefix)).toBe(after);
  });
});

describe('a filter of a worklist', () => {
  it('always begins with the agency', () => {
    for (const state of WORKLIST_STATES) {
      const { where, values } = conditionOf({ agency: 'court-540100', as: 'organ', state, q: '藏', organs: ['x'], ...NOW });
      expect(where.startsWith('"organ" = $1 AND ')).toBe(true);
      expect(values[0]).toBe('court-540100');
      expect(where).not.toContain('藏');
      expect([...where.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)).every((number) => number <= values.length)).toBe(true);
    }
  });

  it('narrows to a language, a day, divisions and chosen rows, each with a value of its own', () => {
    const { where, values } = conditionOf({
      agency: 'court-540100',
      as: 'organ',
      language: 'bo',
      dueUntil: NOW.endOfToday,
      divisions: '5401',
      ids: ['x', 'y'],
      ...NOW,
    });
    expect(where).toBe(
      '"organ" = $1 AND due_at IS NOT NULL AND received_at IS NOT NULL AND due_at <= $2 AND received_at <= $3 AND language = $4 AND starts_with(division, $5) AND id = ANY ($6::uuid[])',
    );
    expect(values).toEqual(['court-540100', NOW.endOfToday, NOW.endOfToday, 'bo', '5401', ['x', 'y']]);
  });

  it('counts what is overdue and what is due today as pressing', () => {
    const { where, values } = conditionOf({ agency: 'i', as: 'institution', state: 'pressing', ...NOW });
    expect(where).toBe('"institution" = $1 AND due_at IS NOT NULL AND received_at IS NOT NULL AND open = $2 AND due_at <= $3');
    expect(values).toEqual(['i', true, NOW.endOfToday]);
  });

  it('takes the defence and the end by their part of the course, open or not', () => {
    const { where, values } = conditionOf({ agency: 'i', as: 'institution', open: true, state: 'closing', ...NOW });
    expect(where).toBe('"institution" = $1 AND due_at IS NOT NULL AND received_at IS NOT NULL AND phase = $2 AND open = $3');
    expect(values).toEqual(['i', 'closing', false]);
  });

  it('has what is discovered and not notified in a list of its own', () => {
    const { where, values } = conditionOf({ agency: 'o', as: 'organ', state: 'discovered', ...NOW });
    expect(where).toBe('"organ" = $1 AND due_at IS NOT NULL AND phase = $2 AND open = $3');
    expect(values).toEqual(['o', 'discovered', false]);
  });

  it('takes what is overdue from the open ones alone', () => {
    const { where, values } = conditionOf({ agency: 'i', as: 'institution', state: 'overdue', ...NOW });
    expect(where).toBe('"institution" = $1 AND due_at IS NOT NULL AND received_at IS NOT NULL AND open = $2 AND due_at <= $3');
    expect(values).toEqual(['i', true, NOW.now]);
  });

  it('takes what is confirmed from the defence, not from everything that was settled', () => {
    const { where, values } = conditionOf({ agency: 'i', as: 'institution', state: 'confirmed', ...NOW });
    expect(where).toBe(
      '"institution" = $1 AND due_at IS NOT NULL AND received_at IS NOT NULL AND phase = $2 AND open = $3 AND status = $4',
    );
    expect(values).toEqual(['i', 'defending', false, 'confirmed']);
  });

  it.each([
    ['institution', 'mine', 'closing', ['filed', 'terminated']],
    ['institution', 'theirs', 'defending', ['refused', 'awaiting_own_lawyer']],
    ['organ', 'mine', 'defending', ['refused', 'awaiting_own_lawyer']],
    ['organ', 'theirs', 'closing', ['filed', 'terminated']],
  ] as const)('has of what is settled and waits for one side, to the %s %s, one part of the course alone', (as, turn, phase, statuses) => {
    const { where, values } = conditionOf({ agency: 'a', as, open: false, turn, ...NOW });
    expect(where).toBe(
      `"${as}" = $1 AND due_at IS NOT NULL AND received_at IS NOT NULL AND phase = $2 AND open = $3 AND status = ANY ($4)`,
    );
    expect(values).toEqual(['a', phase, false, statuses]);
  });

  it('has of what is open what waits for a side', () => {
    const { where, values } = conditionOf({ agency: 'i', as: 'institution', open: true, turn: 'theirs', ...NOW });
    expect(where).toBe('"institution" = $1 AND due_at IS NOT NULL AND received_at IS NOT NULL AND open = $2 AND status = ANY ($3)');
    expect(values).toEqual(['i', true, ['returned']]);
  });

  it('finds nothing that has ended and waits for somebody', () => {
    expect(conditionOf({ agency: 'i', as: 'institution', state: 'ended', turn: 'mine', ...NOW }).where).toMatch(/ AND false$/);
  });
});
