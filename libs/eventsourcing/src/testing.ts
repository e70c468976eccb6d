export * from './testing/decider-spec.js';
export * from './testing/recorded.js';
export * from './testing/projection-spec.js';
export * from './testing/workflow-spec.js';
