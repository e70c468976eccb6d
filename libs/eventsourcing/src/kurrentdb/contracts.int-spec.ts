import { newNamespace, serverUnderTest } from '../../../../test/kurrentdb/under-test.js';
import { eventStoreContract } from '../event-store.contract.js';
import { feedContract } from '../feed.contract.js';
import { KurrentEventStore, KurrentFeed } from './index.js';

eventStoreContract('KurrentDB', async () => {
  const server = await serverUnderTest();
  const namespace = newNamespace();
  return { open: async () => new KurrentEventStore({ driver: server.connect(), namespace }), close: () => server.close() };
});

feedContract('KurrentDB', async () => {
  const server = await serverUnderTest();
  const options = { driver: server.connect(), namespace: newNamespace() };
  return { store: new KurrentEventStore(options), feed: new KurrentFeed(options), close: () => server.close() };
});
