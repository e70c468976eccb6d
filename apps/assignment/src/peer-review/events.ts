import type { QualityGrade } from '@xiezhi/contracts';
import type { JsonObject, Message } from '@xiezhi/eventsourcing';
import type { ReviewParties, Scores } from './commands.js';

type Of<Data> = JsonObject & { readonly parties: ReviewParties; readonly requestId: string } & Data;

export type PeerReviewEvent =
  | Message<
      'ReviewOpened',
      Of<{
        readonly matter?: 'aid-case';
        readonly number: string;
        readonly criteria: string;
        readonly bound: number;
        readonly reviewers: readonly string[];
        readonly openedAt: string;
      }>
    >
  | Message<'ReviewerAdded', Of<{ readonly reviewerId: string; readonly addedAt: string }>>
  | Message<'ReviewerRecused', Of<{ readonly reviewerId: string; readonly recusedAt: string }>>
  | Message<'CaseScored', Of<{ readonly reviewerId: string; readonly scores: Scores; readonly score: number; readonly scoredAt: string }>>
  /** The two differ too much: a third is to score. */
  | Message<'ThirdReviewNeeded', Of<{ readonly difference: number; readonly bound: number; readonly neededAt: string }>>
  | Message<
      'CaseReviewed',
      Of<{
        readonly matter?: 'aid-case';
        readonly criteria: string;
        readonly reviewed: number;
        readonly score: number;
        readonly grade: QualityGrade;
        readonly concludedAt: string;
      }>
    >;
