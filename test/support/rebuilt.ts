import { type Checkpoint, type Feed, type ProjectionShape } from '@xiezhi/eventsourcing';
import { Inbox, PastFeed, postgresEventFeed, rebuildAndCompare, SiftedPastFeed, Signal } from '@xiezhi/eventsourcing/postgres';
import type { ServiceDefinition } from '@xiezhi/service';
import type { Pool, PoolClient } from 'pg';

const MOST_NAMED = 5;
/** A place behind everything. */
const LAST: Checkpoint = String(Number.MAX_SAFE_INTEGER).padStart(19, '0');

/**
 * What read models of these services are not what their feed makes of nothing, in words; of those that are built anew from the past in
 * another way also what that makes of it. Nothing may be written meanwhile.
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
        const { ofOneStream, eventTypes } = projection;
        if (ofOneStream === true) faults.push(...(await compared(client, name, projection, past, ', one stream after the other,')));
        if (eventTypes === undefined) continue;
        const sifted = new SiftedPastFeed(pool, LAST, eventTypes, `${name}.events`);
        faults.push(...(await compared(client, name, projection, sifted, ' of what touches it')));
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
  from = '',
): Promise<readonly string[]> {
  const { rows, keys } = await rebuildAndCompare(client, schema, projection, feed);
  return rows === 0
    ? []
    : [`${schema}.${projection.name} differs from its rebuild${from} in ${rows} rows: ${keys.slice(0, MOST_NAMED).join(', ')}`];
}
