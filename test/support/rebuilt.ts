import { type Checkpoint, type Feed, type ProjectionShape } from '@xiezhi/eventsourcing';
import { Inbox, PastFeed, postgresEventFeed, rebuildAndCompare, Signal } from '@xiezhi/eventsourcing/postgres';
import type { ServiceDefinition } from '@xiezhi/service';
import type { Pool, PoolClient } from 'pg';

const MOST_NAMED = 5;
/** A place behind everything. */
const LAST: Checkpoint = String(Number.MAX_SAFE_INTEGER).padStart(19, '0');

/**
 * What read models of these services are not what their feed makes of nothing, in words; of those whose rows are each of one stream also what
 * the streams make one after the other. Nothing may be written meanwhile.
 */
export async function unlikeRebuilt(pool: Pool, services: readonly ServiceDefinition[]): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    const faults: string[] = [];
    for (const { name, projections = [], inboxProjections = [] } of services) {
      const events = postgresEventFeed({ pool, table: `${name}.events` });
      const past = new PastFeed(pool, LAST, `${name}.events`);
      const inbox = new Inbox(pool, name, {}, new Signal()).feed();
      for (const projection of projections) {
        faults.push(...(await compared(client, name, projection, events)));
        if (projection.ofOneStream === true) faults.push(...(await compared(client, name, projection, past)));
      }
      for (const projection of inboxProjections) faults.push(...(await compared(client, name, projection, inbox)));
    }
    return faults;
  } finally {
    client.release();
  }
}

async function compared<Item extends { readonly position: Checkpoint }>(
  client: PoolClient,
  schema: string,
  projection: ProjectionShape<Item>,
  feed: Feed<Item>,
): Promise<readonly string[]> {
  const { rows, keys } = await rebuildAndCompare(client, schema, projection, feed);
  const order = feed instanceof PastFeed ? ', one stream after the other,' : '';
  return rows === 0
    ? []
    : [`${schema}.${projection.name} differs from its rebuild${order} in ${rows} rows: ${keys.slice(0, MOST_NAMED).join(', ')}`];
}
