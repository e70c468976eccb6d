import type { AccountabilityFinding } from '@xiezhi/contracts';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import type { AidCaseState } from '../aid-case/state.js';
import type { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import type { CaseTrackingState } from '../case-tracking/case-tracking.js';
import type { ComplaintState } from '../complaint/complaint.js';
import type { DefenceRequestState } from '../defence-request/state.js';
import type { InspectionState } from '../inspection/inspection.js';
import { obligations } from '../obligations/obligations.projection.js';
import type { PeerReviewState } from '../peer-review/peer-review.js';
import { kindWithin, type Drawable } from '../sampling/sampled-matters.js';
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
  readonly grants: Loads<AidCaseState>;
  readonly cases: CaseLawyers;
  readonly pool: Pool;
  readonly readModels: ReadModels;
}

/** A finding: whose it is, which lawyer and case it is about, and whether it is one to answer for. */
export interface Found extends Pick<Drawable, 'matter'> {
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
    const { complaints, inspections, reviews, trackings } = this.sources;
    switch (kind) {
      case 'complaint': {
        const { state } = await complaints.load(id);
        if (state.status === 'none') return null;
        const { requestId, matter, lawyerId } = state.subject;
        const holds = state.outcome === 'upheld' || state.outcome === 'partly_upheld';
        return { parties: ofBoth(state.parties), requestId, ...ofKind(matter), lawyerId, holds };
      }
      case 'inspection': {
        const { state } = await inspections.load(id);
        if (state.status === 'none') return null;
        const holds = caseId !== null && state.status === 'published' && state.grades[caseId] === 'unqualified';
        return this.#ofCase(state.parties, caseId, holds, kindWithin(state, caseId ?? ''));
      }
      case 'peer_review': {
        const { state } = await reviews.load(id);
        return state.status === 'none'
          ? null
          : this.#ofCase(state.parties, state.requestId, state.grade === 'unqualified', ofKind(state.matter));
      }
      case 'case_tracking': {
        const { state } = await trackings.load(id);
        if (state.status === 'none') return null;
        const holds = caseId !== null && state.verdicts[caseId] === 'wanting';
        return this.#ofCase(state.parties, caseId, holds, kindWithin(state, caseId ?? ''));
      }
      case 'breach':
        return this.#ofBreach(id);
    }
  }

  /** Of a case the lawyer who had it last. */
  async #ofCase(
    parties: AccountabilityParties,
    requestId: string | null,
    holds: boolean,
    matter: Pick<Drawable, 'matter'>,
  ): Promise<Found> {
    const lawyers = requestId === null ? [] : await this.sources.cases.everOf(requestId);
    return { parties: ofBoth(parties), requestId, ...matter, lawyerId: lawyers.at(-1) ?? null, holds };
  }

  /** Of a matter of either kind; ids of both are never the same. */
  async #ofBreach(id: string): Promise<Found | null> {
    const { requests, grants } = this.sources;
    const [request, grant] = await Promise.all([requests.load(id), grants.load(id)]);
    const [{ state }, matter] = request.state.status === 'none' ? ([grant, 'aid-case'] as const) : ([request, undefined] as const);
    if (state.status === 'none') return null;
    return { parties: ofBoth(state.parties), requestId: id, ...ofKind(matter), lawyerId: await this.#breaching(id), holds: true };
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

const ofKind = (matter: Drawable['matter']): Pick<Drawable, 'matter'> => (matter === undefined ? {} : { matter });

const ofBoth = ({ institution, division }: AccountabilityParties): AccountabilityParties => ({ institution, division });
