import type { ChangeReason, DeclineReason } from '@xiezhi/contracts';
import type { Message } from '@xiezhi/eventsourcing';
import type { RankedMatter, RankingCandidate, RankingWeights } from '@xiezhi/legal-policy';
import type { AnswerRules } from './answer-time.js';
import type { Parties } from './state.js';

interface At {
  readonly at: string;
}
/** What the time of an answer follows from: the end of the matter's clock, and the rules. */
export interface Answering extends At {
  readonly dueAt: string;
  readonly answer: AnswerRules;
}

/** Commands of a search for a lawyer (寻找律师). */
export type LawyerSearchCommand =
  /** 开始寻找律师: ranks the candidates and asks the first; `first`: or one whom the officer chose among them. */
  | Message<
      'BeginSearch',
      Answering & {
        readonly parties: Parties;
        readonly personId: string;
        readonly caseGroup: string;
        readonly matter: RankedMatter;
        readonly candidates: readonly RankingCandidate[];
        readonly weights: RankingWeights;
        /** 更换律师: why the present lawyer is to be replaced; left out: the matter has none. */
        readonly replacing?: ChangeReason;
        readonly first?: string;
      }
    >
  /** 改邀他人: takes the running offer back and asks another of the ranked. */
  | Message<'OfferTo', Answering & { readonly lawyerId: string }>
  | Message<'AcceptOffer', At & { readonly offerId: string; readonly lawyerId: string }>
  | Message<
      'DeclineOffer',
      Answering & { readonly offerId: string; readonly lawyerId: string; readonly reason: DeclineReason; readonly text?: string }
    >
  /** 邀约到期: the timer of an offer fired. */
  | Message<'ExpireOffer', Answering & { readonly offerId: string }>
  /** 指派被拒: who accepted may not be assigned after all; `code` says why. */
  | Message<'PassOver', Answering & { readonly offerId: string; readonly code: string }>
  /** 停止寻找: by the institution. */
  | Message<'CallOff', At>
  /** 已指派或者已终结: what the matter itself says. */
  | Message<'EndSearch', At & { readonly lawyerId: string | null }>;

export type CommandData<Type extends LawyerSearchCommand['type']> = Extract<LawyerSearchCommand, { type: Type }>['data'];
