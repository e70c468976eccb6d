/**
 * Kinds of reference value that switch full coverage (律师辩护全覆盖) of a stage on (1) or off (0) in a division, from a day on: at trial
 * (2017, nationwide since 2018), and in review for prosecution (2022).
 */
export const FULL_COVERAGE_SWITCHES = ['full_coverage_trial', 'full_coverage_prosecution_review'] as const;
export type FullCoverageSwitch = (typeof FULL_COVERAGE_SWITCHES)[number];
