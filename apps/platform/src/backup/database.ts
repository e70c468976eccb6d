import { startEmbeddedPostgres, type Config } from '@xiezhi/service';
import pg, { type Client } from 'pg';

/** Runs `work` on the configured database, as its owner: the given one, or the embedded one (adopted when it runs already). */
export async function withDatabase<T>(config: Config, work: (url: string) => Promise<T>): Promise<T> {
  const url = config.databaseAdminUrl ?? config.databaseUrl;
  if (url !== undefined) return work(url);
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir });
  try {
    return await work(embedded.adminUrl);
  } finally {
    await embedded.stop();
  }
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(url: string, name: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: name, options: '-c TimeZone=UTC -c statement_timeout=0' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs `work` in a transaction begun by `begin`; whatever it throws undoes it. */
export async function inTransaction<T>(client: Client, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin);
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that broke has undone it already.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
