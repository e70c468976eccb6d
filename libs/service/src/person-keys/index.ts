export { PostgresPersonKeys, type PersonKeysOptions } from './postgres-person-keys.js';
export { FileKeyWrapping, KeyWrapping, type WrappedKey } from './key-wrapping.js';
export { rotateWrappingKey, type Rotated } from './rotation.js';
export { KeyNotReadable } from './wrapping.js';
