import { type Citation, formatBasis } from './citations.js';

/** Why a rule said no: a stable code, the article, and what to tell the person, in both languages and as one line. */
export interface Refusal {
  readonly code: string;
  readonly basis: string;
  readonly zh: string;
  readonly en: string;
  /** Chinese, then English. */
  readonly text: string;
}

/** Builds a {@link Refusal}. */
export function refusal(code: string, basis: readonly Citation[], zh: string, en: string): Refusal {
  return { code, basis: formatBasis(basis), zh, en, text: `${zh}${en}` };
}
