import { describe, expect, it } from '@jest/globals';
import { KnownIds } from './known-ids.js';

describe('the ids known of streams', () => {
  it('tells whether one stands below a revision', () => {
    const known = new KnownIds();
    known.add('s', 0, ['a', 'b', 'c']);
    expect(known.next('s')).toBe(3);
    expect(known.anyBelow('s', 2, ['x', 'b'])).toBe(true);
    expect(known.anyBelow('s', 1, ['x', 'b'])).toBe(false);
    expect(known.anyBelow('other', 5, ['a'])).toBe(false);
  });

  it('takes pages that overlap, and none that leaves a gap', () => {
    const known = new KnownIds();
    known.add('s', 0, ['a', 'b']);
    known.add('s', 1, ['b', 'c']);
    known.add('s', 0, ['a']);
    known.add('s', 5, ['f']);
    expect(known.next('s')).toBe(3);
    expect(known.anyBelow('s', 9, ['c'])).toBe(true);
    expect(known.anyBelow('s', 9, ['f'])).toBe(false);
  });

  it('forgets the streams used longest ago, whole, when it holds too many', () => {
    const known = new KnownIds(4);
    known.add('one', 0, ['a', 'b']);
    known.add('two', 0, ['c', 'd']);
    known.add('one', 2, ['e']);
    expect([known.next('one'), known.next('two')]).toEqual([3, 0]);
  });

  it('keeps a stream that alone is too long while it is looked at, and forgets it afterwards', () => {
    const known = new KnownIds(2);
    known.add('long', 0, ['a', 'b', 'c']);
    expect(known.anyBelow('long', 9, ['a'])).toBe(true);
    known.trim('long');
    expect(known.next('long')).toBe(0);
    known.add('short', 0, ['d']);
    expect(known.next('short')).toBe(1);
  });
});
