import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ReadModels, type AnyProjection } from '@xiezhi/eventsourcing/postgres';
import { calendars } from '../../apps/assignment/src/calendars/calendars.projection.js';
import { Calendars } from '../../apps/assignment/src/calendars/calendars.queries.js';
import { closedCases } from '../../apps/assignment/src/closed-cases/closed-cases.projection.js';
import { ClosedCases } from '../../apps/assignment/src/closed-cases/closed-cases.queries.js';
import { fullCoverage } from '../../apps/assignment/src/full-coverage/full-coverage.projection.js';
import { Coverages } from '../../apps/assignment/src/full-coverage/full-coverage.queries.js';
import { qualityFigures } from '../../apps/assignment/src/quality-figures/quality-figures.projection.js';
import { QualityFigures } from '../../apps/assignment/src/quality-figures/quality-figures.queries.js';
import { openWorld, SCHEMA, type World } from '../../libs/eventsourcing/src/postgres/runners.support.contract.js';

const LHASA = '540100';
const NOW = '2026-11-27T02:00:00.000Z';

let world: World;
let readModels: ReadModels;

const next = (projection: AnyProjection): AnyProjection => ({ ...projection, version: projection.version + 1 });
const QUERIED = [calendars, closedCases, fullCoverage, qualityFigures].map(next);

beforeAll(async () => {
  world = await openWorld();
  await world.ensureTables(calendars, closedCases, fullCoverage, qualityFigures);
  await world.pool.query('INSERT INTO read_models (name, active_version) SELECT * FROM unnest($1::text[], $2::int[])', [
    QUERIED.map(({ name }) => name),
    QUERIED.map(({ version }) => version - 1),
  ]);
  await world.ensureTables(...QUERIED);
  readModels = new ReadModels(world.pool, SCHEMA, QUERIED, world.makeReady);
  await readModels.start();
}, 60_000);
afterAll(async () => {
  readModels?.stop();
  await world?.close();
});

it('queries go on over the connections they have when the next version of a read model takes over', async () => {
  const { pool } = world.process('queries');
  const now = (): number => Number.MAX_SAFE_INTEGER;
  const queries = {
    calendars: new Calendars(pool, readModels, now),
    closedCases: new ClosedCases(pool, readModels),
    coverage: new Coverages(pool, readModels),
    figures: new QualityFigures(pool, readModels),
  };
  const asked = async (): Promise<readonly unknown[]> => {
    queries.calendars.forget();
    return [
      (await queries.calendars.of(LHASA)).version,
      await queries.closedCases.between('institution-540100', '2026-01-01T00:00:00.000Z', NOW),
      (await queries.coverage.of(LHASA, NOW)).trial,
      await queries.figures.of('peer_review_bound', LHASA, NOW),
    ];
  };
  const before = await asked();
  for (const projection of QUERIED) await readModels.activate(projection);
  expect(QUERIED.map((projection) => readModels.table(projection))).toEqual(
    QUERIED.map(({ name, version }) => `${SCHEMA}.${name}_v${version}`),
  );
  expect(await asked()).toEqual(before);
});
