import { existsSync, readFileSync } from 'node:fs';

/** What the build found out about the API from types and code; see infra/describe. */
export interface ApiDescription {
  /** By `operationId`. */
  readonly operations: Readonly<Record<string, OperationDescription>>;
  /** Types that answers share. */
  readonly schemas: Readonly<Record<string, object>>;
  /** Every refusal there is, by code. */
  readonly refusals: readonly RefusalDescription[];
}

/** How an operation answers; `schema` is missing where its handler sends the answer itself or answers nothing. */
export interface OperationDescription {
  readonly mediaType?: string;
  readonly schema?: object;
  /** What it may refuse, by status. */
  readonly refusals: readonly RefusalDescription[];
}

/** A refusal; `detail` has `…` where it tells what was found. */
export interface RefusalDescription {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
}

/** Beside the compiled code. From the sources nothing is known: the compiler is needed to find it out. */
const FILE = new URL('../../../api-description.json', import.meta.url);

/** What the build wrote; empty when this code was not built. */
export const builtDescription = (): ApiDescription =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as ApiDescription) : { operations: {}, schemas: {}, refusals: [] };
