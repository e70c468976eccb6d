import type { JsonObject, Message, Personal } from '@xiezhi/eventsourcing';

/** Whose notice it is, and where its institution will be. */
export interface EarlyParties extends JsonObject {
  readonly organ: string;
  readonly organKind: 'court' | 'procuratorate' | 'police';
  readonly division: string;
}

/** A notice as it came: facts that name nobody, and people sealed under their keys. What they say is the request's business. */
export interface KeptNotice extends JsonObject {
  readonly facts: JsonObject & { readonly stage: string; readonly ground: string; readonly caseNumber: string };
  readonly personId: string;
  readonly contactId: string;
  readonly person: Personal<JsonObject>;
  readonly contact: Personal<JsonObject>;
  readonly papers: Personal<JsonObject>;
}

type Of<Data> = JsonObject & { readonly parties: EarlyParties } & Data;

/** What happens to a notice that came before its institution was known (先到通知). */
export type EarlyNoticeEvent =
  /** 已收到、待机构登记 */
  | Message<
      'NoticeKept',
      Of<
        KeptNotice & {
          readonly keptAt: string;
          readonly warnAt: string;
          readonly lapsesAt: string;
          /** The command that it was sent by: the same sends it on, so that whoever sends it again is answered as the first time. */
          readonly sentBy: string;
        }
      >
    >
  /** 更正: the notice as its sender wants it now; as it was first given it stays in the event before. */
  | Message<'KeptNoticeCorrected', Of<KeptNotice & { readonly correctedAt: string }>>
  /** 等待已久 */
  | Message<'NoticeWaitedLong', Of<{ readonly keptAt: string; readonly lapsesAt: string; readonly warnedAt: string }>>
  /** 已送达机构: the request goes on under the same id; `correctionRefused`: why its correction could not follow it. */
  | Message<'NoticeMatched', Of<{ readonly institution: string; readonly matchedAt: string; readonly correctionRefused?: string }>>
  /** 撤回 */
  | Message<'KeptNoticeWithdrawn', Of<{ readonly personId: string; readonly withdrawnAt: string; readonly reason: Personal<string> }>>
  /** 逾期未能送达 */
  | Message<'KeptNoticeLapsed', Of<{ readonly lapsedAt: string }>>
  /** 退回: the rules refused it when its institution came. */
  | Message<'KeptNoticeRefused', Of<{ readonly refusedAt: string; readonly code: string }>>
  | Message<'PersonErased', Of<{ readonly personId: string; readonly erasedAt: string }>>;
