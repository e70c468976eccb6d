import type { Principal } from '@xiezhi/service';
import type { OpenedMatter } from '../access-log/access-log.js';
import { knownMatter } from '../quality-matters/quality.handling.js';
import type { PeerReviewState } from './peer-review.js';

/** Who may read the papers of a case for its review: asked here, and nowhere else. */
export class ReviewersAccess {
  constructor(private readonly reviews: { load(id: string): Promise<{ readonly state: PeerReviewState }> }) {}

  /**
   * The case under review, for who reviews it, until there is a result or the reviewer steps aside. Asked of the log itself: whoever is no
   * reviewer any more is refused at once, however far read models are.
   * @throws Rejected `quality.not_found` to anybody else
   */
  async toRead(id: string, { lawyerId }: Principal): Promise<OpenedMatter> {
    const { state } = await knownMatter(
      this.reviews,
      id,
      ({ status, reviewers }) => status === 'open' && lawyerId !== undefined && reviewers.includes(lawyerId),
    );
    const { parties, requestId } = state;
    return { id: requestId, institution: parties.institution, division: parties.division, relation: 'reviewer', assigned: true };
  }
}
