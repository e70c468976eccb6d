import { tableName } from '@xiezhi/eventsourcing';
import { agencies } from '../../apps/assignment/src/agencies/agencies.projection.js';
import { until } from '../../apps/platform/src/demo/api.js';
import type { TestPlatform } from './platform.js';
import { testPool } from './postgres.js';

const SLOWEST_MS = 20_000;

/** Registers the institution of a division (`active`), or stops it, and waits until assignment has heard of it. */
export async function setInstitution({ api, database }: TestPlatform, division: string, active: boolean): Promise<void> {
  const code = `institution-${division}`;
  const named = { code, kind: 'institution', division, name: '法律援助中心', nameEn: 'Legal Aid Centre' };
  const { status } = await api.administrator.post('/api/directory/agencies', { ...named, active });
  if (status !== 200) throw new Error(`the institution was answered with ${status}`);
  const pool = testPool(database.url, { max: 1 });
  try {
    await until(
      () => pool.query<{ active: boolean }>(`SELECT active FROM assignment.${tableName(agencies)} WHERE code = $1`, [code]),
      ({ rows }) => rows[0]?.active === active,
      SLOWEST_MS,
    );
  } finally {
    await pool.end();
  }
}
