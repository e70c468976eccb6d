/** Topics between services: `xiezhi.<service>.v1`, keyed by stream. */
export const TOPICS = {
  directory: 'xiezhi.directory.v1',
  intake: 'xiezhi.intake.v1',
  assignment: 'xiezhi.assignment.v1',
  referrals: 'xiezhi.referrals.v1',
  /** What became of erased persons: followed by the directory, which ordered the erasure. */
  erasures: 'xiezhi.erasures.v1',
  /** Signed heads of all services' logs. */
  logHeads: 'xiezhi.log-heads.v1',
} as const;

/** An agency's addressed topic: exactly what that agency is entitled to see. */
export const agencyTopic = (agency: string): string => `xiezhi.agency.${agency}.v1`;

/** Contracts that are not told on the topic of the service that their type begins with. */
const TOLD_ELSEWHERE: Readonly<Record<string, string>> = {
  platform: TOPICS.logHeads,
  erasure: TOPICS.erasures,
  'referrals.log-heads-collected.v1': TOPICS.logHeads,
};

/**
 * The topic on which a contract's messages are told; `agency`: whose topic it is, for what is addressed.
 * @throws RangeError for a type that is told nowhere
 */
export function topicOf(type: string, agency: string): string {
  const service = type.slice(0, type.indexOf('.'));
  if (service === 'agency') return agencyTopic(agency);
  const topic = TOLD_ELSEWHERE[type] ?? TOLD_ELSEWHERE[service] ?? (TOPICS as Readonly<Record<string, string>>)[service];
  if (topic === undefined) throw new RangeError(`${type} is told on no topic`);
  return topic;
}
