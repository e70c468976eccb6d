export { PostgresPersonKeys, type PersonKeysOptions } from './postgres-person-keys.js';
