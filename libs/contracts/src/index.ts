export * from './events/index.js';
export * from './topics.js';
export * from './access-purposes.js';
export * from './departments.js';
export * from './divisions.js';
export * from './erasure-grounds.js';
export * from './procedure.js';
export * from './roles.js';
