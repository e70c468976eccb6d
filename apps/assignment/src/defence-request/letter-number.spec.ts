import { letterNumber, seriesYear } from './letter-number.js';

describe('the number of a letter (文号)', () => {
  it('names the division without its rank', () => {
    expect(letterNumber('540100', 2026, 1)).toBe('拉萨援刑函字〔2026〕第1号');
    expect(letterNumber('540102', 2026, 12)).toBe('城关援刑函字〔2026〕第12号');
    expect(letterNumber('542500', 2026, 3)).toBe('阿里援刑函字〔2026〕第3号');
    expect(letterNumber('540100', 2026, 3, '法值', 'organ')).toBe('拉萨法值字〔2026〕第3号');
  });

  it('counts years in Asia/Shanghai', () => {
    expect(seriesYear('2026-12-31T15:59:59.999Z')).toBe(2026);
    expect(seriesYear('2026-12-31T16:00:00.000Z')).toBe(2027);
  });
});
