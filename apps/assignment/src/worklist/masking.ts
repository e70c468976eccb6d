const KEPT_CHARACTERS = 2;
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** A name as lists show it: `扎西××`, `张×`. Counts what a reader sees as one character, so that Tibetan is not cut apart. */
export function maskName(name: string): string {
  const characters = [...segmenter.segment(name)].map(({ segment }) => segment);
  const kept = characters.length <= KEPT_CHARACTERS ? 1 : KEPT_CHARACTERS;
  return characters.slice(0, kept).join('') + '×'.repeat(Math.max(1, Math.min(characters.length - kept, KEPT_CHARACTERS)));
}
