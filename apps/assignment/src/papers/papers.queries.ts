import { open, Rejected, streamOf, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import type { ReadModels, ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { defenceRequest } from '../defence-request/defence-request.js';
import { MAX_ATTACHED_PAPERS } from '../defence-request/paper.js';
import { maskFileName } from './file-name.js';
import { papers, type PaperRow } from './papers.projection.js';

type Stored = Omit<PaperRow, 'attached_at' | 'size'> & { readonly attached_at: Date; readonly size: string };

/** A paper as the list of its request shows it. */
export interface ListedPaper {
  readonly id: string;
  readonly kind: string;
  /** Masked; `null` when the person was erased. The whole name comes with the content. */
  readonly fileName: string | null;
  readonly mediaType: string;
  readonly size: number;
  /** SHA-256 of the content, in hex. */
  readonly sha256: string;
  readonly scan: 'clean' | 'not_scanned';
  readonly attachedAt: string;
}

/** What it takes to hand out a paper. */
export interface KeptPaper {
  readonly attachmentId: string;
  readonly mediaType: string;
  /** The file's whole name; `null` when the person was erased. To be called once the reading is recorded. */
  fileName(): Promise<string | null>;
}

/** Reads of papers, within the reader's agency; whose request it is, is asked before. */
export class PapersQueries {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
  ) {}

  async list(requestId: string, scope: ReadScope): Promise<readonly ListedPaper[]> {
    const rows = await this.reads.query<Stored>(scope, {
      text: `SELECT * FROM ${this.#table} WHERE request_id = $1 ORDER BY attached_at, id LIMIT $2`,
      values: [requestId, MAX_ATTACHED_PAPERS],
    });
    return Promise.all(
      rows.map(async (row) => {
        const name = await this.#name(row);
        return {
          id: row.id,
          kind: row.kind,
          fileName: name === null ? null : maskFileName(name),
          mediaType: row.media_type,
          size: Number(row.size),
          sha256: row.sha256,
          scan: row.scanned ? 'clean' : 'not_scanned',
          attachedAt: row.attached_at.toISOString(),
        };
      }),
    );
  }

  /** @throws Rejected `defence_request.paper.not_found` */
  async paper(requestId: string, paperId: string, scope: ReadScope): Promise<KeptPaper> {
    const [row] = await this.reads.query<Stored>(scope, {
      text: `SELECT * FROM ${this.#table} WHERE id = $1 AND request_id = $2`,
      values: [paperId, requestId],
    });
    if (row === undefined) throw new Rejected('defence_request.paper.not_found', '没有这份材料。There is no such paper.');
    return { attachmentId: row.attachment_id, mediaType: row.media_type, fileName: () => this.#name(row) };
  }

  get #table(): string {
    return this.readModels.table(papers);
  }

  #name({ request_id: requestId, file_name: name }: Stored): Promise<string | null> {
    return open(name as unknown as Personal<string>, this.keys, streamOf(defenceRequest, requestId), 'fileName');
  }
}
