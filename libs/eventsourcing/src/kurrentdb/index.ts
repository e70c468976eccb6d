export { KurrentDriver } from './driver.js';
export { KurrentEventStore, type KurrentOptions } from './kurrent-event-store.js';
export { KurrentFeed } from './kurrent-feed.js';
