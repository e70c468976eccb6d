import { assertNever, Rejected, type JsonObject, type Message, type Personal } from '@xiezhi/eventsourcing';
import type { PAPERS } from './notice.js';

export type PaperKind = (typeof PAPERS)[number];

/** Papers a request has at most, removed and refused ones counted. */
export const MAX_ATTACHED_PAPERS = 100;

/** A paper of the request (随案材料) as a file: what was found of its content, and where that is kept. */
export interface Paper extends JsonObject {
  readonly paperId: string;
  readonly kind: PaperKind;
  readonly attachmentId: string;
  /** Of the content, in hex. */
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  /** False when the installation has no scanner. */
  readonly scanned: boolean;
}

/** A paper as it arrives with a command, its name in clear: names of files often name people. */
export type PaperInput = Paper & { readonly fileName: string };

interface By {
  readonly at: string;
  /** The agency that acts. */
  readonly by: string;
}

export type PaperCommand =
  /** 提交材料: a paper's content was uploaded and looked at. */
  | Message<'AttachPaper', By & { readonly paper: PaperInput }>
  /** 撤回材料: the sender takes a paper back. */
  | Message<'RemovePaper', By & { readonly paperId: string; readonly reason: string }>
  /** 拒收染毒材料: malware was found in what was uploaded; `signature` is the scanner's name for it. */
  | Message<'RefusePaper', By & { readonly paperId: string; readonly kind: PaperKind; readonly signature: string }>;

export type PaperAttached = Paper & { readonly personId: string; readonly fileName: Personal<string>; readonly attachedAt: string };

export interface PaperRemoved extends JsonObject {
  readonly paperId: string;
  readonly personId: string;
  readonly reason: Personal<string>;
  readonly removedAt: string;
}

export interface PaperRefused extends JsonObject {
  readonly paperId: string;
  readonly kind: PaperKind;
  readonly signature: string;
  readonly refusedAt: string;
}

export type PaperFact =
  Message<'PaperAttached', PaperAttached> | Message<'PaperRemoved', PaperRemoved> | Message<'PaperRefused', PaperRefused>;

/** What became of each paper of a request, by its id. */
export type KnownPapers = Readonly<Record<string, { readonly attachmentId: string; readonly status: 'attached' | 'removed' | 'refused' }>>;

/** Where the papers of a request stand. */
export interface PapersState {
  readonly organ: string;
  readonly personId: string;
  readonly papers: KnownPapers;
  /** True until a lawyer relies on them (指派前). */
  readonly removable: boolean;
}

const refuse = (reason: string, text: string): never => {
  throw new Rejected(`defence_request.paper.${reason}`, text);
};

const noSuchPaper = (): never => refuse('not_found', '没有这份材料。There is no such paper.');

/** Only who sent the notice answers for its papers. @throws Rejected */
export function insistOnSender(by: string, organ: string): void {
  if (by !== organ)
    refuse('not_sender.forbidden', '只有发出通知的单位可以提交或撤回材料。Only the organ that sent the notice files or removes papers.');
}

/** The fact that a paper is attached; also for one that comes with a transferred request. */
export const paperAttached = ({ fileName, ...paper }: PaperInput, personId: string, attachedAt: string): PaperFact => ({
  type: 'PaperAttached',
  data: { ...paper, personId, fileName, attachedAt },
});

/** What a command on papers comes to. @throws Rejected */
export function decidePaper({ type, data }: PaperCommand, { organ, personId, papers, removable }: PapersState): readonly PaperFact[] {
  insistOnSender(data.by, organ);
  switch (type) {
    case 'AttachPaper': {
      const known = papers[data.paper.paperId];
      if (known?.status === 'attached') return [];
      insistOnNew(known);
      if (Object.keys(papers).length >= MAX_ATTACHED_PAPERS)
        refuse('too_many', `每件最多 ${MAX_ATTACHED_PAPERS} 份材料。A request has at most ${MAX_ATTACHED_PAPERS} papers.`);
      return [paperAttached(data.paper, personId, data.at)];
    }
    case 'RefusePaper': {
      const { paperId, kind, signature, at } = data;
      if (papers[paperId]?.status === 'refused') return [];
      insistOnNew(papers[paperId]);
      return [{ type: 'PaperRefused', data: { paperId, kind, signature, refusedAt: at } }];
    }
    case 'RemovePaper': {
      const { paperId, reason, at } = data;
      const known = papers[paperId] ?? noSuchPaper();
      if (known.status === 'removed') return [];
      if (known.status === 'refused') return noSuchPaper();
      if (!removable)
        refuse('relied_on', '已指派律师,材料不能撤回;有误请另行提交更正材料。A lawyer is assigned: attach a corrected paper instead.');
      return [{ type: 'PaperRemoved', data: { paperId, personId, reason, removedAt: at } }];
    }
    default:
      return assertNever(type);
  }
}

function insistOnNew(known: KnownPapers[string] | undefined): void {
  if (known !== undefined) refuse('settled', '该材料已撤回或被拒收,请重新上传。This paper was removed or refused; upload it anew.');
}

/** The papers after a fact. */
export function evolvePapers(papers: KnownPapers, { type, data }: PaperFact): KnownPapers {
  const attachmentId = type === 'PaperAttached' ? data.attachmentId : (papers[data.paperId]?.attachmentId ?? data.paperId);
  const status = type === 'PaperAttached' ? 'attached' : type === 'PaperRemoved' ? 'removed' : 'refused';
  return { ...papers, [data.paperId]: { attachmentId, status } };
}
