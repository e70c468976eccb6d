import type { QualityKind } from '../../api/quality.ts';
import * as fields from './fields.ts';
import type { Field } from './fields.ts';

/** Something that may be done with a matter where it stands at one of `at`; its words are `quality.do.<kind>.<command>`. */
export interface Deed {
  readonly command: string;
  readonly needs: string;
  readonly at: readonly string[];
  readonly fields: readonly Field[];
  readonly main?: boolean;
  /** Asks before, in red: it cannot be taken back. */
  readonly final?: boolean;
}

/** One kind of quality work as its pages show it. */
export interface KindOfWork {
  readonly kind: QualityKind;
  /** Where its pages lie, below `/quality/`. */
  readonly path: string;
  /** The event that it begins with. */
  readonly begun: string;
  readonly open: readonly string[];
  readonly closed: readonly string[];
  /** Facts in its list, by their fields. */
  readonly columns: readonly string[];
  /** Facts on its page, by their fields, in their order. */
  readonly facts: readonly string[];
  readonly begin: { readonly needs: string; readonly fields: readonly Field[] };
  readonly deeds: readonly Deed[];
  /** Needed to open what was written of persons; `null` where nothing is. */
  readonly texts: string | null;
}

export const COMPLAINTS: KindOfWork = {
  kind: 'complaint',
  path: 'complaints',
  begun: 'ComplaintFiled',
  open: ['filed', 'accepted', 'not_accepted', 'decided'],
  closed: ['answered', 'withdrawn'],
  columns: ['grounds', 'outcome'],
  facts: ['about', 'grounds', 'complainantKind', 'way', 'receivedAt', 'outcome', 'measures'],
  begin: { needs: 'assignment.complaint.file', fields: fields.FILE_COMPLAINT },
  deeds: [
    { command: 'accept', needs: 'assignment.complaint.accept', at: ['filed'], fields: [], main: true },
    { command: 'refuse', needs: 'assignment.complaint.refuse', at: ['filed'], fields: fields.REFUSE_COMPLAINT },
    { command: 'steps', needs: 'assignment.complaint.step', at: ['accepted'], fields: fields.STEP_OF_COMPLAINT },
    { command: 'statement', needs: 'assignment.complaint.state', at: ['accepted'], fields: fields.OWN_STATEMENT, main: true },
    { command: 'decide', needs: 'assignment.complaint.decide', at: ['accepted'], fields: fields.DECIDE_COMPLAINT, main: true, final: true },
    {
      command: 'answer',
      needs: 'assignment.complaint.answer',
      at: ['decided', 'not_accepted'],
      fields: fields.ANSWER_COMPLAINT,
      main: true,
    },
    { command: 'withdraw', needs: 'assignment.complaint.withdraw', at: ['filed', 'accepted'], fields: fields.WITHDRAW, final: true },
  ],
  texts: 'assignment.complaint.read-people',
};

export const VISITS: KindOfWork = {
  kind: 'return-visit',
  path: 'visits',
  begun: 'VisitPlanned',
  open: ['planned'],
  closed: ['visited', 'given_up'],
  columns: ['reason', 'language', 'satisfaction'],
  facts: ['reason', 'every', 'language', 'expiresAt', 'satisfaction', 'answers'],
  begin: { needs: 'assignment.return-visit.plan', fields: fields.PLAN_VISIT },
  deeds: [
    { command: 'record', needs: 'assignment.return-visit.record', at: ['planned'], fields: fields.RECORD_VISIT, main: true },
    { command: 'form', needs: 'assignment.return-visit.issue-form', at: ['planned'], fields: [] },
    { command: 'not-reached', needs: 'assignment.return-visit.not-reached', at: ['planned'], fields: fields.NOT_REACHED },
    { command: 'give-up', needs: 'assignment.return-visit.give-up', at: ['planned'], fields: [], final: true },
  ],
  texts: 'assignment.return-visit.read-people',
};

export const INSPECTIONS: KindOfWork = {
  kind: 'inspection',
  path: 'inspections',
  begun: 'InspectionPlanned',
  open: ['planned'],
  closed: ['published'],
  columns: ['from', 'to', 'cases', 'grades'],
  facts: ['from', 'to', 'cases', 'seed', 'grades'],
  begin: { needs: 'assignment.inspection.plan', fields: fields.PLAN_INSPECTION },
  deeds: [
    { command: 'grade', needs: 'assignment.inspection.grade', at: ['planned'], fields: fields.GRADE_CASE, main: true },
    { command: 'publish', needs: 'assignment.inspection.publish', at: ['planned'], fields: [], final: true },
  ],
  texts: null,
};

export const TRACKINGS: KindOfWork = {
  kind: 'case-tracking',
  path: 'trackings',
  begun: 'TrackingPlanned',
  open: ['planned'],
  closed: ['closed'],
  columns: ['layers', 'cases', 'verdicts'],
  facts: ['layers', 'size', 'percent', 'cases', 'seed', 'verdicts', 'tools'],
  begin: { needs: 'assignment.case-tracking.plan', fields: fields.PLAN_TRACKING },
  deeds: [
    { command: 'findings', needs: 'assignment.case-tracking.record', at: ['planned'], fields: fields.RECORD_FINDING, main: true },
    { command: 'trackers', needs: 'assignment.case-tracking.appoint', at: ['planned'], fields: fields.APPOINT_TRACKER },
    { command: 'close', needs: 'assignment.case-tracking.close', at: ['planned'], fields: [], final: true },
  ],
  texts: null,
};

export const REVIEWS: KindOfWork = {
  kind: 'peer-review',
  path: 'reviews',
  begun: 'ReviewOpened',
  open: ['open', 'third'],
  closed: ['concluded'],
  columns: ['score', 'grade'],
  facts: ['criteria', 'bound', 'score', 'grade', 'difference'],
  begin: { needs: 'assignment.peer-review.open', fields: fields.OPEN_REVIEW },
  deeds: [
    { command: 'score', needs: 'assignment.peer-review.score', at: ['open', 'third'], fields: fields.SCORE_CASE, main: true, final: true },
    // A reviewer steps aside; staff say who does.
    { command: 'recuse', needs: 'assignment.peer-review.score', at: ['open', 'third'], fields: [], final: true },
    { command: 'reviewers', needs: 'assignment.peer-review.add-reviewer', at: ['open', 'third'], fields: fields.REVIEWER, main: true },
    { command: 'recuse', needs: 'assignment.peer-review.add-reviewer', at: ['open', 'third'], fields: fields.REVIEWER },
  ],
  texts: null,
};

export const ACCOUNTABILITIES: KindOfWork = {
  kind: 'accountability',
  path: 'accountabilities',
  begun: 'AccountabilityOpened',
  open: ['opened', 'heard', 'under_review'],
  closed: ['decided', 'reviewed'],
  columns: ['ground', 'measure'],
  facts: ['ground', 'finding', 'statementDueAt', 'measure', 'barredFrom', 'barredUntil', 'reviewDueAt'],
  begin: { needs: 'assignment.accountability.open', fields: fields.OPEN_ACCOUNTABILITY },
  deeds: [
    { command: 'statement', needs: 'assignment.accountability.state', at: ['opened', 'heard'], fields: fields.OWN_STATEMENT, main: true },
    { command: 'hear', needs: 'assignment.accountability.hear', at: ['opened', 'heard'], fields: fields.HEAR_LAWYER },
    {
      command: 'decide',
      needs: 'assignment.accountability.decide',
      at: ['opened', 'heard'],
      fields: fields.DECIDE_ACCOUNTABILITY,
      main: true,
      final: true,
    },
    { command: 'request-review', needs: 'assignment.accountability.request-review', at: ['decided'], fields: fields.WITHDRAW },
    {
      command: 'decide-review',
      needs: 'assignment.accountability.decide-review',
      at: ['under_review'],
      fields: fields.DECIDE_REVIEW,
      main: true,
      final: true,
    },
  ],
  texts: 'assignment.accountability.read-people',
};

export const KINDS_OF_WORK: readonly KindOfWork[] = [COMPLAINTS, VISITS, INSPECTIONS, TRACKINGS, REVIEWS, ACCOUNTABILITIES];
