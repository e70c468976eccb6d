import { inDivision, isDivisionCode } from './principal.js';

describe('divisions', () => {
  it.each([
    ['540000', '540000', true],
    ['540000', '540100', true],
    ['540000', '540102', true],
    ['540100', '540102', true],
    ['540102', '540102', true],
    ['540100', '540000', false],
    ['540102', '540100', false],
    ['540102', '540103', false],
    ['540100', '540202', false],
    ['540000', '510000', false],
    ['54', '540102', false],
    ['', '540102', false],
    ['540000', '54010', false],
  ])('%s holds %s: %s', (holder, matter, expected) => {
    expect(inDivision(holder, matter)).toBe(expected);
  });

  it.each(['540102 ', '5401', '000000', '５４０１０２', 540102, null])('%j is no code', (value) => {
    expect(isDivisionCode(value)).toBe(false);
  });
});
