export { InMemoryEventLog, InMemoryEventStore, InMemoryFeed } from './event-store.js';
