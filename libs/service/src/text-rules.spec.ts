import { isInstant, isLocalDate, wrongWithText } from './text-rules.js';

describe('text', () => {
  it.each(['张', 'བོད་ལྗོངས།', '𠀋', '努'.normalize('NFD'), 'ཱི', ' Anna ', "O'Neil <b>", '🏛️', '。'])('takes %j as it is', (value) => {
    expect(wrongWithText(value, { max: 20 })).toBeNull();
  });

  it.each([
    ['a\u0000b', 'text.control_character'],
    ['a\u001bb', 'text.control_character'],
    ['a\u007fb', 'text.control_character'],
    ['a\u0085b', 'text.control_character'],
    ['a\nb', 'text.control_character'],
    ['a\u2028b', 'text.control_character'],
    ['a\u202eb', 'text.control_character'],
    ['a\ud800b', 'text.broken'],
    ['\udc00', 'text.broken'],
    ['', 'text.too_short'],
    [' \u3000 ', 'text.blank'],
    ['123456', 'text.too_long'],
    ['𠀋𠀋𠀋𠀋𠀋𠀋', 'text.too_long'],
    ['1'.repeat(1_000), 'text.too_long'],
    [5, 'text.not_text'],
    [['a'], 'text.not_text'],
    [null, 'text.not_text'],
  ])('refuses %j with %s', (value, code) => {
    expect(wrongWithText(value, { max: 5 })?.code).toBe(code);
  });

  it.each([
    ['扎西\u202e某', 'holds U+202E (character 3), which cannot be seen; write one line without that'],
    ['𠀋\u0007', 'holds U+0007 (character 2), which cannot be seen; write one line without that'],
  ])('given %j, names the character and its place', (value, detail) => {
    expect(wrongWithText(value, { max: 20 })).toEqual({ code: 'text.control_character', detail });
  });

  it('counts characters, not their bytes or halves', () => {
    expect(wrongWithText('𠀋𠀋𠀋𠀋𠀋', { max: 5 })).toBeNull();
  });

  it('takes lines only where they belong', () => {
    expect(wrongWithText('a\n\tb', { max: 5, lines: true })).toBeNull();
    expect(wrongWithText('a\u0000', { max: 5, lines: true })?.code).toBe('text.control_character');
    expect(wrongWithText('', { max: 5, min: 0 })).toBeNull();
  });
});

describe('time', () => {
  it.each(['2024-02-29', '2026-12-31'])('takes the day %s', (value) => expect(isLocalDate(value)).toBe(true));
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '2026-01-01T00:00:00Z', '', 20260101])('refuses the day %j', (value) =>
    expect(isLocalDate(value)).toBe(false),
  );
  it.each(['2026-03-02T09:30:00Z', '2026-03-02T09:30:00.123+08:00', '2026-03-02T23:59:59-05:30'])('takes the instant %s', (value) =>
    expect(isInstant(value)).toBe(true),
  );
  it.each(['2026-03-02', '2026-03-02T09:30:00', '2026-03-02T24:00:00Z', '2026-02-30T09:30:00Z', '2026-03-02 09:30:00Z', 0])(
    'refuses the instant %j',
    (value) => expect(isInstant(value)).toBe(false),
  );
});
