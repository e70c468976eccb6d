import type { ColumnType } from '../projection.js';
import { nullableTextArray } from './arrays.js';
import { sqlType } from './projection-ddl.js';

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

const asIs = (value: unknown): string => value as string;

/** A value as PostgreSQL reads it from text. */
const TEXT_OF: Readonly<Record<ColumnType, (value: unknown) => string>> = {
  text: asIs,
  uuid: asIs,
  integer: String,
  bigint: String,
  boolean: String,
  timestamptz: asIs,
  date: asIs,
  jsonb: (value) => JSON.stringify(value),
  'text[]': (value) => `{${(value as readonly string[]).map(quoted).join(',')}}`,
};

/**
 * Rows as a statement is given them: one array of texts a column, which the server reads in half the time that it takes for a JSON document
 * of the same rows.
 */
export class RowArrays {
  private readonly columns: readonly (readonly [name: string, type: ColumnType])[];

  constructor(columns: Readonly<Record<string, ColumnType>>) {
    this.columns = Object.entries(columns);
  }

  /** The rows in a statement, for its FROM: its parameters from `$first` on. The columns have their names; see {@link selected}. */
  from(first: number): string {
    const parameters = this.columns.map((_, at) => `$${first + at}::text[]`);
    return `unnest(${parameters.join(', ')}) AS r(${this.columns.map(([name]) => `"${name}"`).join(', ')})`;
  }

  /** Each column in its type, for the statement's SELECT. */
  get selected(): string {
    return this.columns.map(([name, type]) => (type === 'text' ? `"${name}"` : `"${name}"::${sqlType(type)}`)).join(', ');
  }

  /** The values of the parameters. @throws TypeError when a text holds a lone surrogate */
  values(rows: readonly Readonly<Record<string, unknown>>[]): readonly Buffer[] {
    return this.columns.map(([name, type]) => {
      const textOf = TEXT_OF[type];
      return nullableTextArray(rows.map(({ [name]: value }) => (value === null || value === undefined ? null : textOf(value))));
    });
  }
}
