import type { ComplaintState } from '../complaint/complaint.js';
import { concludedBy, worthUntil } from './complaint-telling.parts.js';

const AT = '2026-11-25T02:00:00.000Z';
const DUE = '2027-01-25T16:00:00.000Z';
const running = (duty: string, dueAt: string | null) => ({ status: 'accepted', running: { duty, clock: { dueAt } } }) as ComplaintState;

it('has as long as the complaint may take to be concluded', () => {
  expect(concludedBy(running('conclude', DUE))).toBe(DUE);
  expect(worthUntil(running('conclude', DUE), AT)).toBe(DUE);
});

it.each([
  ['without a time set', running('conclude', null)],
  ['with another clock', running('answer', DUE)],
  ['with none', { ...running('answer', DUE), running: null } as ComplaintState],
  ['there is none', { status: 'none' } as ComplaintState],
])('a complaint %s is told of for a week, and names no time', (_how, state) => {
  expect(concludedBy(state)).toBeNull();
  expect(worthUntil(state, AT)).toBe('2026-12-02T02:00:00.000Z');
});
