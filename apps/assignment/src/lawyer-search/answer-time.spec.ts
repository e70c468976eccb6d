import { quietUntil } from '@xiezhi/legal-policy';
import { answerUntil, type AnswerRules } from './answer-time.js';

const rules: AnswerRules = { minutes: 240, quiet: { from: 21, until: 8 } };
const FAR = '2026-12-10T16:00:00.000Z';
/** Asia/Shanghai. */
const at = (time: string, day = '2026-11-26'): string => new Date(`${day}T${time}:00+08:00`).toISOString();

describe('quiet hours', () => {
  it.each([
    ['20:59', null],
    ['21:00', at('08:00', '2026-11-27')],
    ['23:59', at('08:00', '2026-11-27')],
    ['00:00', at('08:00')],
    ['07:59', at('08:00')],
    ['08:00', null],
  ])('at %s last until %s', (time, until) => {
    expect(quietUntil(at(time), rules.quiet)).toBe(until);
  });
});

describe('an offer is open', () => {
  it('for the time of the rule', () => {
    expect(answerUntil(at('09:00'), FAR, rules)).toBe(at('13:00'));
  });

  it('for a quarter of what is left, where the clock presses', () => {
    expect(answerUntil(at('09:00'), at('17:00'), rules)).toBe(at('11:00'));
  });

  it('for half an hour at least, also when the clock is over', () => {
    expect(answerUntil(at('09:00'), at('09:40'), rules)).toBe(at('09:30'));
    expect(answerUntil(at('09:00'), at('08:00'), rules)).toBe(at('09:30'));
  });

  it('until an hour after the night that it would end in', () => {
    expect(answerUntil(at('19:00'), FAR, rules)).toBe(at('09:00', '2026-11-27'));
  });

  it('in the night all the same, where the clock ends before the morning', () => {
    expect(answerUntil(at('22:00'), at('06:00', '2026-11-27'), rules)).toBe(at('00:00', '2026-11-27'));
  });
});
