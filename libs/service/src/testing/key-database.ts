import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client, type Pool } from 'pg';
import { pino } from 'pino';
import { testDatabase } from '../../../../test/support/postgres.js';
import { migrateService } from '../migrate-service.js';
import { createPool } from '../pool.js';
import { serviceRole, urlAs } from '../service-role.js';

/** The tables of persons' keys in a database of their own. */
export interface KeyDatabase {
  readonly url: string;
  /** As the platform reads and writes them. */
  readonly pool: Pool;
  readonly admin: Client;
  stop(): Promise<void>;
}

export async function keyDatabase(): Promise<KeyDatabase> {
  const role = serviceRole(`k${randomBytes(4).toString('hex')}`);
  const database = await testDatabase();
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  await migrateService({
    adminUrl: database.url,
    schema: 'person_keys',
    role,
    rolePassword: 'secret',
    migrationFolders: [{ dir: join(import.meta.dirname, '../person-keys/migrations'), table: 'migrations' }],
  });
  const logger = pino({ level: 'silent' });
  const pool = createPool(urlAs(database.url, role, 'secret'), { max: 4, schema: 'person_keys', applicationName: 'spec', logger });
  return {
    url: database.url,
    pool,
    admin,
    stop: async () => {
      await pool.end();
      await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
      await admin.end();
      await database.drop();
    },
  };
}
