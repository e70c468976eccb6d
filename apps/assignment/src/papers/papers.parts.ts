import type { CommandBus } from '@nestjs/cqrs';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Attachments, Platform, Service } from '@xiezhi/service';
import type { AccessLog } from '../access-log/access-log.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { worklist } from '../worklist/worklist.projection.js';
import type { Worklists } from '../worklist/worklists.js';
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
   * Waits until request and papers are shown as of `position` (read your own writes).
   * @throws Rejected `read_model.behind` when that takes too long
   */
  behind(position: string | undefined): Promise<void> {
    return this.worklists.behind(position, [worklist, papers]);
  }
}
