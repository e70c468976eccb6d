import { Rejected, type StreamHandler } from '@xiezhi/eventsourcing';
import type { Principal } from '@xiezhi/service';
import type { OpenedMatter } from '../access-log/access-log.js';
import type { DefenceRequestCommand, DefenceRequestEvent } from '../defence-request/defence-request.js';
import { notFound } from '../defence-request/relations.js';
import { insistOnSender } from '../defence-request/paper.js';
import { isOpen, papersOf, type DefenceRequestState, type Open } from '../defence-request/state.js';
import type { WorklistQueries } from '../worklist/worklist.queries.js';

/** Who may read the papers of a request, and who may file them: asked here, and nowhere else. */
export class PapersAccess {
  constructor(
    private readonly queries: WorklistQueries,
    private readonly streams: Pick<StreamHandler<DefenceRequestState, DefenceRequestCommand, DefenceRequestEvent>, 'load'>,
  ) {}

  /** The parties of the request read its papers. @throws Rejected `defence_request.not_found` to anybody else */
  toRead(requestId: string, reader: Principal): Promise<OpenedMatter> {
    return this.queries.matter(requestId, reader);
  }

  /**
   * Its sender files papers until the matter is closed.
   * @throws Rejected `defence_request.not_found` to who is no party of it, and says why to others
   */
  async toFile(requestId: string, { agency }: Principal): Promise<Open> {
    const { state } = await this.streams.load(requestId);
    if (state.status === 'none' || (agency !== state.parties.organ && agency !== state.parties.institution)) throw notFound();
    insistOnSender(agency, state.parties.organ);
    if (isOpen(state)) return state;
    throw new Rejected(
      'defence_request.not_open',
      '本件已办结或已移送,不能再提交材料。The request is closed; no papers can be filed any more.',
    );
  }

  /** Whether the request has the attachment, by what is stored for good. */
  async uses(requestId: string, attachmentId: string): Promise<boolean> {
    const { state } = await this.streams.load(requestId);
    return Object.values(papersOf(state)).some((paper) => paper.attachmentId === attachmentId && paper.status === 'attached');
  }
}
