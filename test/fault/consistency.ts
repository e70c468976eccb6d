import { agencyTopic, defenceRequestNews, TOPICS } from '@xiezhi/contracts';
import { tableName, verifyLog, type BusMessage, type InboxItem, type RecordedEvent } from '@xiezhi/eventsourcing';
import { logUnderCheck, postgresEventFeed } from '@xiezhi/eventsourcing/postgres';
import { unverifiedHead, type ServiceDefinition } from '@xiezhi/service';
import type { Pool } from 'pg';
import { assignment } from '../../apps/assignment/src/assignment.service.js';
import { ASSIGNMENT_PUBLISHERS } from '../../apps/assignment/src/assignment.publishers.js';
import { coordination } from '../../apps/coordination/src/coordination.module.js';
import { jointCounts } from '../../apps/coordination/src/joint-counts/joint-counts.projection.js';
import { newsId, recipientsOf } from '../../apps/referrals/src/addressed-delivery/addressed-delivery.publisher.js';
import { agencyNews } from '../../apps/referrals/src/agency-news/agency-news.projection.js';
import { referrals } from '../../apps/referrals/src/referrals.module.js';
import { unlikeRebuilt } from '../support/rebuilt.js';
import type { Load } from './load.js';

const SERVICES: readonly ServiceDefinition[] = [assignment, referrals, coordination];
const SCHEMAS = ['directory', ...SERVICES.map(({ name }) => name)];
const MOST_NAMED = 5;
const AGENCY_TOPICS = agencyTopic('').replace(/\.v1$/, '');

/** What is wrong, in words; empty when nothing is. */
export type Faults = readonly string[];
export type Check = (world: World) => Promise<Faults>;

/** What is checked. */
export interface World {
  readonly pool: Pool;
  readonly load: Load;
  /** Everything on the bus now, in the order of each topic and key. */
  readonly bus: () => Promise<readonly OnBus[]>;
}

export interface OnBus {
  readonly topic: string;
  readonly key: string;
  readonly id: string;
  readonly type: string;
  /** All of it, to be compared. */
  readonly message: string;
}

const named = (what: string, keys: readonly string[]): Faults =>
  keys.length === 0 ? [] : [`${keys.length} ${what}: ${keys.slice(0, MOST_NAMED).join(', ')}`];

const keysOf = async (pool: Pool, sql: string, values: readonly unknown[] = []): Promise<readonly string[]> =>
  (await pool.query<{ key: string }>(sql, [...values])).rows.map(({ key }) => key);

/** Every accepted command is in the log exactly once, under one stream. */
const acceptedOnce: Check = async ({ pool, load }) => {
  const { sent, assigned } = load;
  const streams = await keysOf(
    pool,
    `SELECT substr(stream, length('defence-request-') + 1) AS key FROM assignment.events WHERE type = 'DefenceNotificationSent'
     AND stream NOT IN (SELECT stream FROM assignment.events WHERE type = 'NotificationWithdrawn')`,
  );
  const { rows: lawyers } = await pool.query<{ id: string; lawyer: string }>(
    `SELECT substr(stream, length('defence-request-') + 1) AS id, data ->> 'lawyerId' AS lawyer FROM assignment.events WHERE type = 'LawyerAssigned'`,
  );
  const [inLog, given] = [new Set(streams), new Map(lawyers.map(({ id, lawyer }) => [id, lawyer]))];
  return [
    ...named('accepted notices answered under one id twice', doubled(sent)),
    ...named(
      'accepted notices are not in the log',
      sent.filter((id) => !inLog.has(id)),
    ),
    ...named('streams hold a notice twice', doubled(streams)),
    ...named(
      'notices in the log were never accepted',
      streams.filter((id) => !sent.includes(id)),
    ),
    ...named('requests have two lawyers', doubled(lawyers.map(({ id }) => id))),
    ...named(
      'requests have not the lawyer that was accepted',
      [...assigned].filter(([id, lawyer]) => given.get(id) !== lawyer).map(([id]) => id),
    ),
  ];
};

const doubled = (all: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return all.filter((one) => seen.has(one) || !seen.add(one));
};

/** Revisions of every stream are 0, 1, 2 …, event ids are unique, and a command wrote to one request. */
const soundLogs: Check = async ({ pool }) => {
  const faults: string[] = [];
  for (const schema of SCHEMAS) {
    const events = `${schema}.events`;
    const holes = `SELECT stream AS key FROM ${events} GROUP BY stream HAVING count(*) <> max(revision) + 1 OR min(revision) <> 0`;
    faults.push(...named(`streams of ${schema} have holes`, await keysOf(pool, holes)));
    const twins = `SELECT event_id::text AS key FROM ${events} GROUP BY event_id HAVING count(*) > 1`;
    faults.push(...named(`event ids of ${schema} stand twice`, await keysOf(pool, twins)));
  }
  const spread = `SELECT meta ->> 'commandId' AS key FROM assignment.events WHERE stream LIKE 'defence-request-%'
                  GROUP BY 1 HAVING count(DISTINCT stream) > 1`;
  return [...faults, ...named('commands wrote to two requests', await keysOf(pool, spread))];
};

/** Letters of an institution are numbered 1, 2, 3 … without a gap and each once. */
const denseLetterNumbers: Check = async ({ pool }) => {
  const numbers = await keysOf(
    pool,
    `SELECT substring(data ->> 'letterNumber' FROM '第([0-9]+)号') AS key FROM assignment.events WHERE type = 'LawyerAssigned'`,
  );
  const sorted = numbers.map(Number).toSorted((a, b) => a - b);
  const out = sorted.filter((number, index) => number !== index + 1);
  return named('letter numbers are doubled or leave a gap', out.map(String));
};

/** Every assigned request was confirmed by the workflow once, and its page says so. */
const confirmed: Check = async ({ pool, load: { assigned } }) => {
  const notified = await keysOf(
    pool,
    `SELECT substr(stream, length('defence-request-') + 1) AS key FROM assignment.events WHERE type = 'AssignmentNotifiedToAgency'`,
  );
  const known = new Set(notified);
  return [
    ...named('requests were confirmed twice', doubled(notified)),
    ...named(
      'assigned requests were not confirmed',
      [...assigned.keys()].filter((id) => !known.has(id)),
    ),
  ];
};

/** Every read model is what its feed makes of nothing. */
const readModelsAsRebuilt: Check = ({ pool }) => unlikeRebuilt(pool, SERVICES);

/** Everything assignment's publisher makes of its log. */
async function toldByAssignment(pool: Pool): Promise<readonly BusMessage[]> {
  const done = new AbortController();
  const events: RecordedEvent[] = [];
  for await (const { items, caughtUp } of postgresEventFeed({ pool, table: 'assignment.events' }).subscribe({
    after: null,
    signal: done.signal,
  })) {
    events.push(...items);
    if (caughtUp) break;
  }
  done.abort();
  return events
    .flatMap((event) => ASSIGNMENT_PUBLISHERS.flatMap(({ map }) => map(event)))
    .filter(({ topic }) => topic === TOPICS.assignment);
}

/** The bus in PostgreSQL. */
export const postgresBus =
  (pool: Pool): World['bus'] =>
  async () => {
    const sql = `SELECT topic, message_key AS key, message ->> 'id' AS id, message ->> 'type' AS type, message::text AS message FROM bus.messages ORDER BY position`;
    return (await pool.query<OnBus>(sql)).rows;
  };

/** Messages of each id once, at the place where it came first. */
function first(messages: readonly OnBus[]): readonly OnBus[] {
  const seen = new Set<string>();
  return messages.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Every public event of the log is on the bus, in the order of its key; what is there twice is the same message. */
const publishedInOrder: Check = async ({ pool, bus }) => {
  const expected = await toldByAssignment(pool);
  const found = (await bus()).filter(({ topic }) => topic === TOPICS.assignment);
  const orderOf = (messages: readonly { key: string; id: string }[]): ReadonlyMap<string, string> => {
    const order = new Map<string, string>();
    for (const { key, id } of messages) order.set(key, `${order.get(key) ?? ''} ${id}`);
    return order;
  };
  const [should, is] = [orderOf(expected), orderOf(first(found))];
  return [
    ...named(
      'keys are not on the bus as the log has them',
      [...new Set([...should.keys(), ...is.keys()])].filter((key) => should.get(key) !== is.get(key)),
    ),
    ...named('messages were sent again with other content', changedTwins(found)),
  ];
};

function changedTwins(messages: readonly OnBus[]): readonly string[] {
  const contents = new Map<string, string>();
  const changed: string[] = [];
  for (const { topic, id, message } of messages) {
    const before = contents.get(`${topic} ${id}`) ?? message;
    if (before !== message) changed.push(id);
    contents.set(`${topic} ${id}`, before);
  }
  return changed;
}

/** Both agencies of every public event that concerns them have their news of it, on their topics and in their feed. */
const toldToBothAgencies: Check = async ({ pool, bus }) => {
  const expected = (await toldByAssignment(pool)).flatMap((message) =>
    recipientsOf(message as unknown as InboxItem).map((code) => ({ id: newsId(message.id, code), topic: agencyTopic(code) })),
  );
  const messages = (await bus()).filter(({ topic, type }) => topic.startsWith(AGENCY_TOPICS) && type === defenceRequestNews.type);
  const onTopics = new Set(messages.map(({ topic, id }) => `${topic} ${id}`));
  const inFeed = new Set(
    await keysOf(pool, `SELECT topic || ' ' || id AS key FROM referrals.${tableName(agencyNews)} WHERE kind = 'matter'`),
  );
  const all = expected.map(({ topic, id }) => `${topic} ${id}`);
  const wanted = new Set(all);
  return [
    ...named(
      'news is missing on an agency’s topic',
      all.filter((one) => !onTopics.has(one)),
    ),
    ...named(
      'news is missing in an agency’s feed',
      all.filter((one) => !inFeed.has(one)),
    ),
    ...named(
      'news has no cause',
      [...onTopics, ...inFeed].filter((one) => !wanted.has(one)),
    ),
    ...named('news was sent again with other content', changedTwins(messages)),
  ];
};

/** The dashboard counts every request and every confirmation once. */
const countedOnce: Check = async ({ pool, load: { assigned } }) => {
  const { rows } = await pool.query<{ requests: number; ended: number; received: number }>(
    `SELECT coalesce(sum(requests), 0)::int AS requests, coalesce(sum(on_time + late), 0)::int AS ended,
       (SELECT count(*)::int FROM assignment.events WHERE type = 'DefenceNotificationReceived') AS received FROM coordination.${tableName(jointCounts)}`,
  );
  const { requests, ended, received } = rows[0]!;
  return [
    ...(requests === received ? [] : [`${received} requests are counted as ${requests}`]),
    ...(ended === assigned.size ? [] : [`${assigned.size} confirmations are counted as ${ended}`]),
  ];
};

/** Every event of every log is sealed, and the logs are as they were sealed. Signatures are tested elsewhere. */
const sealedWhole: Check = async ({ pool }) => {
  const faults: string[] = [];
  for (const schema of SCHEMAS) {
    const feed = postgresEventFeed({ pool, table: `${schema}.events` });
    const log = await logUnderCheck({ log: schema, schema, pool, feed });
    const { findings, unsealed } = await verifyLog(log, async (head) => unverifiedHead(head));
    faults.push(...findings.map((finding) => `${schema}: ${JSON.stringify(finding)}`));
    if (unsealed > 0) faults.push(`${unsealed} events of ${schema} are not sealed`);
  }
  return faults;
};

/** Nothing was put aside: no dead letter, no parked message. */
const nothingPutAside: Check = async ({ pool }) => {
  const faults: string[] = [];
  for (const schema of SCHEMAS) {
    faults.push(
      ...named(`dead letters of ${schema}`, await keysOf(pool, `SELECT subscription || ' ' || error AS key FROM ${schema}.dead_letters`)),
    );
    faults.push(...named(`parked messages of ${schema}`, await keysOf(pool, `SELECT message_key AS key FROM ${schema}.parked_messages`)));
  }
  return faults;
};

/** What must hold after any fault, once all work is done, by what it says. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'holds every accepted command exactly once': acceptedOnce,
  'has logs without holes and without twins': soundLogs,
  'numbers its letters without a gap': denseLetterNumbers,
  'confirmed every assignment once': confirmed,
  'has read models equal to their rebuilds': readModelsAsRebuilt,
  'published every public event in order, and nothing else': publishedInOrder,
  'told both agencies of everything': toldToBothAgencies,
  'counts everything once': countedOnce,
  'sealed every event once': sealedWhole,
  'put nothing aside': nothingPutAside,
};

const POLL_MS = 500;

/** Waits until all work is done: until every check passes, or the time is over, and what is still wrong is told by the tests. */
export async function settled(world: World, timeoutMs: number): Promise<void> {
  const until = Date.now() + timeoutMs;
  const open = new Set(Object.values(CHECKS));
  while (open.size > 0 && Date.now() < until) {
    for (const check of open) if ((await check(world)).length === 0) open.delete(check);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
