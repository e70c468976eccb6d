import { derivedId } from '../ids.js';

/**
 * A statement that each connection prepares once: its name is derived from its text, so that equal names are equal statements. A name of one's
 * own would end in an error once the text is another, as it is when the next version of a read model takes over.
 */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

export const prepared = (text: string): Prepared => ({ name: `xz_${derivedId('statement', text).replaceAll('-', '')}`, text });
