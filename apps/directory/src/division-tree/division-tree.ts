import { DIVISIONS, type AgencyKind, type Division } from '@xiezhi/contracts';
import { divisionPrefix } from '@xiezhi/service';
import type { Pool } from 'pg';
import { concerns } from '../directory-roles.js';

/** An agency in its division, by its present name and the founding notice's where that is another. */
export interface PlacedAgency {
  readonly code: string;
  readonly kind: AgencyKind;
  readonly name: string;
  readonly nameEn: string;
  readonly noticeName: string | null;
}

export interface PlacedStation {
  readonly id: string;
  readonly institution: string;
  readonly township: string;
  readonly name: string;
  readonly address: string;
}

/** A division with what is in it and what is below it. */
export interface DivisionNode {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly level: Division['level'];
  /** Legal-aid institutions apart, for they are what people look for. */
  readonly institutions: readonly PlacedAgency[];
  readonly agencies: readonly PlacedAgency[];
  readonly stations: readonly PlacedStation[];
  /** Active lawyers whom the division may call on: they serve it, one above it or one below it. */
  readonly lawyers: number;
  readonly below: readonly DivisionNode[];
}

export interface DivisionTree {
  readonly root: DivisionNode;
  /** False when there were more rows than one answer takes: ask for a division below. */
  readonly complete: boolean;
}

/** Rows of a kind one answer takes: a region has hundreds of agencies, and a station in each of some 700 townships at most. */
const MAX_ROWS = 5_000;

type Placed<Row> = Row & { readonly division: string };

/** The divisions (行政区划) with the agencies and workstations in each, as of a day. */
export class DivisionTrees {
  constructor(private readonly pool: Pool) {}

  /** The tree below a division of the code list, itself included. */
  async below(division: Division, day: string): Promise<DivisionTree> {
    const within = `${divisionPrefix(division.code)}%`;
    const [agencies, stations, lawyers] = await Promise.all([
      this.pool.query<Placed<PlacedAgency>>(
        `SELECT division, code, kind, name, name_en AS "nameEn", notice_name AS "noticeName" FROM agencies
         WHERE active AND division LIKE $1 ORDER BY code LIMIT $2`,
        [within, MAX_ROWS + 1],
      ),
      this.pool.query<Placed<PlacedStation>>(
        `SELECT division, id, institution, township, name, address FROM stations
         WHERE division LIKE $1 AND active_from <= $2 AND (active_to IS NULL OR active_to > $2) ORDER BY township, id LIMIT $3`,
        [within, day, MAX_ROWS + 1],
      ),
      // As many rows as there are different sets of divisions, not as there are lawyers.
      this.pool.query<ServedBy>(
        `SELECT divisions, count(*)::int AS lawyers FROM lawyers WHERE status = 'active' GROUP BY divisions ORDER BY divisions LIMIT $1`,
        [MAX_ROWS],
      ),
    ]);
    return {
      root: nodeOf(division, {
        agencies: byDivision(agencies.rows.slice(0, MAX_ROWS)),
        stations: byDivision(stations.rows.slice(0, MAX_ROWS)),
        lawyers: lawyers.rows,
      }),
      complete: agencies.rows.length <= MAX_ROWS && stations.rows.length <= MAX_ROWS,
    };
  }
}

interface ServedBy {
  readonly divisions: readonly string[];
  readonly lawyers: number;
}

interface Found {
  readonly agencies: ReadonlyMap<string, readonly PlacedAgency[]>;
  readonly stations: ReadonlyMap<string, readonly PlacedStation[]>;
  readonly lawyers: readonly ServedBy[];
}

function nodeOf({ code, nameZh, nameEn, level }: Division, found: Found): DivisionNode {
  const own = found.agencies.get(code) ?? [];
  const serving = found.lawyers.filter(({ divisions }) => concerns(code, divisions));
  return {
    code,
    nameZh,
    nameEn,
    level,
    institutions: own.filter(({ kind }) => kind === 'institution'),
    agencies: own.filter(({ kind }) => kind !== 'institution'),
    stations: found.stations.get(code) ?? [],
    lawyers: serving.reduce((sum, { lawyers }) => sum + lawyers, 0),
    below: DIVISIONS.filter(({ parent }) => parent === code).map((division) => nodeOf(division, found)),
  };
}

function byDivision<Row extends object>(rows: readonly Placed<Row>[]): ReadonlyMap<string, readonly Row[]> {
  const placed = new Map<string, Row[]>();
  for (const { division, ...row } of rows) {
    const there = placed.get(division);
    if (there === undefined) placed.set(division, [row as unknown as Row]);
    else there.push(row as unknown as Row);
  }
  return placed;
}
