/** Tibetan letters, with what stands between two of them. */
const TIBETAN = /([\u0F00-\u0FFF]+(?:[^\S\n]+[\u0F00-\u0FFF]+)*)/u;

/** A piece of a text that is set in one script. */
export interface ScriptPiece {
  readonly text: string;
  readonly tibetan: boolean;
}

/** A text in pieces of one script each: Tibetan is set in its own font and never cut. Together they are the text, byte for byte. */
export const inScripts = (text: string): readonly ScriptPiece[] =>
  text.split(TIBETAN).flatMap((piece, place) => (piece === '' && text !== '' ? [] : [{ text: piece, tibetan: place % 2 === 1 }]));
