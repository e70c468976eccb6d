import { derivedId } from '@xiezhi/eventsourcing';

/**
 * A sample (抽查样本) of `size` cases out of `frame`: in the order of what seed and case derive to, so that anyone who knows the frame draws
 * the same, whatever order it is given in.
 */
export function draw(seed: string, frame: readonly string[], size: number): readonly string[] {
  const drawn = frame.map((id) => ({ id, lot: derivedId('inspection-lot', seed, id) }));
  return drawn
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id);
}
