import type { Pool, QueryResultRow } from 'pg';
import { LruMap } from '../lru-map.js';
import { prepared, type Prepared } from './prepared.js';
import { READER_AGENCY, READER_DIVISIONS, READER_KEYS, READER_LAWYER } from './row-security.js';
import { onConnection } from './transaction.js';

/** On whose behalf is read. What is left out opens nothing; an empty scope sees no row. */
export interface ReadScope {
  /** Code of the reader's agency: rows that name it are seen. */
  readonly agency?: string;
  /** What the codes of the reader's divisions begin with: rows of these divisions are seen. */
  readonly divisions?: string;
  /** Id of the lawyer who reads: rows that name the lawyer are seen. */
  readonly lawyer?: string;
  /** What lets the reader into the circles of restricted matters, besides the agency: without one they are not seen. */
  readonly keys?: readonly string[];
}

export interface ScopedQuery {
  readonly text: string;
  readonly values?: readonly unknown[];
  /** Prepared once on each connection: for a statement whose best plan does not hang on its values. */
  readonly prepare?: boolean;
}

/** Texts kept with the statement made of each; they come from the program, not from requests. */
const KEPT_TEXTS = 500;
const DIVISIONS = /^[0-9]{1,6}$/;
const LAWYER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The statement that reads `text`, which has `values` parameters, within the scope that four more parameters give: agency, divisions, lawyer, keys. The
 * reading depends on the row that sets the scope, so it cannot begin before it; if it ever did, it would see nothing.
 */
export const withinScope = (text: string, values: number): string => `WITH xz_scope AS MATERIALIZED (
    SELECT set_config('${READER_AGENCY}', $${values + 1}, true) AS agency, set_config('${READER_DIVISIONS}', $${values + 2}, true) AS divisions,
      set_config('${READER_LAWYER}', $${values + 3}, true) AS lawyer, set_config('${READER_KEYS}', $${values + 4}, true) AS keys)
  SELECT xz_read.* FROM xz_scope CROSS JOIN LATERAL (
    SELECT xz_given.* FROM (${text}) AS xz_given WHERE xz_scope.agency IS NOT NULL OFFSET 0) AS xz_read`;

/**
 * Reads of rows for people, behind row-level security: whatever a statement forgets to ask, it sees only what its scope may see. Scope and
 * statement are one statement, which is a transaction of its own: the scope begins and ends with it, also when it fails, and costs no
 * round trip.
 */
export class ScopedReads {
  readonly #wrapped = new LruMap<string, Prepared>(KEPT_TEXTS);

  /** `pool`: of the role that reads for people. */
  constructor(private readonly pool: Pool) {}

  /** @throws RangeError when `divisions` is not the beginning of a division code */
  async query<Row extends QueryResultRow>(scope: ReadScope, { text, values = [], prepare = false }: ScopedQuery): Promise<readonly Row[]> {
    const { agency = '', divisions = '', lawyer = '', keys = [] } = scope;
    if (divisions !== '' && !DIVISIONS.test(divisions)) throw new RangeError('divisions must be the first digits of a division code');
    if (lawyer !== '' && !LAWYER.test(lawyer)) throw new RangeError('a lawyer is named by id');
    if (keys.some((key) => /[\s]/.test(key))) throw new RangeError('a key has no space in it');
    const wrapped = this.#wrap(text, values.length);
    const query = {
      text: wrapped.text,
      values: [...values, agency, divisions, lawyer, keys.join(' ')],
      ...(prepare && { name: wrapped.name }),
    };
    const { rows } = await onConnection(this.pool, (client) => client.query<Row>(query));
    return rows;
  }

  #wrap(text: string, values: number): Prepared {
    const key = `${values}|${text}`;
    const known = this.#wrapped.get(key);
    if (known !== undefined) return known;
    const made = prepared(withinScope(text, values));
    this.#wrapped.set(key, made);
    return made;
  }
}
