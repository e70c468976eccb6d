import type { Decider } from './decider.js';
import { derivedId } from './ids.js';
import type { Message } from './message.js';
import type { StreamType } from './stream-type.js';

/**
 * A business number series (文号): without gaps, from 1, one stream per institution, word and year, so that it ends by itself. A document
 * gets one number however often it asks.
 */
export type NumberSeriesCommand = Message<'AllotNumber', { readonly document: string }>;
export type NumberSeriesEvent = Message<'NumberAllotted', { readonly document: string; readonly number: number }>;

export interface NumberSeriesState {
  readonly last: number;
  /** document → its number */
  readonly numbers: Readonly<Record<string, number>>;
}

const decider: Decider<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent> = {
  initial: { last: 0, numbers: {} },
  decide({ data }, { last, numbers }) {
    if (numbers[data.document] !== undefined) return [];
    return [{ type: 'NumberAllotted', data: { document: data.document, number: last + 1 } }];
  },
  evolve({ numbers }, { data }) {
    return { last: data.number, numbers: { ...numbers, [data.document]: data.number } };
  },
};

export const numberSeries: StreamType<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent> = { name: 'number-series', decider };

/** The series' stream id for an institution, a word (函, 指 …) and a year. */
export const numberSeriesId = (institution: string, word: string, year: number): string =>
  derivedId('number-series', institution, word, String(year));
