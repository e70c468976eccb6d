import { Client } from 'pg';

/** How a text may lie somewhere without being sealed: as it is, escaped in JSON, as the bytes of a bytea, in base64, in an address. */
const clearForms = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret, 'utf8');
  const escaped = [...secret].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  return [secret, escaped, bytes.toString('hex'), ...inBase64(bytes), encodeURIComponent(secret)];
};

/** Three bytes are four characters: within a longer text it reads in one of three ways, its first and last characters apart. */
const inBase64 = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });

/** Which of these texts lie in `text` in clear. */
export const foundIn = (text: string, secrets: readonly string[]): readonly string[] =>
  secrets.filter((secret) => clearForms(secret).some((form) => text.includes(form)));

/** Runs `work` on a connection of its own. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every row of every table of a database, as text, by table. */
export const dumpOf = (url: string): Promise<ReadonlyMap<string, string>> =>
  connected(url, async (client) => {
    const { rows: tables } = await client.query<{ table: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS table FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const dumped = new Map<string, string>();
    for (const { table } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      dumped.set(table, rows.map(({ row }) => row).join('\n'));
    }
    return dumped;
  });
