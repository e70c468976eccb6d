import { derivedId } from '@xiezhi/eventsourcing';

/** `ids` in the order of the lots that seed and id derive to: whoever knows them orders them the same, whatever order they are given in. */
function inLots(seed: string, ids: readonly string[]): readonly string[] {
  const drawn = ids.map((id) => ({ id, lot: derivedId('inspection-lot', seed, id) }));
  return drawn.sort((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ id }) => id);
}

/** A sample (抽查样本) of `size` cases out of `frame`, the same by whoever draws it. */
export const draw = (seed: string, frame: readonly string[], size: number): readonly string[] => inLots(seed, frame).slice(0, size);

/** A case that may be drawn, and the layer (层) it belongs to. */
export interface Layered {
  readonly id: string;
  readonly layer: string;
}

/** How many cases are drawn: a number of all, or a share of each layer. */
export type SampleSize = { readonly size: number } | { readonly percent: number };

/** A layer with what was drawn of it. */
export interface DrawnLayer {
  readonly layer: string;
  readonly cases: number;
  readonly sample: readonly string[];
}

const byName = (one: string, other: string): number => (one < other ? -1 : 1);

/** Of each layer its part of `size`, the largest remainders first; of equal ones the layer whose name comes first. */
function shares(layers: readonly (readonly [string, readonly string[]])[], size: number): readonly number[] {
  const all = layers.reduce((sum, [, ids]) => sum + ids.length, 0);
  const given = Math.min(size, all);
  const whole = layers.map(([, ids]) => Math.floor((ids.length * given) / all));
  const rest = layers.map(([, ids]) => (ids.length * given) % all);
  const left = given - whole.reduce((sum, one) => sum + one, 0);
  const next = layers.map((_, place) => place).sort((a, b) => rest[b]! - rest[a]! || a - b);
  for (const place of next.slice(0, left)) whole[place]! += 1;
  return whole;
}

/** A layered sample (分层抽样): of each layer by its part of the whole, or by a share rounded up, so that none is left out. */
export function drawLayers(seed: string, frame: readonly Layered[], size: SampleSize): readonly DrawnLayer[] {
  const grouped = new Map<string, string[]>();
  for (const { id, layer } of frame) {
    const ids = grouped.get(layer);
    if (ids === undefined) grouped.set(layer, [id]);
    else ids.push(id);
  }
  const layers = [...grouped].sort(([one], [other]) => byName(one, other));
  const wanted = 'percent' in size ? layers.map(([, ids]) => Math.ceil((ids.length * size.percent) / 100)) : shares(layers, size.size);
  return layers.map(([layer, ids], place) => ({ layer, cases: ids.length, sample: draw(seed, ids, wanted[place]!) }));
}
