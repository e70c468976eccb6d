/** What is mutated together, and where the specs are that must notice it. */
export interface Area {
  readonly name: string;
  readonly folder: string;
  readonly files: readonly string[];
}
/** The clock engine and every decider of assignment. */
export const AREAS: readonly Area[];
