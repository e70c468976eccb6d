/** Topics between services: `xiezhi.<service>.v1`, keyed by stream. */
export const TOPICS = {
  directory: 'xiezhi.directory.v1',
  assignment: 'xiezhi.assignment.v1',
  referrals: 'xiezhi.referrals.v1',
  /** What became of erased persons: followed by the directory, which ordered the erasure. */
  erasures: 'xiezhi.erasures.v1',
  /** Signed heads of all services' logs. */
  logHeads: 'xiezhi.log-heads.v1',
} as const;

/** An agency's addressed topic: exactly what that agency is entitled to see. */
export const agencyTopic = (agency: string): string => `xiezhi.agency.${agency}.v1`;
