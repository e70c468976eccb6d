import { testEventLog } from '../../../../test/support/event-log.js';
import { eventStoreContract } from '../event-store.contract.js';
import { feedContract } from '../feed.contract.js';
import { PostgresEventStore, postgresEventFeed, Signal } from './index.js';

eventStoreContract('PostgreSQL', async () => {
  const log = await testEventLog();
  return { open: async () => new PostgresEventStore({ pool: log.pool }), close: () => log.drop() };
});

feedContract('PostgreSQL, woken by the store', async () => {
  const { pool, drop } = await testEventLog();
  const committed = new Signal();
  return { store: new PostgresEventStore({ pool, committed }), feed: postgresEventFeed({ pool, committed }), close: drop };
});

feedContract('PostgreSQL, looking by itself', async () => {
  const { pool, drop } = await testEventLog();
  return { store: new PostgresEventStore({ pool }), feed: postgresEventFeed({ pool }), close: drop };
});
