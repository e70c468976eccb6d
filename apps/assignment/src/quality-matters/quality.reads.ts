import type { AccessPurpose } from '@xiezhi/contracts';
import { etagOf, type Principal } from '@xiezhi/service';
import type { FastifyReply } from 'fastify';
import type { Worklists } from '../worklist/worklists.js';
import { qualityMatters } from './quality-matters.projection.js';
import type {
  AwaitedStatement,
  OpenedStep,
  QualityList,
  QualityMatter,
  QualityMatters,
  QualityMatterPage,
} from './quality-matters.queries.js';
import type { QualityQuery } from './quality-matters.request.js';
import type { QualityKind } from './quality-streams.js';
import type { OpenedMatter } from '../access-log/access-log.js';

/** What was written about a matter, before it is opened. */
export interface Unopened {
  readonly matter: OpenedMatter;
  readonly row: QualityMatter;
  /** Records the reading, then opens. */
  open(purpose: AccessPurpose): Promise<{ readonly items: readonly OpenedStep[] }>;
}

/** What the reading routes of every kind of quality work do. */
export class QualityReads {
  constructor(
    private readonly matters: QualityMatters,
    private readonly worklists: Worklists,
  ) {}

  /** Matters of a kind within the reader's scope, the newest first. */
  async list(kind: QualityKind, { after, view, request, limit, cursor }: QualityQuery, reader: Principal): Promise<QualityList> {
    await this.worklists.behind(after, [qualityMatters]);
    const wish = { kind, open: view === 'open', limit } as const;
    return this.matters.list(reader, { ...wish, ...(request !== undefined && { request }), ...(cursor !== undefined && { cursor }) });
  }

  /** Complaints that wait for a lawyer's statement. */
  async awaitingStatement(after: string | undefined, { lawyerId }: Principal): Promise<readonly AwaitedStatement[]> {
    await this.worklists.behind(after, [qualityMatters]);
    return lawyerId === undefined ? [] : this.matters.awaitingStatement(lawyerId);
  }

  /** One matter, with its revision as ETag. */
  async page(kind: QualityKind, id: string, after: string | undefined, reader: Principal, reply: FastifyReply): Promise<QualityMatterPage> {
    await this.worklists.behind(after, [qualityMatters]);
    const page = await this.matters.page(reader, kind, id);
    void reply.header('ETag', etagOf(page.revision));
    return page;
  }

  /** What was written of persons; the reading is recorded as it is opened. */
  async texts(kind: QualityKind, id: string, reader: Principal): Promise<Unopened> {
    const { matter, row, read } = await this.matters.people(reader, kind, id);
    return {
      matter,
      row,
      open: async (purpose) => {
        await this.worklists.accessLog.record(reader, matter, { what: 'people' }, purpose);
        return { items: await read() };
      },
    };
  }
}
