import type { AidCause, AidForm, AidMatterKind, MatterKind } from '@xiezhi/contracts';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { peerReviewCriteriaOf, type PeerReviewCriteria } from '@xiezhi/legal-policy';
import type { Pool } from 'pg';
import { aidCaseList, type AidCaseRow } from '../aid-case-list/aid-case-list.projection.js';
import type { NoticeFacts } from '../defence-request/notice.js';
import { qualityNotFound } from '../quality-matters/quality.side.js';
import { worklist, type TimelineEntry } from '../worklist/worklist.projection.js';

/** What a reviewer needs of a case (评估案卷): nothing in it says whose case it is. What a case of its kind does not have is `null`. */
export interface ReviewedFile {
  readonly matter: MatterKind;
  /** Of a granted case. */
  readonly kind: AidMatterKind | null;
  readonly cause: AidCause | null;
  readonly form: AidForm | null;
  readonly offence: string | null;
  readonly ground: string | null;
  readonly stage: string | null;
  readonly procedure: string | null;
  readonly custody: string | null;
  readonly minor: boolean;
  readonly lifeOrDeath: boolean;
  readonly language: string | null;
  /** What was done and when, in codes. */
  readonly course: readonly { readonly event: string; readonly at: string; readonly codes: readonly string[] }[];
  /** The table that the review was opened with. */
  readonly criteria: PeerReviewCriteria;
}

/** What of a step of a granted case is a code; numbers of letters and times of hearings are none. */
const CODED = ['kind', 'mode', 'reasonCode', 'outcome', 'ground', 'result'] as const;
const codeIn = (told: unknown): readonly string[] => (typeof told === 'string' ? [told] : []);
const OF_GRANT = { kind: null, cause: null, form: null } as const;
const OF_NOTICE = { offence: null, ground: null, stage: null, procedure: null, custody: null } as const;
const NOTHING = { ...OF_GRANT, ...OF_NOTICE };
type Found = Partial<ReviewedFile> & Pick<ReviewedFile, 'minor' | 'lifeOrDeath' | 'language' | 'course'>;

/** Files of cases under review; who may see one is asked before. */
export class ReviewedFiles {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  async of(id: string, matter: MatterKind, criteria: string): Promise<ReviewedFile> {
    const file = await (matter === 'aid-case' ? this.#granted(id) : this.#request(id));
    return { ...NOTHING, matter, ...file, criteria: peerReviewCriteriaOf(criteria) };
  }

  async #request(requestId: string): Promise<Found> {
    const { rows } = await this.pool.query<{ facts: NoticeFacts | null; timeline: readonly TimelineEntry[] }>(
      `SELECT facts, timeline FROM ${this.readModels.table(worklist)} WHERE id = $1`,
      [requestId],
    );
    const [row] = rows;
    if (row === undefined) throw qualityNotFound();
    const { facts, timeline } = row;
    return {
      offence: facts?.offence ?? null,
      ground: facts?.ground ?? null,
      stage: facts?.stage ?? null,
      procedure: facts?.procedure ?? null,
      custody: facts?.custody ?? null,
      minor: facts?.minor ?? false,
      lifeOrDeath: facts?.lifeOrDeath ?? false,
      language: facts?.language ?? null,
      course: timeline.map(({ event, at, codes = [] }) => ({ event, at, codes })),
    };
  }

  async #granted(id: string): Promise<Found> {
    const { rows } = await this.pool.query<Pick<AidCaseRow, 'facts' | 'timeline'>>(
      `SELECT facts, timeline FROM ${this.readModels.table(aidCaseList)} WHERE id = $1`,
      [id],
    );
    const [row] = rows;
    if (row === undefined) throw qualityNotFound();
    // The cause in words, numbers and places may tell whose case it is.
    const { kind, cause, form, minor, lifeOrDeath, language } = row.facts;
    const course = row.timeline.map(({ event, at, told }) => ({ event, at, codes: CODED.flatMap((key) => codeIn(told[key])) }));
    return { kind, cause, form, minor, lifeOrDeath, language, course };
  }
}
