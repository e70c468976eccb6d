import { open, Rejected, seal, type CommandContext, type PersonKeys, type Sealed } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import { INSTANT } from '../accounts/account.js';
import { auditedChange, type Changed } from '../audited-change.js';
import { pageOfRegister, type Condition, type RegisterPage } from '../register-page.js';

/** That an agency accepted a version of the data-use terms (数据使用约定): who signed, and when. */
export interface Acceptance {
  readonly version: string;
  readonly acceptedAt: string;
  /** `null` once the person was erased. */
  readonly signatory: string | null;
}

/** Where an agency that has accounts or keys stands with the version that sign-ins ask for. */
export interface TermsStanding {
  readonly agency: string;
  /** When it accepted that version; `null`: not yet, so that nobody of it signs in. */
  readonly acceptedAt: string | null;
  /** The newest version it accepted; `null`: none. */
  readonly newestVersion: string | null;
}

const termsStream = (agency: string): string => `data-use-terms-${agency}`;

/** What agencies undertook before their people and systems may sign in. */
export class DataUseTerms {
  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
    private readonly keys: PersonKeys,
  ) {}

  /**
   * Records that these agencies accepted a version; an acceptance that is there stays as it was recorded.
   * @throws Rejected `agency.not_found`
   */
  async accept(
    agencies: readonly string[],
    version: string,
    signatory: string,
    acceptedAt: string,
    context: CommandContext,
  ): Promise<readonly Changed[]> {
    const { personId, key } = await this.keys.create();
    return auditedChange(this.pool, this.log, context, agencies.map(termsStream), async (tx) => {
      const known = await tx.query<{ code: string }>('SELECT code FROM agencies WHERE code = ANY ($1)', [agencies]);
      if (known.rowCount !== new Set(agencies).size) throw new Rejected('agency.not_found', '没有这个单位。No such agency.');
      const rows = agencies.map((agency) => ({ agency, signatory: seal(signatory, personId, key, termsStream(agency), 'signatory') }));
      const written = await tx.query<{ agency: string; signatory: Sealed }>(
        `INSERT INTO data_use_terms (agency, version, accepted_at, person_id, signatory)
         SELECT agency, $2, $3, $4, signatory FROM jsonb_to_recordset($1) AS given (agency text, signatory jsonb)
         ON CONFLICT (agency, version) DO NOTHING RETURNING agency, signatory`,
        [JSON.stringify(rows), version, acceptedAt, personId],
      );
      return written.rows.map(({ agency, signatory: sealed }) => ({
        stream: termsStream(agency),
        type: 'DataUseTermsAccepted',
        data: { agency, version, acceptedAt, personId, signatory: sealed },
      }));
    });
  }

  /** What an agency accepted, newest first. */
  async of(agency: string): Promise<readonly Acceptance[]> {
    const { rows } = await this.pool.query<{ version: string; acceptedAt: string; signatory: Sealed }>(
      `SELECT version, ${INSTANT('accepted_at')} AS "acceptedAt", signatory FROM data_use_terms WHERE agency = $1
       ORDER BY accepted_at DESC, version LIMIT 100`,
      [agency],
    );
    return Promise.all(
      rows.map(async ({ signatory, ...row }) => ({
        ...row,
        signatory: await open<string>(signatory as Sealed | string, this.keys, termsStream(agency), 'signatory'),
      })),
    );
  }

  /** Where the active agencies that have accounts or keys stand with a version, by code; `accepted` keeps those who did, or those who did not. */
  async standings(
    version: string,
    agency: string | null,
    { accepted, cursor, limit }: { readonly accepted?: boolean; readonly cursor?: string; readonly limit: number },
  ): Promise<RegisterPage<TermsStanding>> {
    const at = `(SELECT accepted_at FROM data_use_terms t WHERE t.agency = agencies.code AND t.version = '${version.replaceAll("'", "''")}')`;
    const columns = `code, code AS agency, ${INSTANT(at)} AS "acceptedAt",
      (SELECT version FROM data_use_terms t WHERE t.agency = agencies.code ORDER BY accepted_at DESC, version LIMIT 1) AS "newestVersion"`;
    const conditions: readonly Condition[] = [
      [
        '(active AND (EXISTS (SELECT FROM accounts WHERE accounts.agency = code) OR EXISTS (SELECT FROM system_keys k WHERE k.agency = code))) = ?',
        true,
      ],
      ['code = ?', agency ?? undefined],
      [`(${at} IS NOT NULL) = ?`, accepted],
    ];
    const register = { table: 'agencies', columns, order: 'code', key: 'code' } as const;
    const page = await pageOfRegister<TermsStanding & { readonly code: string }>(this.pool, register, conditions, { cursor, limit });
    return { ...page, items: page.items.map(({ agency: of, acceptedAt, newestVersion }) => ({ agency: of, acceptedAt, newestVersion })) };
  }
}
