export * from './callers.js';
export * from './ending.js';
export * from './endings.js';
export * from './relying-party.js';
export * from './session.js';
export * from './session.controller.js';
export * from './sessions.js';
export * from './sign-in.controller.js';
