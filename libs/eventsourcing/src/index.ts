export * from './decider.js';
export * from './event-store.js';
export * from './feed.js';
export * from './ids.js';
export * from './message.js';
export * from './message-bus.js';
export * from './person-keys.js';
