/** Topics between services: `xiezhi.<service>.v1`, keyed by stream. */
export const TOPICS = {
  directory: 'xiezhi.directory.v1',
  assignment: 'xiezhi.assignment.v1',
  referrals: 'xiezhi.referrals.v1',
} as const;

/** An agency's addressed topic: exactly what that agency is entitled to see. */
export const agencyTopic = (agency: string): string => `xiezhi.agency.${agency}.v1`;
