import { MAX_SAMPLE, QUALITY_GRADES, type InspectionDefect, type QualityGrade } from '@xiezhi/contracts';
import { assertNever, Rejected, type Decider, type JsonObject, type Message, type StreamType } from '@xiezhi/eventsourcing';
import { draw } from '../sampling/drawing.js';
import { grantedAmong, kindWithin, type Drawable, type SampledMatters } from '../sampling/sampled-matters.js';

/** Whose cases are inspected. */
export interface InspectionParties extends JsonObject {
  readonly institution: string;
  readonly division: string;
}

interface At {
  readonly at: string;
}

/** Commands on a quality inspection (质量检查). */
export type InspectionCommand =
  /** 制定检查计划: draws the sample out of the cases that closed in the period. */
  | Message<
      'PlanInspection',
      At & {
        readonly parties: InspectionParties;
        readonly number: string;
        /** Local days, both inclusive. */
        readonly from: string;
        readonly to: string;
        readonly size: number;
        readonly seed: string;
        readonly frame: readonly Drawable[];
      }
    >
  /** 登记检查结果: of one case; a later one replaces an earlier one until it is published. */
  | Message<'GradeCase', At & { readonly caseId: string; readonly grade: QualityGrade; readonly defects: readonly InspectionDefect[] }>
  /** 公布检查结果 */
  | Message<'PublishInspection', At>;

type Of<Data> = JsonObject & { readonly parties: InspectionParties } & Data;
/** Grade → cases. */
type GradeCounts = JsonObject & Readonly<Record<string, number>>;

export type InspectionEvent =
  | Message<
      'InspectionPlanned',
      Of<
        SampledMatters & {
          readonly number: string;
          readonly from: string;
          readonly to: string;
          readonly seed: string;
          /** Cases in the period. */
          readonly cases: number;
          readonly sample: readonly string[];
          readonly plannedAt: string;
        }
      >
    >
  | Message<
      'CaseInspected',
      Of<{
        readonly caseId: string;
        readonly matter?: 'aid-case';
        readonly grade: QualityGrade;
        readonly defects: readonly InspectionDefect[];
        readonly inspectedAt: string;
      }>
    >
  | Message<
      'InspectionPublished',
      Of<{
        readonly from: string;
        readonly to: string;
        readonly cases: number;
        readonly inspected: number;
        readonly grades: GradeCounts;
        readonly publishedAt: string;
      }>
    >;

export type InspectionState =
  | { readonly status: 'none' }
  | (SampledMatters & {
      readonly status: 'planned' | 'published';
      readonly parties: InspectionParties;
      readonly from: string;
      readonly to: string;
      readonly cases: number;
      readonly sample: readonly string[];
      readonly grades: Readonly<Record<string, QualityGrade>>;
    });
type Known = Exclude<InspectionState, { status: 'none' }>;

/** The inspection while it goes on. */
function going(state: InspectionState): Known {
  if (state.status === 'none') throw new Rejected('inspection.not_found', '没有这次检查。No such inspection.');
  if (state.status === 'planned') return state;
  throw new Rejected('inspection.published', '检查结果已公布,不能再更改。The results are published; nothing can be changed.');
}

function plan({ data }: Extract<InspectionCommand, { type: 'PlanInspection' }>): readonly InspectionEvent[] {
  const { at: plannedAt, size, frame, ...given } = data;
  if (given.from > given.to || size < 1 || size > MAX_SAMPLE) {
    const detail = `检查期间的起止日期应先后有序,抽查件数为1至${MAX_SAMPLE}。The period must begin before it ends; 1 to ${MAX_SAMPLE} cases are drawn.`;
    throw new Rejected('inspection.plan.invalid', detail, {
      errors: [{ path: size < 1 || size > MAX_SAMPLE ? 'size' : 'to', code: 'out_of_range', detail }],
    });
  }
  if (frame.length === 0) {
    throw new Rejected('inspection.no_cases', '该期间没有办结的案件,请调整期间。No case was closed in the period; choose another.');
  }
  const sample = draw(
    given.seed,
    frame.map(({ id }) => id),
    size,
  );
  const planned = { ...given, cases: frame.length, sample, ...grantedAmong(sample, frame), plannedAt };
  return [{ type: 'InspectionPlanned', data: planned }];
}

function decide(command: InspectionCommand, state: InspectionState): readonly InspectionEvent[] {
  switch (command.type) {
    case 'PlanInspection':
      if (state.status !== 'none') throw new Rejected('inspection.exists', '该检查已存在。This inspection exists already.');
      return plan(command);
    case 'GradeCase': {
      const known = going(state);
      const { parties, sample } = known;
      const { at: inspectedAt, caseId, grade, defects } = command.data;
      if (!sample.includes(caseId)) {
        const detail = '该案件不在本次抽查样本中。The case is not in the sample.';
        throw new Rejected('inspection.not_in_sample.invalid', detail, { errors: [{ path: 'caseId', code: 'not_in_sample', detail }] });
      }
      return [{ type: 'CaseInspected', data: { parties, caseId, ...kindWithin(known, caseId), grade, defects, inspectedAt } }];
    }
    case 'PublishInspection': {
      if (state.status === 'published') return [];
      const { parties, from, to, cases, sample, grades } = going(state);
      const missing = sample.filter((id) => grades[id] === undefined).length;
      if (missing > 0) {
        throw new Rejected('inspection.incomplete', `还有${missing}件没有评定等级,不能公布。${missing} cases are not graded yet.`);
      }
      const given = Object.values(grades);
      const counts = Object.fromEntries(QUALITY_GRADES.map(({ code }) => [code, given.filter((grade) => grade === code).length]));
      const data = { parties, from, to, cases, inspected: sample.length, grades: counts, publishedAt: command.data.at };
      return [{ type: 'InspectionPublished', data }];
    }
    default:
      return assertNever(command);
  }
}

function evolve(state: InspectionState, { type, data }: InspectionEvent): InspectionState {
  if (type === 'InspectionPlanned') {
    const { parties, from, to, cases, sample, aidCases = [] } = data;
    return { status: 'planned', parties, from, to, cases, sample, aidCases, grades: {} };
  }
  if (state.status === 'none') return state;
  switch (type) {
    case 'CaseInspected':
      return { ...state, grades: { ...state.grades, [data.caseId]: data.grade } };
    case 'InspectionPublished':
      return { ...state, status: 'published' };
    default:
      return assertNever(type);
  }
}

const decider: Decider<InspectionState, InspectionCommand, InspectionEvent> = { initial: { status: 'none' }, decide, evolve };

/** An inspection of the quality of closed cases, whose results are published (质量检查公布, 2010年意见 二(四)1). */
export const inspection: StreamType<InspectionState, InspectionCommand, InspectionEvent> = { name: 'inspection', decider };
