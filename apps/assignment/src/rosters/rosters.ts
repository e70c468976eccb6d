import { LruMap, Rejected } from '@xiezhi/eventsourcing';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { LawyerFacts } from '@xiezhi/legal-policy';
import { inDivision } from '@xiezhi/service';
import type { Pool } from 'pg';
import { agencies, type AgencyRow } from '../agencies/agencies.projection.js';
import { barsInForce } from '../lawyer-bars/lawyer-bars.queries.js';
import { lawyerRoster, type LawyerRow } from '../lawyer-roster/lawyer-roster.projection.js';

/** A lawyer with what the rules ask of one. */
export type Lawyer = LawyerFacts & { readonly id: string };

const INSTITUTION = 'institution';

/** The directory has not told of the institution yet: tried again. */
export class InstitutionOnItsWay extends Error {
  override readonly name = 'InstitutionOnItsWay';
}
/** The kind of agency whose people look over the institutions of their divisions. */
const OVERSEER = 'secretariat';
/** Institutions change a few times a year; a change is seen within this time. */
const KEPT_FOR_MS = 5_000;
const KEPT_INSTITUTIONS = 500;

/** Looks up agencies (单位) and lawyers (律师) as the directory last told of them. */
export class Rosters {
  readonly #institutions = new LruMap<string, { readonly row: AgencyRow; readonly until: number }>(KEPT_INSTITUTIONS);

  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
    private readonly now: () => number,
    /** Waits until every measure against a lawyer that was decided before is known here. */
    private readonly barsUpToDate: () => Promise<void>,
  ) {}

  /**
   * The lawyer with this id, and the measures that were decided until now: who is suspended is not assigned in the instant after.
   * @throws Rejected `lawyer.unknown`
   */
  async lawyer(id: string): Promise<Lawyer> {
    await this.barsUpToDate();
    const [row, bars] = await Promise.all([
      this.lawyerRow(id),
      barsInForce(this.pool, this.readModels, new Date(this.now()).toISOString(), id),
    ]);
    if (row === null) {
      throw new Rejected(
        'lawyer.unknown',
        '名册中没有这位律师,请从候选名单中选择。No such lawyer on the roster; choose from the candidates.',
        {
          errors: [{ path: 'lawyerId', code: 'unknown', detail: '名册中没有这位律师。No such lawyer on the roster.' }],
        },
      );
    }
    const own = bars.get(id);
    return own === undefined ? factsOf(row) : { ...factsOf(row), bars: own };
  }

  /** Lawyers who may not be assigned in a division now (暂停指派、移出指派名册): of all, or of one alone. */
  async barredIn(division: string, lawyerId: string | null = null): Promise<ReadonlySet<string>> {
    const bars = await barsInForce(this.pool, this.readModels, new Date(this.now()).toISOString(), lawyerId);
    return new Set([...bars].filter(([, own]) => own.some((bar) => inDivision(bar.division, division))).map(([id]) => id));
  }

  /** The lawyer's row, or `null`. */
  async lawyerRow(id: string): Promise<LawyerRow | null> {
    const { rows } = await this.pool.query<LawyerRow>(`SELECT * FROM ${this.readModels.table(lawyerRoster)} WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** The rows of lawyers by id, as many of them as the roster has. */
  async lawyerRows(ids: readonly string[]): Promise<readonly LawyerRow[]> {
    const { rows } = await this.pool.query<LawyerRow>(`SELECT * FROM ${this.readModels.table(lawyerRoster)} WHERE id = ANY ($1)`, [ids]);
    return rows;
  }

  /** Active lawyers who serve one of `divisions`, at most `limit`. */
  async serving(divisions: readonly string[], limit: number): Promise<readonly LawyerRow[]> {
    const { rows } = await this.pool.query<LawyerRow>(
      `SELECT * FROM ${this.readModels.table(lawyerRoster)} WHERE status = 'active' AND divisions && $1 ORDER BY firm, id LIMIT $2`,
      [divisions, limit],
    );
    return rows;
  }

  /** Codes of the agencies whose division's code begins with `prefix`, at most `limit`. */
  async agenciesIn(prefix: string, limit: number): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ code: string }>(
      `SELECT code FROM ${this.readModels.table(agencies)} WHERE division LIKE $1 || '%' ORDER BY code LIMIT $2`,
      [prefix, limit],
    );
    return rows.map(({ code }) => code);
  }

  /**
   * The legal-aid institution (法律援助机构) of a division.
   * @throws Rejected `institution.unknown` when the division has none
   */
  async institutionIn(division: string): Promise<AgencyRow> {
    const kept = this.#institutions.get(division);
    if (kept !== undefined && kept.until > this.now()) return kept.row;
    const { rows } = await this.pool.query<AgencyRow>(
      `SELECT * FROM ${this.readModels.table(agencies)} WHERE kind = $1 AND division = $2 AND active ORDER BY code LIMIT 1`,
      [INSTITUTION, division],
    );
    const [row] = rows;
    if (row === undefined) {
      throw new Rejected('institution.unknown', '该行政区划没有法律援助机构。This division has no legal-aid institution.', {
        errors: [
          {
            path: 'division',
            code: 'no_institution',
            detail: '请选择设有法律援助机构的行政区划。Choose a division that has an institution.',
          },
        ],
      });
    }
    this.#institutions.set(division, { row, until: this.now() + KEPT_FOR_MS });
    return row;
  }

  /**
   * The institution with this code.
   * @throws Rejected `institution.unknown`
   */
  async institution(code: string): Promise<AgencyRow> {
    const row = await this.agency(code);
    if (row === null || row.kind !== INSTITUTION || !row.active) {
      throw new Rejected('institution.unknown', '没有这个法律援助机构。No such legal-aid institution.', {
        errors: [{ path: 'to', code: 'unknown', detail: '没有这个法律援助机构。No such legal-aid institution.' }],
      });
    }
    return row;
  }

  /**
   * The institution with this code, of which others speak already.
   * @throws InstitutionOnItsWay while the directory has not told of it
   */
  async expected(code: string): Promise<AgencyRow> {
    const row = await this.agency(code);
    if (row === null || row.kind !== INSTITUTION) throw new InstitutionOnItsWay(code);
    return row;
  }

  /** Code of the agency of the judicial administration (司法行政机关) that looks over a division: its own, or the nearest above; `null` where none is known. */
  async overseer(division: string): Promise<string | null> {
    const above = [division, `${division.slice(0, 4)}00`, `${division.slice(0, 2)}0000`];
    const { rows } = await this.pool.query<{ code: string }>(
      `SELECT code FROM ${this.readModels.table(agencies)} WHERE kind = $1 AND division = ANY ($2) AND active ORDER BY division DESC, code LIMIT 1`,
      [OVERSEER, above],
    );
    return rows[0]?.code ?? null;
  }

  /** The names of agencies, by their codes. */
  async namesOf(codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.pool.query<{ code: string; name: string }>(
      `SELECT code, name FROM ${this.readModels.table(agencies)} WHERE code = ANY ($1)`,
      [codes],
    );
    return new Map(rows.map(({ code, name }) => [code, name]));
  }

  /** True once the directory has told of an institution and of a lawyer. */
  async filled(): Promise<boolean> {
    const { rows } = await this.pool.query<{ filled: boolean }>(
      `SELECT EXISTS (SELECT FROM ${this.readModels.table(agencies)} WHERE kind = $1)
          AND EXISTS (SELECT FROM ${this.readModels.table(lawyerRoster)}) AS filled`,
      [INSTITUTION],
    );
    return rows[0]?.filled === true;
  }

  async agency(code: string): Promise<AgencyRow | null> {
    const { rows } = await this.pool.query<AgencyRow>(`SELECT * FROM ${this.readModels.table(agencies)} WHERE code = $1`, [code]);
    return rows[0] ?? null;
  }
}

/** What the rules ask of a lawyer, from the roster's row. */
export const factsOf = (row: LawyerRow): Lawyer => ({
  id: row.id,
  status: row.status,
  criminalDefenceYears: row.criminal_defence_years,
  minorsTrained: row.minors_trained,
  divisions: row.divisions,
  // An older version of the roster, still read while this one is built, does not have it.
  ...(row.visiting_until != null && { visitingUntil: row.visiting_until }),
});
