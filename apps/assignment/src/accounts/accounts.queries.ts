import { Rejected } from '@xiezhi/eventsourcing';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import { accounts, type AccountRow } from './accounts.projection.js';

const DETAIL = '这不是本机构的账号,请从本机构人员中选择。This account is not of your institution; choose one of its people.';

/** Whose people accounts are of, as the directory last told. */
export class Accounts {
  /** @param elsewhere People sign in at the region's issuer (统一身份认证), whose accounts the directory does not have. */
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
    private readonly elsewhere: boolean,
  ) {}

  /**
   * Insists that who is named is of the institution: what is secret within it may not be opened to another's people.
   * @param pathOf Field of the request that names the account, by its place.
   * @throws Rejected `code`
   */
  async insistOfInstitution(institution: string, named: readonly string[], code: string, pathOf: (place: number) => string): Promise<void> {
    const { rows } = await this.pool.query<AccountRow>(`SELECT id, agency FROM ${this.readModels.table(accounts)} WHERE id = ANY ($1)`, [
      named,
    ]);
    const agencyOf = new Map(rows.map(({ id, agency }) => [id, agency]));
    const errors = named.flatMap((account, place) => {
      const agency = agencyOf.get(account);
      const foreign = agency === undefined ? !this.elsewhere : agency !== institution;
      return foreign ? [{ path: pathOf(place), code: 'not_of_institution', detail: DETAIL }] : [];
    });
    if (errors.length > 0) throw new Rejected(code, DETAIL, { errors });
  }
}
