import { createApp, createLogger, Platform, Routes, type ListedRoute, type ServiceDefinition } from '@xiezhi/service';
import { Client } from 'pg';
import { assignment } from '../../apps/assignment/src/assignment.service.js';
import { coordination } from '../../apps/coordination/src/coordination.module.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { directory } from '../../apps/directory/src/directory.module.js';
import { until, type Answer, type Api } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { NoService, prepareUpdate } from '../../apps/platform/src/update/prepare-update.js';
import { referrals } from '../../apps/referrals/src/referrals.module.js';
import { connected } from '../support/clear-text.js';
import { aidGrant, notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const CASES = '/api/assignment/aid-cases';
const WAIT_MS = 60_000;
/** Answers without an end. */
const ENDLESS = ['/api/live'];

let platform: TestPlatform;
/** Holds every new version back from taking over while it is connected. */
let holding: Client;
let request: string;
let granted: string;

interface Done {
  readonly id: string;
  readonly position: string;
}

/** The request's page, once it holds what was done. */
const shown = ({ id, position }: Done): Promise<Answer<{ readonly status?: string; readonly code?: string }>> =>
  platform.api.institutionOfficer.get(`${REQUESTS}/${id}?after=${position}`);

const SERVICES = [directory, assignment, referrals, coordination];

/** A release that changed every read model. */
const ofNextRelease = (definition: ServiceDefinition): ServiceDefinition => ({
  ...definition,
  projections: (definition.projections ?? []).map((projection) => ({ ...projection, version: projection.version + 1 })),
  inboxProjections: (definition.inboxProjections ?? []).map((projection) => ({ ...projection, version: projection.version + 1 })),
});

interface Kept {
  readonly schema: string;
  readonly name: string;
  readonly version: number;
}

/** The read models in use, of all services. */
async function readModelsOf(client: Client): Promise<readonly Kept[]> {
  const { rows: schemas } = await client.query<{ schema: string }>(
    `SELECT schemaname AS schema FROM pg_tables WHERE tablename = 'read_models' ORDER BY 1`,
  );
  const found: Kept[] = [];
  for (const { schema } of schemas) {
    const { rows } = await client.query<Kept>(
      `SELECT '${schema}' AS schema, name, active_version AS version FROM ${schema}.read_models ORDER BY name`,
    );
    found.push(...rows);
  }
  return found;
}

/** Makes what is in use what a release before left: the version before, under its own names. */
async function becomeOlder(client: Client, models: readonly Kept[]): Promise<void> {
  for (const { schema, name, version } of models) {
    const [table, older] = [`${name}_v${version}`, `${name}_v${version - 1}`];
    const { rows: indexes } = await client.query<{ index: string }>(
      'SELECT indexname AS index FROM pg_indexes WHERE schemaname = $1 AND tablename = $2',
      [schema, table],
    );
    for (const [at, { index }] of indexes.entries()) await client.query(`ALTER INDEX ${schema}."${index}" RENAME TO "${older}_${at}"`);
    await client.query(`DROP TABLE IF EXISTS ${schema}.${older}`);
    await client.query(`ALTER TABLE ${schema}.${table} RENAME TO ${older}`);
    await client.query(`UPDATE ${schema}.checkpoints SET name = $2 WHERE name = $1`, [`projection/${table}`, `projection/${older}`]);
    await client.query(`UPDATE ${schema}.read_models SET active_version = $2, previous_version = NULL WHERE name = $1`, [
      name,
      version - 1,
    ]);
  }
}

async function holdBack(client: Client, models: readonly Kept[]): Promise<void> {
  for (const { schema, name, version } of models)
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`xiezhi:${schema}.${name}_v${version}:projection-tables`]);
}

/** Prepares an update to these services beside the platform. @returns the read models that were built */
async function prepared(services: readonly ServiceDefinition[]): Promise<readonly string[]> {
  const next = await createApp(NoService, { ...platform.config, port: 0 }, { logger: createLogger('fatal') });
  const built: string[] = [];
  try {
    await next.init();
    for await (const { readModels } of prepareUpdate(next.get(Platform), services)) built.push(...readModels);
  } finally {
    await next.close();
  }
  return built;
}

/** What it says of itself; `null` while nothing listens. */
const readinessOf = async (address: string): Promise<unknown> => {
  try {
    return await (await fetch(new URL('/health/ready', address))).json();
  } catch {
    return null;
  }
};

/** What every reading route answers to somebody who may read it: its status. */
async function statuses(): Promise<Readonly<Record<string, number>>> {
  const routes = platform.app.get(Routes).list();
  const answers: Record<string, number> = {};
  for (const route of routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/api/') && !ENDLESS.includes(path))) {
    const reader = readerOf(route);
    if (reader === undefined) continue;
    const matter = route.path.startsWith(CASES) ? granted : request;
    const response = await reader.download(route.path.replace(':service', 'assignment').replaceAll(/:\w+/g, matter));
    await response.arrayBuffer();
    answers[route.path] = response.status;
  }
  return answers;
}

function readerOf({ access }: ListedRoute): Api | undefined {
  if (access === null || access === 'public') return platform.api.institutionOfficer;
  const { roles } = access;
  const names = Object.keys(DEMONSTRATION_ACCOUNTS) as (keyof typeof DEMONSTRATION_ACCOUNTS)[];
  const name = ['institutionOfficer' as const, ...names].find((one) => roles === 'any' || roles.includes(DEMONSTRATION_ACCOUNTS[one].role));
  return name === undefined ? undefined : platform.api[name];
}

/** A notice that is sent and assigned, and shown as both. */
async function work(): Promise<string> {
  const { courtClerk, institutionOfficer: officer } = platform.api;
  const sent = await courtClerk.post<Done>(REQUESTS, notice());
  expect([sent.status, (await shown(sent.body)).body]).toEqual([201, expect.objectContaining({ status: 'received' })]);
  const { id } = sent.body;
  const assigned = await officer.post<Done>(`${REQUESTS}/${id}/assign`, { lawyerId: demonstrationLawyerId(0) });
  expect([assigned.status, (await shown(assigned.body)).body]).toEqual([200, expect.objectContaining({ status: 'assigned' })]);
  return id;
}

beforeAll(async () => {
  platform = await startTestPlatform();
  request = await work();
  granted = (await platform.api.institutionOfficer.post<{ id: string }>(CASES, aidGrant())).body.id;
}, WAIT_MS);
afterAll(async () => {
  await holding?.end();
  await platform?.stop();
});

it(
  'an update is prepared beside the release that runs: every read model is built anew, and nobody who works meanwhile notices',
  async () => {
    const { database } = platform;
    const models = await connected(database.url, readModelsOf);
    expect(models.length).toBeGreaterThan(30);
    const before = await statuses();
    expect(Object.keys(before).length).toBeGreaterThan(100);
    expect(Object.entries(before).filter(([, status]) => status >= 500)).toEqual([]);

    const working = work();
    const built = await prepared(SERVICES.map(ofNextRelease));
    await working;
    expect(await connected(database.url, readModelsOf)).toEqual(models.map((model) => ({ ...model, version: model.version + 1 })));
    expect(built.toSorted()).toEqual(models.map(({ name, version }) => `${name}_v${version + 1}`).toSorted());

    expect(await statuses()).toEqual(before);
    await work();
    await connected(database.url, async (client) => {
      for (const { schema, name, version } of models)
        await client.query(`UPDATE ${schema}.read_models SET active_version = $2 WHERE name = $1`, [name, version]);
    });
  },
  3 * WAIT_MS,
);

it(
  'an update that cannot be built is told by name, and work goes on',
  async () => {
    const cannot = assignment.projections!.map((projection) =>
      projection.name === 'worklist'
        ? {
            ...projection,
            version: projection.version + 5,
            evolve: () => {
              throw new TypeError('not of this log');
            },
          }
        : projection,
    );
    await expect(prepared([{ ...assignment, projections: cannot }])).rejects.toThrow(
      /^assignment: projection\/worklist_v\d+ cannot be built: .*not of this log/,
    );
    await work();
  },
  WAIT_MS,
);

it(
  'an update that was not prepared is not ready until its read models are built, and shows nothing that is out of date as new',
  async () => {
    const { url } = platform.database;
    const before = await statuses();
    const outage = await platform.outage();
    const models = await connected(url, async (client) => {
      const found = await readModelsOf(client);
      await becomeOlder(client, found);
      return found;
    });
    holding = new Client({ connectionString: url });
    await holding.connect();
    await holdBack(holding, models);
    const starting = outage.end();
    const { value: readiness } = await until(
      () => readinessOf(platform.address),
      (answer) => answer !== null,
      WAIT_MS,
    );
    expect(readiness).toMatchObject({ status: 'not_ready', checks: { 'assignment read models': 'failed', 'assignment runners': 'ok' } });

    const sent = await platform.api.courtClerk.post<Done>(REQUESTS, notice());
    expect(sent.status).toBe(201);
    expect(await shown(sent.body)).toMatchObject({ status: 503, body: { code: 'read_model.behind' } });
    expect(await connected(url, readModelsOf)).toEqual(models.map((model) => ({ ...model, version: model.version - 1 })));

    await holding.end();
    platform = await starting;
    expect(await connected(url, readModelsOf)).toEqual(models);
    expect((await shown(sent.body)).status).toBe(200);
    expect(await statuses()).toEqual(before);
    await work();
  },
  3 * WAIT_MS,
);
