export { PostgresPersonKeys, type PersonKeysOptions } from './postgres-person-keys.js';
export { KeyNotReadable } from './wrapping.js';
