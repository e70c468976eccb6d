export * from './events/index.js';
export * from './topics.js';
export * from './departments.js';
export * from './divisions.js';
export * from './procedure.js';
export * from './roles.js';
