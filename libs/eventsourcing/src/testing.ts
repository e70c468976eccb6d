export * from './testing/decider-spec.js';
export * from './testing/recorded.js';
