import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { peerReviewCriteriaOf, type PeerReviewCriteria } from '@xiezhi/legal-policy';
import type { Pool } from 'pg';
import type { NoticeFacts } from '../defence-request/notice.js';
import { qualityNotFound } from '../quality-matters/quality.side.js';
import { worklist, type TimelineEntry } from '../worklist/worklist.projection.js';

/** What a reviewer needs of a case (评估案卷): nothing in it says whose case it is. */
export interface ReviewedFile {
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

/** Files of cases under review; who may see one is asked before. */
export class ReviewedFiles {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  async of(requestId: string, criteria: string): Promise<ReviewedFile> {
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
      criteria: peerReviewCriteriaOf(criteria),
    };
  }
}
