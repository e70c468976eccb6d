import { DIVISIONS, type AgencyKind, type Division } from '@xiezhi/contracts';
import { divisionPrefix } from '@xiezhi/service';
import type { Pool } from 'pg';

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
    const [agencies, stations] = await Promise.all([
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
    ]);
    return {
      root: nodeOf(division, byDivision(agencies.rows.slice(0, MAX_ROWS)), byDivision(stations.rows.slice(0, MAX_ROWS))),
      complete: agencies.rows.length <= MAX_ROWS && stations.rows.length <= MAX_ROWS,
    };
  }
}

function nodeOf(
  { code, nameZh, nameEn, level }: Division,
  agencies: ReadonlyMap<string, readonly PlacedAgency[]>,
  stations: ReadonlyMap<string, readonly PlacedStation[]>,
): DivisionNode {
  const own = agencies.get(code) ?? [];
  return {
    code,
    nameZh,
    nameEn,
    level,
    institutions: own.filter(({ kind }) => kind === 'institution'),
    agencies: own.filter(({ kind }) => kind !== 'institution'),
    stations: stations.get(code) ?? [],
    below: DIVISIONS.filter(({ parent }) => parent === code).map((division) => nodeOf(division, agencies, stations)),
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
