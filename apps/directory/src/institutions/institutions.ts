import { Rejected, type CommandContext, type JsonObject } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Changed } from '../audited-change.js';

/** What people need to find a legal-aid institution (法律援助机构): public. */
export interface InstitutionProfile {
  readonly address: string;
  readonly hotline: string;
  readonly openingHours: string;
  /** 无障碍接待设施 */
  readonly accessible: boolean;
  readonly languages: readonly string[];
}

/** An institution with what is known of where to find it. */
export interface ListedInstitution {
  readonly code: string;
  readonly division: string;
  readonly name: string;
  readonly nameEn: string;
  readonly profile: InstitutionProfile | null;
}

interface Row {
  readonly code: string;
  readonly division: string;
  readonly name: string;
  readonly name_en: string;
  readonly profile: InstitutionProfile | null;
}

const PROFILE = `CASE WHEN p.agency IS NOT NULL THEN jsonb_build_object('address', p.address, 'hotline', p.hotline,
  'openingHours', p.opening_hours, 'accessible', p.accessible, 'languages', p.languages) END AS profile`;

export const institutionStream = (agency: string): string => `institution-profile-${agency}`;

/** The division of an institution, in the transaction that refers to it. @throws Rejected `institution.unknown` */
export async function divisionOfInstitution(pool: Pool | PoolClient, code: string): Promise<string> {
  const { rows } = await pool.query<{ division: string }>(
    `SELECT division FROM agencies WHERE code = $1 AND kind = 'institution' AND active`,
    [code],
  );
  const [row] = rows;
  if (row !== undefined) return row.division;
  const detail = '没有这个法律援助机构。No such legal-aid institution.';
  throw new Rejected('institution.unknown', detail, { errors: [{ path: 'institution', code: 'institution.unknown', detail }] });
}

/** Institutions and where they are found. */
export class Institutions {
  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
  ) {}

  /** @throws Rejected `institution.unknown` */
  divisionOf(code: string): Promise<string> {
    return divisionOfInstitution(this.pool, code);
  }

  /** Says where an institution is found. @throws Rejected `institution.unknown` */
  async describe(agency: string, profile: InstitutionProfile, context: CommandContext): Promise<readonly Changed[]> {
    const stream = institutionStream(agency);
    return auditedChange(this.pool, this.log, context, [stream], async (tx) => {
      await divisionOfInstitution(tx, agency);
      const { rowCount } = await tx.query(
        `INSERT INTO institution_profiles AS present (agency, address, hotline, opening_hours, accessible, languages)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (agency) DO UPDATE SET address = excluded.address, hotline = excluded.hotline,
           opening_hours = excluded.opening_hours, accessible = excluded.accessible, languages = excluded.languages
         WHERE (present.address, present.hotline, present.opening_hours, present.accessible, present.languages)
           IS DISTINCT FROM (excluded.address, excluded.hotline, excluded.opening_hours, excluded.accessible, excluded.languages)`,
        [agency, profile.address, profile.hotline, profile.openingHours, profile.accessible, profile.languages],
      );
      const data = { agency, ...profile } as unknown as JsonObject;
      return rowCount === 0 ? [] : [{ stream, type: 'InstitutionDescribed', data }];
    });
  }

  /** Institutions that are active, of divisions that start with `prefix` and of those in `above`; at most `limit`. */
  async list(prefix: string, limit: number, above: readonly string[] = []): Promise<readonly ListedInstitution[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT a.code, a.division, a.name, a.name_en, ${PROFILE} FROM agencies a LEFT JOIN institution_profiles p ON p.agency = a.code
       WHERE a.kind = 'institution' AND a.active AND (a.division LIKE $1 OR a.division = ANY ($3)) ORDER BY a.division, a.code LIMIT $2`,
      [`${prefix}%`, limit, above],
    );
    return rows.map(({ name_en: nameEn, ...row }) => ({ ...row, nameEn }));
  }
}
