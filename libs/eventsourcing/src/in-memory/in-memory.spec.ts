import { eventStoreContract } from '../event-store.contract.js';
import { feedContract } from '../feed.contract.js';
import { InMemoryEventLog, InMemoryEventStore, InMemoryFeed } from './index.js';

eventStoreContract('in memory', async () => {
  const log = new InMemoryEventLog();
  return { open: async () => new InMemoryEventStore(log), close: async () => undefined };
});

feedContract('in memory', async () => {
  const log = new InMemoryEventLog();
  return { store: new InMemoryEventStore(log), feed: new InMemoryFeed(log), close: async () => undefined };
});
