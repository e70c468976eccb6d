import { accountOpened } from '@xiezhi/contracts';
import { Rejected, type InboxItem } from '@xiezhi/eventsourcing';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import { accounts, type AccountRow } from './accounts.projection.js';
import { Accounts } from './accounts.queries.js';

const OURS = 'institution-540100';
const CODE = 'group_matter.officer.unknown';

const rowOf = (account: string, agency: string): AccountRow => {
  const item = { type: accountOpened.type, data: { account, agency } } as unknown as InboxItem;
  expect(accounts.keysOf(item)).toEqual([account]);
  return accounts.evolve(null, item, account) as AccountRow;
};

/** What is refused of these accounts, field by field, where the directory told of `known`. */
async function refused(known: readonly AccountRow[], named: readonly string[], elsewhere: boolean): Promise<readonly string[]> {
  const pool = { query: (_text: string, [ids]: [readonly string[]]) => ({ rows: known.filter(({ id }) => ids.includes(id)) }) };
  const asked = new Accounts(pool as unknown as Pool, { table: () => 'accounts' } as unknown as ReadModels, elsewhere);
  try {
    await asked.insistOfInstitution(OURS, named, CODE, (place) => `officers.${place}`);
    return [];
  } catch (error) {
    if (!(error instanceof Rejected) || error.code !== CODE) throw error;
    return (error.errors ?? []).map(({ path, code }) => `${path} ${code}`);
  }
}

describe('whose people accounts are of', () => {
  const known = [rowOf('ours', OURS), rowOf('theirs', 'institution-540102')];

  it('takes an account of the institution', async () => {
    expect(await refused(known, ['ours'], false)).toEqual([]);
  });

  it('refuses that of another agency and one that nobody knows, each by its place', async () => {
    expect(await refused(known, ['theirs', 'ours', 'nobody'], false)).toEqual([
      'officers.0 not_of_institution',
      'officers.2 not_of_institution',
    ]);
  });

  it('takes what only the issuer of the region knows, and still not another agency’s', async () => {
    expect(await refused(known, ['nobody', 'theirs'], true)).toEqual(['officers.1 not_of_institution']);
  });
});
