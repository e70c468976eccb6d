import { derivedId } from '@xiezhi/eventsourcing';
import { drawLayers, type Layered } from './drawing.js';

const SEED = '0192f3c4-5a6b-8c7d-9e0f-11223344e001';
const of = (layer: string, cases: number): readonly Layered[] =>
  Array.from({ length: cases }, (_, n) => ({ id: derivedId('case', layer, String(n)), layer }));
const frame = [...of('trial', 60), ...of('investigation', 30), ...of('prosecution', 7)];
const drawn = (...given: Parameters<typeof drawLayers>) => drawLayers(...given).map(({ layer, sample }) => [layer, sample.length]);

it('draws of each layer its part of the whole', () => {
  expect(drawn(SEED, frame, { size: 10 })).toEqual([
    ['investigation', 3],
    ['prosecution', 1],
    ['trial', 6],
  ]);
});

it('draws a share of each layer, and of none nothing', () => {
  expect(drawn(SEED, frame, { percent: 10 })).toEqual([
    ['investigation', 3],
    ['prosecution', 1],
    ['trial', 6],
  ]);
  expect(drawn(SEED, frame, { percent: 1 })).toEqual([
    ['investigation', 1],
    ['prosecution', 1],
    ['trial', 1],
  ]);
});

it('draws the same, in whatever order the cases are given, and all of them when more are wanted', () => {
  expect(drawLayers(SEED, frame.toReversed(), { size: 9 })).toEqual(drawLayers(SEED, frame, { size: 9 }));
  expect(drawn(SEED, frame, { size: 1_000 }).map(([, n]) => n)).toEqual([30, 7, 60]);
  expect(drawLayers('another seed', frame, { size: 9 })).not.toEqual(drawLayers(SEED, frame, { size: 9 }));
});
