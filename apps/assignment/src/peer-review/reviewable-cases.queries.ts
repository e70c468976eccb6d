import type { PeerReviewField } from '@xiezhi/legal-policy';
import type { AidCaseLists } from '../aid-case-list/aid-case-list.queries.js';
import { notFound as noSuchCase, type AidCaseState } from '../aid-case/state.js';
import type { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import { notFound as requestNotFound } from '../defence-request/relations.js';
import type { DefenceRequestState } from '../defence-request/state.js';
import type { Rosters } from '../rosters/rosters.js';
import type { Drawable } from '../sampling/sampled-matters.js';
import type { CaseSide, ReviewParties } from './commands.js';

/** A case as it is given to peers. */
export interface ReviewableCase {
  readonly parties: ReviewParties;
  readonly closed: boolean;
  /** By which of the tables it is scored. */
  readonly field: PeerReviewField;
  /** Lawyers who act or acted for another of the same case or for the other side of the dispute, or declared a conflict in it. */
  readonly conflicted: ReadonlySet<string>;
}

export interface ReviewableSources {
  readonly requests: { load(id: string): Promise<{ readonly state: DefenceRequestState }> };
  readonly grants: { load(id: string): Promise<{ readonly state: AidCaseState }> };
  readonly lists: Pick<AidCaseLists, 'conflictedIn'>;
  readonly lawyers: CaseLawyers;
  readonly rosters: Rosters;
}

/** What a case is named by, where it is not found. */
export const noSuchReviewable = ({ matter }: Pick<Drawable, 'matter'>) => (matter === undefined ? requestNotFound() : noSuchCase());

/** Cases that peers review (同行评估): defence requests and granted cases. */
export class ReviewableCases {
  constructor(private readonly sources: ReviewableSources) {}

  /** The case as it stands; `null` where there is none. */
  of({ id, matter }: Drawable): Promise<ReviewableCase | null> {
    return matter === undefined ? this.#request(id) : this.#granted(id);
  }

  /** Everyone who had the case, with their firms. */
  async side({ id }: Drawable): Promise<CaseSide> {
    const { lawyers: had, rosters } = this.sources;
    const lawyers = await had.everOf(id);
    const rows = await rosters.lawyerRows(lawyers);
    return { lawyers, firms: [...new Set(rows.map(({ firm }) => firm))] };
  }

  async #request(id: string): Promise<ReviewableCase | null> {
    const { requests, lawyers } = this.sources;
    const { state } = await requests.load(id);
    if (state.status === 'none') return null;
    const group = 'facts' in state ? state.facts?.coAccusedGroup : undefined;
    const conflicted = group === undefined ? new Set<string>() : await lawyers.conflicted(group, id);
    return { parties: partiesOf(state), closed: state.status === 'closed', field: 'criminal', conflicted };
  }

  async #granted(id: string): Promise<ReviewableCase | null> {
    const { grants, lists } = this.sources;
    const { state } = await grants.load(id);
    if (state.status === 'none') return null;
    const kind = 'facts' in state ? state.facts.kind : state.kind;
    const field = kind === 'criminal_agency' || kind === 'criminal_defence' ? 'criminal' : 'civil';
    return { parties: partiesOf(state), closed: state.status === 'closed', field, conflicted: await lists.conflictedIn(id) };
  }
}

const partiesOf = ({ parties: { institution, division } }: { readonly parties: ReviewParties }): ReviewParties => ({
  institution,
  division,
});
