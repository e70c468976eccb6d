import { randomUUID } from 'node:crypto';
import { tableName } from '@xiezhi/eventsourcing';
import { accounts } from '../../apps/assignment/src/accounts/accounts.projection.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import type { TestPlatform } from './platform.js';
import { testPool } from './postgres.js';

const SLOWEST_MS = 20_000;

/** Invites an officer of an institution, and waits until assignment has heard of it and of the demonstration's accounts; the account. */
export async function invitedOfficer({ api, database }: TestPlatform, agency: string): Promise<string> {
  const invited = { agency, role: 'institution_officer', displayName: '某某', signInName: randomUUID() };
  const { status, body } = await api.administrator.post<{ readonly id: string }>('/api/directory/accounts', invited);
  if (status !== 201) throw new Error(`the invitation was answered with ${status}`);
  const pool = testPool(database.url, { max: 1 });
  try {
    await until(
      () => pool.query(`SELECT FROM assignment.${tableName(accounts)} WHERE id = $1`, [body.id]),
      ({ rowCount }) => rowCount === 1,
      SLOWEST_MS,
    );
  } finally {
    await pool.end();
  }
  return body.id;
}

/** The demonstration's second lawyer, who has nothing to do with what the first one has. */
export const anotherLawyer = (platform: TestPlatform): Promise<Api> =>
  platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: randomUUID(), lawyerId: demonstrationLawyerId(1) });
