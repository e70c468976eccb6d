import { derivedId } from '../ids.js';

/** A statement that each connection prepares once: its name is derived from its text, so that equal names are equal statements. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

export const prepared = (text: string): Prepared => ({ name: `xz_${derivedId('statement', text).replaceAll('-', '')}`, text });
