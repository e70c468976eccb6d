import type { Citation } from '@xiezhi/legal-policy';
import type { Words } from '@xiezhi/service';

/** An entry of a list; `to` is where it leads: another public page, or an address of the platform. */
export interface Entry {
  readonly words: Words;
  readonly to?: string;
}

/** A part of a page under its own heading: sentences, a list, and the articles they rest on. */
export interface Part {
  readonly heading: Words;
  readonly sentences?: readonly Words[];
  readonly entries?: readonly Entry[];
  readonly basis?: readonly Citation[];
}

/** A public page of fixed words: one question, answered. */
export interface PublicContent {
  readonly title: Words;
  readonly lead: Words;
  readonly parts: readonly Part[];
}

/** Entries that only say something. */
export const said = (...words: readonly Words[]): readonly Entry[] => words.map((one) => ({ words: one }));
