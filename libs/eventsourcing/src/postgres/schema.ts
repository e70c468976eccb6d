import { fileURLToPath } from 'node:url';

/** Folder of the migrations (node-pg-migrate, SQL) that make the event log in the first schema of the search path. */
export const EVENT_LOG_MIGRATIONS: string = fileURLToPath(new URL('./migrations', import.meta.url));

/** `name` as a quoted SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * The statements that let a service's role append to and read the event log of `schema`, and nothing more. Run them as the owner.
 */
export const grantServiceRole = (schema: string, role: string): readonly string[] => [
  `grant usage on schema ${identifier(schema)} to ${identifier(role)}`,
  `revoke all on ${identifier(schema)}.events from ${identifier(role)}`,
  `grant select, insert on ${identifier(schema)}.events to ${identifier(role)}`,
];
