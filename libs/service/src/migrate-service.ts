import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { runner } from 'node-pg-migrate';
import { Client, DatabaseError } from 'pg';
import type { Logger } from 'pino';
import { assertIdentifier } from './pool.js';
import { scramVerifier, urlAs } from './service-role.js';

/** SQL files `NNNN_name.sql` that start with `-- Up Migration`, and the table that records which of them have run. */
export interface MigrationFolder {
  /** Absolute path. */
  readonly dir: string;
  readonly table: string;
}

export interface ServiceMigration {
  /** A role that may create schemas and roles; it owns what is made. */
  readonly adminUrl: string;
  readonly schema: string;
  /** The service's login role: neither owner nor superuser, so that row-level security holds for it. */
  readonly role: string;
  readonly rolePassword: string;
  /** The role that reads for people, where there is one: it may use the schema, and nothing in it until it is given. */
  readonly reader?: { readonly role: string; readonly rolePassword: string };
  readonly migrationFolders: readonly MigrationFolder[];
  /**
   * Statements that narrow what the role may do, after it was given SELECT, INSERT, UPDATE and DELETE on every table (event tables lose
   * UPDATE and DELETE). They run in the transaction that grants, find unqualified names in the schema, and must be harmless when run again.
   */
  readonly grants?: readonly string[];
  readonly logger?: Logger;
}

/** Processes that start at once migrate in turn, each schema on its own. */
const LOCK = `SELECT pg_advisory_lock(hashtextextended('xiezhi migration of ' || $1, 0))`;
const CONNECT_TIMEOUT_MS = 10_000;
const MAX_ROLE_ATTEMPTS = 5;

/**
 * Brings a service's schema up to date: schema, role, tables, rights. Idempotent, safe from several processes at once, and a few round
 * trips when there is nothing to do.
 * @returns names of the migrations that ran
 */
export async function migrateService(migration: ServiceMigration): Promise<readonly string[]> {
  for (const name of [
    migration.schema,
    migration.role,
    migration.reader?.role ?? migration.role,
    ...migration.migrationFolders.map(({ table }) => table),
  ])
    assertIdentifier(name);
  const mark = await markOf(migration);
  const admin = new Client({ connectionString: migration.adminUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    if ((await isCurrent(admin, migration, mark)) && (await canLogIn(migration))) return [];
    await admin.query(LOCK, [migration.schema]);
    await ensureRole(admin, migration);
    if (migration.reader !== undefined) await ensureRole(admin, migration.reader);
    await admin.query(`CREATE SCHEMA IF NOT EXISTS ${migration.schema}`);
    const ran: string[] = [];
    for (const folder of migration.migrationFolders) ran.push(...(await runFolder(admin, migration, folder)));
    await grant(admin, migration, mark);
    return ran;
  } finally {
    // Ends the session and with it the lock.
    await admin.end();
  }
}

/** What the schema's comment says when all of this has been done to it. */
async function markOf({ schema, role, reader, migrationFolders, grants = [] }: ServiceMigration): Promise<string> {
  const files = await Promise.all(migrationFolders.map(async ({ dir, table }) => [table, ...(await migrationNames(dir))]));
  const digest = createHash('sha256')
    .update(JSON.stringify([schema, role, files, grants, ...(reader === undefined ? [] : [reader.role])]))
    .digest('base64url');
  return `xiezhi migrated ${digest}`;
}

async function migrationNames(dir: string): Promise<readonly string[]> {
  return (await readdir(dir)).filter((file) => file.endsWith('.sql') && !file.startsWith('.')).sort();
}

/** One query: the mark is there, and the role may use the schema (a restored copy of the database may have come without its roles). */
async function isCurrent(admin: Client, { schema, role, reader }: ServiceMigration, mark: string): Promise<boolean> {
  const roles = [role, ...(reader === undefined ? [] : [reader.role])];
  const { rowCount } = await admin.query(
    `SELECT FROM pg_namespace n JOIN pg_roles r ON r.rolname = ANY ($2) AND r.rolcanlogin AND has_schema_privilege(r.oid, n.oid, 'USAGE')
     WHERE n.nspname = $1 AND obj_description(n.oid, 'pg_namespace') = $3`,
    [schema, roles, mark],
  );
  return rowCount === roles.length;
}

/** False when the role's password is another one: the master key was replaced. */
async function canLogIn({ adminUrl, role, rolePassword }: ServiceMigration): Promise<boolean> {
  const client = new Client({ connectionString: urlAs(adminUrl, role, rolePassword), connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && (error.code === '28P01' || error.code === '28000')) return false;
    throw error;
  } finally {
    await client.end();
  }
}

/** @throws Error when the role has more rights than a service may have */
async function ensureRole(admin: Client, { role, rolePassword }: Pick<ServiceMigration, 'role' | 'rolePassword'>): Promise<void> {
  await admin.query(
    `DO $$ BEGIN CREATE ROLE ${role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS LOGIN;
     EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
  );
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.query(`ALTER ROLE ${role} LOGIN PASSWORD '${scramVerifier(rolePassword)}'`);
      break;
    } catch (error) {
      // Roles belong to the whole server: a migration of another of its databases may change the same one now ("tuple concurrently updated").
      if (attempt === MAX_ROLE_ATTEMPTS || !(error instanceof DatabaseError) || error.code !== 'XX000') throw error;
    }
  }
  const { rows } = await admin.query<{ readonly unsafe: boolean }>(
    `SELECT rolsuper OR rolbypassrls OR rolcreaterole AS unsafe FROM pg_roles WHERE rolname = $1`,
    [role],
  );
  if (rows[0]?.unsafe !== false) throw new Error(`the database role ${role} must not be superuser, bypass row security or create roles`);
}

async function runFolder(admin: Client, { schema, logger }: ServiceMigration, { dir, table }: MigrationFolder): Promise<string[]> {
  const say = (message: string): void => logger?.debug({ schema, table }, message);
  const ran = await runner({
    dbClient: admin,
    dir,
    ignorePattern: String.raw`(?!.*\.sql$).*`,
    schema,
    migrationsSchema: schema,
    migrationsTable: table,
    direction: 'up',
    // One transaction for all files of the folder; the lock is ours.
    singleTransaction: true,
    noLock: true,
    logger: { debug: say, info: say, warn: say, error: (message: string) => logger?.error({ schema, table }, message) },
  });
  return ran.map(({ name }) => name);
}

/** Gives the role its rights in one transaction, so that it never has more than it should, even for a moment. */
async function grant(
  admin: Client,
  { schema, role, reader, migrationFolders, grants = [] }: ServiceMigration,
  mark: string,
): Promise<void> {
  await admin.query('BEGIN');
  try {
    await admin.query(`SET LOCAL search_path TO ${schema}`);
    await admin.query(`
      REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC;
      GRANT USAGE ON SCHEMA ${schema} TO ${role};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role};
      ${migrationFolders.map(({ table }) => `REVOKE ALL ON ${schema}.${table} FROM ${role};`).join('\n')}`);
    if (reader !== undefined) await admin.query(`GRANT USAGE ON SCHEMA ${schema} TO ${reader.role}`);
    for (const statement of grants) await admin.query(statement);
    await admin.query(`COMMENT ON SCHEMA ${schema} IS '${mark}'`);
    await admin.query('COMMIT');
  } catch (error) {
    await admin.query('ROLLBACK');
    throw error;
  }
}
