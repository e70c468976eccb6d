import { Readable } from 'node:stream';
import { StreamableFile, type OnApplicationBootstrap } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import type { AccessPurpose } from '@xiezhi/contracts';
import { agencyScope, HttpProblem, type AgencyScope, type Attachments, type Platform, type Principal, type Service } from '@xiezhi/service';
import type { AccessLog, OpenedMatter } from '../access-log/access-log.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { roleKeyOf } from '../sensitive-matter/circle.js';
import { worklist } from '../worklist/worklist.projection.js';
import type { Worklists } from '../worklist/worklists.js';
import { attachmentDisposition } from './file-name.js';
import { PapersAccess } from './papers.access.js';
import { PapersFiling } from './papers.filing.js';
import { papers } from './papers.projection.js';
import { PapersQueries } from './papers.queries.js';

/** What the routes of papers use, over one service. */
export class PapersOfRequests implements OnApplicationBootstrap {
  readonly access: PapersAccess;
  readonly filing: PapersFiling;
  readonly queries: PapersQueries;
  readonly accessLog: AccessLog;

  constructor(
    service: Service,
    private readonly platform: Platform,
    readonly attachments: Attachments,
    private readonly worklists: Worklists,
    bus: CommandBus,
  ) {
    this.access = new PapersAccess(worklists.queries, service.streams(defenceRequest));
    this.filing = new PapersFiling(attachments, this.access, bus);
    this.queries = new PapersQueries(service.reads, service.readModels, service.keys);
    this.accessLog = worklists.accessLog;
  }

  /** From now on, uploads that nobody finished are removed, and what a kill left open is settled. */
  async onApplicationBootstrap(): Promise<void> {
    await this.platform.settleAttachments('assignment', (requestId, attachmentId) => this.access.uses(requestId, attachmentId));
  }

  /**
   * The content of a paper under its whole name; who may read it is asked before. The reading is recorded first.
   * @throws Rejected `defence_request.paper.not_found`; HttpProblem `attachment.gone`
   */
  async handOut(matter: OpenedMatter, paperId: string, reader: Principal, purpose: AccessPurpose): Promise<StreamableFile> {
    const paper = await this.queries.paper(matter.id, paperId, scopeOf(matter, reader));
    await this.accessLog.record(reader, matter, { what: 'paper', paperId }, purpose);
    const [name, { size, content }] = await Promise.all([paper.fileName(), this.attachments.content(paper.attachmentId)]);
    if (name === null) throw gone();
    return new StreamableFile(Readable.from(content), {
      type: paper.mediaType,
      length: size,
      disposition: attachmentDisposition(name, `paper-${paperId.slice(0, 8)}`),
    });
  }

  /**
   * Waits until request and papers are shown as of `position` (read your own writes).
   * @throws Rejected `read_model.behind` when that takes too long
   */
  behind(position: string | undefined): Promise<void> {
    return this.worklists.behind(position, [worklist, papers]);
  }
}

/** Who reads the papers of one request without being of a party's agency: its lawyer, or a reviewer. */
const BY_THE_MATTER: ReadonlySet<OpenedMatter['relation']> = new Set(['lawyer', 'reviewer']);

/** Such a one reads them as the institution's that assigned the lawyer. */
export const scopeOf = ({ relation, institution }: OpenedMatter, reader: Principal): AgencyScope =>
  BY_THE_MATTER.has(relation) ? { agency: institution, keys: [roleKeyOf(institution)] } : agencyScope(reader);

const gone = (): HttpProblem =>
  new HttpProblem({ status: 410, code: 'attachment.gone', detail: '个人信息已被依法删除。The person was erased, and the file with them.' });
