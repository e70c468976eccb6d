import type { MatterKind } from '@xiezhi/contracts';
import { Rejected } from '@xiezhi/eventsourcing';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { letterTemplate } from '@xiezhi/legal-policy';
import { afterPrefix } from '../worklist/worklist.filter.js';
import type { AgencyScope } from '@xiezhi/service';
import { COUNTED_TO, type Counted } from '../worklist/worklist.queries.js';
import { letterRegister, type LetterRow, type LetterStatus } from './letter-register.projection.js';

type InstantColumn = 'drafted_at' | 'issued_at' | 'served_at' | 'voided_at' | 'listed_at';
type Stored = Omit<LetterRow, InstantColumn | 'matter'> & { readonly matter?: MatterKind } & {
  readonly [Column in InstantColumn]: Date | null;
};

/** Forms that the lawyer of the case reads once they are issued: what appoints, changes and ends the work, and the work's own records. */
export const OF_LAWYER: readonly number[] = [9, 11, 12, 13, 14, 17, 18, 19, 21];

/** Letters one matter shows at most, the newest. */
export const MAX_OF_MATTER = 200;

/** A letter without what it says. */
export interface ListedLetter {
  readonly id: string;
  /** The matter's. */
  readonly requestId: string;
  readonly matter: MatterKind;
  readonly issuer: string;
  readonly addressee: string | null;
  readonly caseNumber: string;
  readonly form: number;
  readonly version: number;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly sentTo: string;
  readonly status: LetterStatus;
  readonly number: string | null;
  readonly automatic: boolean;
  readonly draftedAt: string;
  readonly issuedAt: string | null;
  readonly issuedBy: string | null;
  readonly servedAt: string | null;
  readonly manner: string | null;
  readonly receiptPaperId: string | null;
  readonly voidedAt: string | null;
  readonly revision: number;
}

/** What narrows the register; without a state it holds what has a number. */
export interface RegisterWish {
  readonly agency: string;
  readonly keys: readonly string[];
  readonly state?: LetterStatus;
  readonly form?: number;
  readonly year?: number;
  /** What the letter's number or the case number begins with. */
  readonly q?: string;
}

export interface RegisterPage {
  readonly items: readonly ListedLetter[];
  readonly total: Counted;
  readonly next: string | null;
}

const iso = (value: Date | null): string | null => (value === null ? null : value.toISOString());

const titlesOf = ({ form, version }: Stored): Pick<ListedLetter, 'titleZh' | 'titleEn'> => {
  const { titleZh, titleEn } = letterTemplate(form, version);
  return { titleZh, titleEn };
};

const shown = (row: Stored): ListedLetter => ({
  id: row.id,
  requestId: row.request_id,
  // An older version of the register, still read while this one is built, knows defence requests alone.
  matter: row.matter ?? 'defence-request',
  issuer: row.issuer,
  addressee: row.addressee,
  caseNumber: row.case_number,
  form: row.form,
  version: row.version,
  ...titlesOf(row),
  sentTo: row.sent_to,
  status: row.status,
  number: row.number,
  automatic: row.automatic,
  draftedAt: iso(row.drafted_at)!,
  issuedAt: iso(row.issued_at),
  issuedBy: row.issued_by,
  servedAt: iso(row.served_at),
  manner: row.manner,
  receiptPaperId: row.receipt_paper_id,
  voidedAt: iso(row.voided_at),
  revision: row.revision,
});

const ofForms = (forms: string): string => `(${forms}::int[] IS NULL OR form = ANY (${forms}) AND status IN ('issued', 'served'))`;

/** Reads of letters, within the reader's agency: its own, and those addressed to it. */
export class LetterQueries {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
  ) {}

  /**
   * Letters of a matter, the newest first; a draft is its issuer's alone, for it has no addressee yet. `forms`: those alone, and issued: what
   * the lawyer of the case reads as the institution's.
   */
  async ofMatter(requestId: string, scope: AgencyScope, forms: readonly number[] | null = null): Promise<readonly ListedLetter[]> {
    const rows = await this.reads.query<Stored>(scope, {
      text: `SELECT * FROM ${this.#table} WHERE request_id = $1 AND (issuer = $2 OR addressee = $2) AND ${ofForms('$4')}
             ORDER BY listed_at DESC, id DESC LIMIT $3`,
      values: [requestId, scope.agency, MAX_OF_MATTER, forms],
    });
    return rows.map(shown);
  }

  /** @throws Rejected `letter.not_found`, for a foreign letter as for one that does not exist */
  async letter(requestId: string, id: string, scope: AgencyScope, forms: readonly number[] | null = null): Promise<ListedLetter> {
    const [row] = await this.reads.query<Stored>(scope, {
      text: `SELECT * FROM ${this.#table} WHERE id = $1 AND request_id = $3 AND (issuer = $2 OR addressee = $2) AND ${ofForms('$4')}`,
      values: [id, scope.agency, requestId, forms],
    });
    if (row === undefined)
      throw new Rejected('letter.not_found', '没有这份文书,或它不属于您的单位。No such letter, or it is not your agency’s.');
    return shown(row);
  }

  /** 文书登记簿: an agency's letters, the newest first. `cursor`: `<listed_at>|<id>` of the last row seen. */
  async register(wish: RegisterWish, limit: number, cursor?: string): Promise<RegisterPage> {
    const { where, values } = conditionOf(wish);
    const all: unknown[] = [...values];
    const value = (of: unknown): string => `$${all.push(of)}`;
    const [at, id] = cursor?.split('|') ?? [];
    const behind = at === undefined || id === undefined ? '' : ` AND (listed_at, id) < (${value(at)}::timestamptz, ${value(id)}::uuid)`;
    const text = `SELECT * FROM ${this.#table} WHERE ${where}${behind} ORDER BY listed_at DESC, id DESC LIMIT ${value(limit + 1)}`;
    const scope = { agency: wish.agency, keys: wish.keys };
    const [rows, [counted]] = await Promise.all([
      this.reads.query<Stored>(scope, { text, values: all }),
      this.reads.query<{ count: number }>(scope, {
        text: `SELECT count(*)::int AS count FROM (SELECT FROM ${this.#table} WHERE ${where} LIMIT ${COUNTED_TO + 1}) counted`,
        values,
      }),
    ]);
    const items = rows.slice(0, limit).map(shown);
    const last = rows[limit - 1];
    const count = counted?.count ?? 0;
    return {
      items,
      total: { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO },
      next: rows.length > limit && last !== undefined ? `${last.listed_at!.toISOString()}|${last.id}` : null,
    };
  }

  get #table(): string {
    return this.readModels.table(letterRegister);
  }
}

function conditionOf({ agency, state, form, year, q }: RegisterWish): { readonly where: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [agency];
  const value = (of: unknown): string => `$${values.push(of)}`;
  const parts = ['issuer = $1', state === undefined ? 'number IS NOT NULL' : `status = ${value(state)}`];
  if (form !== undefined) parts.push(`form = ${value(form)}`);
  if (year !== undefined) parts.push(`year = ${value(year)}`);
  if (q !== undefined) {
    const [from, to] = [value(q), value(afterPrefix(q))];
    parts.push(`(number ~>=~ ${from} AND number ~<~ ${to} OR case_number ~>=~ ${from} AND case_number ~<~ ${to})`);
  }
  return { where: parts.join(' AND '), values };
}
