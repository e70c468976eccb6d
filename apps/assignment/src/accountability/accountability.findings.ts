import type { AccountabilityFinding } from '@xiezhi/contracts';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import type { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import type { CaseTrackingState } from '../case-tracking/case-tracking.js';
import type { ComplaintState } from '../complaint/complaint.js';
import type { DefenceRequestState } from '../defence-request/state.js';
import type { InspectionState } from '../inspection/inspection.js';
import { obligations } from '../obligations/obligations.projection.js';
import type { PeerReviewState } from '../peer-review/peer-review.js';
import type { AccountabilityParties } from './commands.js';

interface Loads<State> {
  load(id: string): Promise<{ readonly state: State }>;
}

/** Where findings are looked up, and who had the cases. */
export interface FindingSources {
  readonly complaints: Loads<ComplaintState>;
  readonly inspections: Loads<InspectionState>;
  readonly reviews: Loads<PeerReviewState>;
  readonly trackings: Loads<CaseTrackingState>;
  readonly requests: Loads<DefenceRequestState>;
  readonly cases: CaseLawyers;
  readonly pool: Pool;
  readonly readModels: ReadModels;
}

/** A finding: whose it is, which lawyer and case it is about, and whether it is one to answer for. */
export interface Found {
  readonly parties: AccountabilityParties;
  readonly requestId: string | null;
  readonly lawyerId: string | null;
  readonly holds: boolean;
}

/** Looks up what proceedings are to follow from (追究线索). */
export class Findings {
  constructor(private readonly sources: FindingSources) {}

  /** The finding as it stands; `null`: there is no such matter. */
  async of(kind: AccountabilityFinding, id: string, caseId: string | null): Promise<Found | null> {
    const { complaints, inspections, reviews, trackings, requests } = this.sources;
    switch (kind) {
      case 'complaint': {
        const { state } = await complaints.load(id);
        if (state.status === 'none') return null;
        const { requestId, lawyerId } = state.subject;
        const holds = state.outcome === 'upheld' || state.outcome === 'partly_upheld';
        return { parties: ofBoth(state.parties), requestId, lawyerId, holds };
      }
      case 'inspection': {
        const { state } = await inspections.load(id);
        if (state.status === 'none') return null;
        const holds = caseId !== null && state.status === 'published' && state.grades[caseId] === 'unqualified';
        return this.#ofCase(state.parties, caseId, holds);
      }
      case 'peer_review': {
        const { state } = await reviews.load(id);
        return state.status === 'none' ? null : this.#ofCase(state.parties, state.requestId, state.grade === 'unqualified');
      }
      case 'case_tracking': {
        const { state } = await trackings.load(id);
        if (state.status === 'none') return null;
        return this.#ofCase(state.parties, caseId, caseId !== null && state.verdicts[caseId] === 'wanting');
      }
      case 'breach': {
        const { state } = await requests.load(id);
        if (state.status === 'none') return null;
        const lawyerId = await this.#breaching(id);
        return { parties: ofBoth(state.parties), requestId: id, lawyerId, holds: true };
      }
    }
  }

  /** Of a case the lawyer who had it last. */
  async #ofCase(parties: AccountabilityParties, requestId: string | null, holds: boolean): Promise<Found> {
    const lawyers = requestId === null ? [] : await this.sources.cases.everOf(requestId);
    return { parties: ofBoth(parties), requestId, lawyerId: lawyers.at(-1) ?? null, holds };
  }

  /** The lawyer who let a duty of a request pass. */
  async #breaching(requestId: string): Promise<string | null> {
    const { pool, readModels } = this.sources;
    const { rows } = await pool.query<{ lawyer: string }>(
      `SELECT holder_lawyer AS lawyer FROM ${readModels.table(obligations)}
       WHERE matter_id = $1 AND breached_at IS NOT NULL AND holder_lawyer IS NOT NULL ORDER BY breached_at DESC LIMIT 1`,
      [requestId],
    );
    return rows[0]?.lawyer ?? null;
  }
}

const ofBoth = ({ institution, division }: AccountabilityParties): AccountabilityParties => ({ institution, division });
