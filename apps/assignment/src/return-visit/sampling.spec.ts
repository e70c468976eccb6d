import { derivedId } from '@xiezhi/eventsourcing';
import { isDrawn, visitReason } from './sampling.js';

const ids = Array.from({ length: 4_000 }, (_, n) => derivedId('a request', String(n)));
const plain = (requestId: string) => ({ requestId, minor: false, lifeOrDeath: false, terminated: false });

it('draws about one in so many, and the same ones every time', () => {
  for (const every of [2, 5, 20]) {
    const drawn = ids.filter((id) => isDrawn(id, every));
    expect(Math.abs(drawn.length - ids.length / every)).toBeLessThan(ids.length / every / 2);
    expect(ids.filter((id) => isDrawn(id, every))).toEqual(drawn);
  }
  expect(ids.every((id) => isDrawn(id, 1))).toBe(true);
  expect(isDrawn('0192f3c4-5a6b-8c7d-9e0f-000000000014', 5)).toBe(true);
  expect(isDrawn('0192f3c4-5a6b-8c7d-9e0f-000000000015', 5)).toBe(false);
});

it('visits all of some kinds, whatever is drawn', () => {
  const notDrawn = '0192f3c4-5a6b-8c7d-9e0f-000000000015';
  expect(visitReason(plain(notDrawn), 5)).toBeNull();
  expect(visitReason({ ...plain(notDrawn), minor: true }, 5)).toBe('minor');
  expect(visitReason({ ...plain(notDrawn), lifeOrDeath: true }, 5)).toBe('life_or_death');
  expect(visitReason({ ...plain(notDrawn), minor: true, terminated: true }, 5)).toBe('terminated');
  expect(visitReason(plain('0192f3c4-5a6b-8c7d-9e0f-000000000014'), 5)).toBe('sampled');
});
