import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { Client } from 'pg';
import { testDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { TEST_MASTER_KEY } from '../../../../test/support/platform.js';
import { readConfig, type Config } from '../config.js';
import { HealthRegistry } from '../health.js';
import { Metrics } from '../metrics.js';
import { Platform } from '../runtime/platform.js';
import type { Principal } from '../principal.js';
import { Endings } from './endings.js';
import { Sessions } from './sessions.js';

const logger = pino({ level: 'silent' });
const WAIT_MS = 10_000;

const principal = (account: string): Principal => ({
  account,
  agency: 'court-540100',
  agencyKind: 'court',
  role: 'liaison',
  division: '540100',
});
const details = { displayName: '扎西某某', agencyName: '某法院', lastSignInAt: null };

/** Waits for a condition, never for a time. */
async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('not so in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** An instant after all that was committed: this clock cuts off what is less than a millisecond, the database's does not. */
const afterwards = (): string => new Date(Date.now() + 1).toISOString();

describe('sessions of two processes on one database', () => {
  let database: TestDatabase;
  let admin: Client;
  let config: Config;
  const opened: { platform: Platform; endings: Endings }[] = [];

  const open = async (changes: Partial<Config> = {}): Promise<{ sessions: Sessions; endings: Endings }> => {
    const own: Config = { ...config, ...changes };
    const platform = new Platform(own, logger, TEST_MASTER_KEY, new Metrics(), new HealthRegistry(logger));
    const endings = await Endings.open(own, logger, TEST_MASTER_KEY, platform);
    opened.push({ platform, endings });
    return { sessions: new Sessions(own, logger, endings), endings };
  };

  let here: Sessions;
  let there: Sessions;
  let endingsHere: Endings;
  let endingsThere: Endings;
  beforeAll(async () => {
    database = await testDatabase();
    config = { ...readConfig({ DATABASE_URL: database.url }), databaseAdminUrl: database.url };
    admin = new Client({ connectionString: database.url });
    await admin.connect();
    ({ sessions: here, endings: endingsHere } = await open());
    ({ sessions: there, endings: endingsThere } = await open());
  });
  afterAll(async () => {
    for (const { endings, platform } of opened) {
      await endings.onApplicationShutdown();
      await platform.onApplicationShutdown();
    }
    await admin.end();
    await database.drop();
  });

  const begin = async (account = randomBytes(6).toString('hex')): Promise<{ account: string; token: string }> => {
    const token = await here.create({ principal: principal(account), details, signedInAt: new Date().toISOString() });
    return { account, token: token! };
  };

  it('knows a session in both, the second time without asking the database', async () => {
    const { account, token } = await begin();
    for (const sessions of [here, there]) {
      expect(sessions.known(token)).toBeUndefined();
      expect(await sessions.find(token)).toMatchObject({ principal: { account }, details });
      expect(sessions.known(token)).toMatchObject({ principal: { account } });
    }
  });

  it('given the end of one browser, the other browsers of the account stay signed in', async () => {
    const { account, token } = await begin();
    const second = await begin(account);
    await there.find(token);
    await there.find(second.token);
    await here.end(token);
    expect(here.known(token)).toBeUndefined();
    await eventually(() => there.known(token) === undefined);
    expect(await there.find(token)).toBeNull();
    expect(there.known(second.token)).toBeDefined();
  });

  it('given the end of all of an account, knows none of them anywhere, and refuses one that a sign-in before it would begin', async () => {
    const { account, token } = await begin();
    await here.find(token);
    await there.find(token);
    const signedInAt = new Date().toISOString();
    await endingsHere.endAllOf(account);
    expect([here.known(token), await here.find(token)]).toEqual([undefined, null]);
    await eventually(() => there.known(token) === undefined);
    expect(await here.create({ principal: principal(account), details, signedInAt })).toBeNull();
    expect(await here.find((await begin(account)).token)).not.toBeNull();
  });

  it('given sessions that begin while the account is ended, leaves none that began before', async () => {
    for (let round = 0; round < 20; round++) {
      const account = `race-${round}`;
      const signedInAt = new Date(Date.now() - 1_000).toISOString();
      const [first, , second] = await Promise.all([
        here.create({ principal: principal(account), details, signedInAt }),
        endingsThere.endAllOf(account),
        here.create({ principal: principal(account), details, signedInAt }),
      ]);
      for (const token of [first, second]) if (token !== null) expect(await here.find(token)).toBeNull();
    }
  });

  it('given an agency that is dissolved, knows nobody of it anywhere, and lets nobody in for it until it is active again', async () => {
    const agency = `police-${randomBytes(4).toString('hex')}`;
    const standing = { code: agency, kind: 'police', division: '540100', active: true };
    const of = (account: string): Principal => ({ ...principal(account), agency });
    const enter = async (account: string): Promise<string | null> =>
      here.create({ principal: of(account), details, signedInAt: afterwards() });
    await endingsHere.keepStandings([standing]);
    const [first, second] = [(await enter('one'))!, (await enter('two'))!];
    const other = await begin();
    for (const token of [first, second, other.token]) await there.find(token);
    // Told again as it was, nothing ends.
    await endingsHere.keepStandings([standing]);
    expect(there.known(first)).toBeDefined();

    await endingsHere.keepStandings([{ ...standing, active: false }]);
    for (const token of [first, second]) expect([here.known(token), await here.find(token)]).toEqual([undefined, null]);
    await eventually(() => there.known(first) === undefined && there.known(second) === undefined);
    expect(there.known(other.token)).toBeDefined();
    expect(await enter('three')).toBeNull();
    expect(await endingsThere.hasEnded(of('three'), afterwards())).toBe(true);

    await endingsHere.keepStandings([standing]);
    expect(await enter('three')).not.toBeNull();
    expect(await endingsThere.hasEnded(of('three'), afterwards())).toBe(false);
  });

  it('given an agency that becomes another division’s, ends what was given before', async () => {
    const agency = `court-${randomBytes(4).toString('hex')}`;
    const standing = { code: agency, kind: 'court', division: '540100', active: true };
    await endingsHere.keepStandings([standing]);
    const before = new Date().toISOString();
    await endingsHere.keepStandings([{ ...standing, division: '540200' }]);
    expect(await endingsHere.hasEnded({ account: 'anyone', agency }, before)).toBe(true);
    expect(await endingsHere.hasEnded({ account: 'anyone', agency }, afterwards())).toBe(false);
  });

  it('lists where an account is signed in, and ends one of its sessions or all others, never those of somebody else', async () => {
    const { account, token } = await begin();
    const [second, third, foreign] = [await begin(account), await begin(account), await begin()];
    const listed = await there.listOf(account, token);
    expect(listed.map(({ current }) => current).sort()).toEqual([false, false, true]);
    const [strange] = await there.listOf(foreign.account, foreign.token);
    expect(await here.endOneOf(account, strange!.id)).toBe(false);

    for (const one of [second, third]) await there.find(one.token);
    const other = (await there.listOf(account, second.token)).find(({ current }) => current)!;
    expect(await here.endOneOf(account, other.id)).toBe(true);
    expect(await here.find(second.token)).toBeNull();
    await eventually(() => there.known(second.token) === undefined);
    expect(there.known(third.token)).toBeDefined();
    expect(await here.endOthersOf(account, token)).toBe(1);
    expect(await here.find(third.token)).toBeNull();
    expect(await here.find(token)).not.toBeNull();
    expect(await here.find(foreign.token)).not.toBeNull();
  });

  it('given a process that hears of no endings, looks at the table instead of what it remembers, until it hears again', async () => {
    const { account, token } = await begin();
    await there.find(token);
    const killed = await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'xiezhi session endings' AND datname = current_database()`,
    );
    expect(killed.rowCount).toBe(2);
    await eventually(() => there.known(token) === undefined);
    await endingsHere.endAllOf(account);
    expect(await there.find(token)).toBeNull();
    const next = await begin();
    await eventually(async () => {
      await there.find(next.token);
      return there.known(next.token) !== undefined;
    });
  });

  it('ends a session after its idle time and after its longest age, in what is remembered too', async () => {
    const { token } = await begin();
    const old = await begin();
    await admin.query(`UPDATE sessions.sessions SET last_seen_at = now() - interval '30 minutes 1 second' WHERE account = $1`, [
      (await there.find(token))!.principal.account,
    ]);
    expect(await here.find(token)).toBeNull();
    await admin.query(`UPDATE sessions.sessions SET expires_at = now() WHERE account = $1`, [old.account]);
    expect(await here.find(old.token)).toBeNull();
  });

  it('begins the idle time anew with what the person does, and not with what a page looks at by itself', async () => {
    const { account, token } = await begin();
    await admin.query(`UPDATE sessions.sessions SET last_seen_at = now() - interval '20 minutes' WHERE account = $1`, [account]);
    const seenAgo = async (): Promise<number> => {
      const { rows } = await admin.query<{ ago: number }>(
        'SELECT extract(epoch FROM now() - last_seen_at)::float8 AS ago FROM sessions.sessions WHERE account = $1',
        [account],
      );
      return rows[0]!.ago;
    };
    const session = (await there.find(token))!;
    expect(await seenAgo()).toBeGreaterThan(1_100);
    there.seen(session);
    await eventually(async () => (await seenAgo()) < 60);
  });

  it('stores no cookie and no name that the table alone would give away', async () => {
    const { token } = await begin();
    const { rows } = await admin.query('SELECT encode(digest, $1) AS digest, principal, details FROM sessions.sessions', ['base64']);
    const all = JSON.stringify(rows);
    for (const secret of [token, Buffer.from(token).toString('base64'), '扎西某某', '某法院']) expect(all).not.toContain(secret);
  });
});
