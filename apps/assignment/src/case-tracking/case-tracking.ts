import {
  MAX_SAMPLE,
  QUALITY_TOOLS,
  TRACKING_VERDICTS,
  type InspectionDefect,
  type QualityTool,
  type TrackingLayer,
  type TrackingVerdict,
} from '@xiezhi/contracts';
import { assertNever, Rejected, type Decider, type JsonObject, type Message, type StreamType } from '@xiezhi/eventsourcing';
import { drawLayers, type SampleSize } from '../sampling/drawing.js';
import { grantedAmong, kindWithin, type Drawable, type SampledMatters } from '../sampling/sampled-matters.js';

/** Whose cases are tracked: of an institution, or, by the justice department, of the divisions it oversees. */
export interface TrackingParties extends JsonObject {
  readonly institution: string;
  readonly division: string;
}

/** A case under way that may be drawn. */
export interface TrackableCase extends Drawable {
  readonly layer: string;
  readonly lawyerId: string;
}

interface At {
  readonly at: string;
}

/** Commands on a tracking of cases under way (案件质量跟踪). */
export type CaseTrackingCommand =
  /** 制定跟踪计划: draws the sample, layer by layer; `size` or `percent` says how many. */
  | Message<
      'PlanTracking',
      At & {
        readonly parties: TrackingParties;
        readonly number: string;
        readonly layers: TrackingLayer;
        readonly size?: number;
        readonly percent?: number;
        readonly seed: string;
        readonly frame: readonly TrackableCase[];
      }
    >
  /** 指定跟踪人: a lawyer who looks at a case of others. */
  | Message<'AppointTracker', At & { readonly caseId: string; readonly trackerId: string; readonly active: boolean }>
  /** 登记跟踪意见. `by`: the lawyer who records it; staff when `null`. */
  | Message<
      'RecordFinding',
      At & {
        readonly caseId: string;
        readonly tool: QualityTool;
        readonly observedAt: string;
        readonly verdict: TrackingVerdict;
        readonly defects: readonly InspectionDefect[];
        readonly by: string | null;
      }
    >
  /** 办结跟踪: once something was found of every case. */
  | Message<'CloseTracking', At>;

type Of<Data> = JsonObject & { readonly parties: TrackingParties } & Data;
type Counts = JsonObject & Readonly<Record<string, number>>;

export type CaseTrackingEvent =
  | Message<
      'TrackingPlanned',
      Of<{
        readonly number: string;
        readonly layers: TrackingLayer;
        readonly size?: number;
        readonly percent?: number;
        readonly seed: string;
        /** Cases under way. */
        readonly cases: number;
        readonly drawn: readonly (JsonObject & { readonly layer: string; readonly cases: number; readonly sampled: number })[];
        readonly sample: readonly string[];
        /** Of the sample the granted cases; left out where none is. */
        readonly aidCases?: readonly string[];
        /** Lawyers of the sample: under tracking. */
        readonly tracked: readonly string[];
        readonly plannedAt: string;
      }>
    >
  | Message<'TrackerAppointed', Of<{ readonly caseId: string; readonly trackerId: string; readonly appointedAt: string }>>
  | Message<
      'CaseTracked',
      Of<{
        readonly caseId: string;
        readonly matter?: 'aid-case';
        readonly tool: QualityTool;
        readonly observedAt: string;
        readonly verdict: TrackingVerdict;
        readonly defects: readonly InspectionDefect[];
        readonly trackerId: string | null;
        readonly recordedAt: string;
      }>
    >
  | Message<
      'TrackingClosed',
      Of<{
        readonly cases: number;
        readonly sampled: number;
        readonly verdicts: Counts;
        readonly tools: Counts;
        readonly closedAt: string;
      }>
    >;

interface Known extends SampledMatters {
  readonly status: 'planned' | 'closed';
  readonly parties: TrackingParties;
  readonly cases: number;
  readonly plannedAt: string;
  readonly sample: readonly string[];
  readonly tracked: readonly string[];
  readonly trackers: Readonly<Record<string, string>>;
  /** Case → its last verdict. */
  readonly verdicts: Readonly<Record<string, TrackingVerdict>>;
  readonly tools: Readonly<Record<string, number>>;
}
export type CaseTrackingState = { readonly status: 'none' } | Known;

const invalid = (path: string, code: string, detail: string): Rejected =>
  new Rejected(`case_tracking.${code}.invalid`, detail, { errors: [{ path, code, detail }] });

/** The tracking while it goes on. */
function going(state: CaseTrackingState): Known {
  if (state.status === 'none') throw new Rejected('case_tracking.not_found', '没有这次跟踪。No such tracking.');
  if (state.status === 'planned') return state;
  throw new Rejected('case_tracking.closed', '本次跟踪已办结,不能再登记。The tracking is closed; nothing can be recorded any more.');
}

function inSample({ sample }: Known, caseId: string): void {
  if (sample.includes(caseId)) return;
  throw invalid('caseId', 'not_in_sample', '该案件不在本次跟踪样本中。The case is not in the sample.');
}

/** Exactly one of a number and a share, within its bounds. */
function sizeOf({ size, percent }: { readonly size?: number; readonly percent?: number }): SampleSize {
  if (size !== undefined && percent === undefined && size >= 1 && size <= MAX_SAMPLE) return { size };
  if (percent !== undefined && size === undefined && percent >= 1 && percent <= 100) return { percent };
  throw invalid(
    percent === undefined ? 'size' : 'percent',
    'size',
    `请填写跟踪件数(1至${MAX_SAMPLE})或者比例(1%至100%),只填一项。Give either a number of cases, 1 to ${MAX_SAMPLE}, or a share, 1 to 100 %.`,
  );
}

function plan({ data }: Extract<CaseTrackingCommand, { type: 'PlanTracking' }>): readonly CaseTrackingEvent[] {
  const { at: plannedAt, frame, ...given } = data;
  const size = sizeOf(given);
  if (frame.length === 0) {
    throw new Rejected('case_tracking.no_cases', '目前没有在办案件可以跟踪。No case with a lawyer is under way.');
  }
  const layers = drawLayers(given.seed, frame, size);
  const sample = layers.flatMap((layer) => layer.sample);
  if (sample.length > MAX_SAMPLE) {
    const detail = `按该比例将抽取${sample.length}件,一次最多${MAX_SAMPLE}件,请降低比例。This share draws ${sample.length} cases; at most ${MAX_SAMPLE} are tracked at once.`;
    throw invalid('percent', 'too_many', detail);
  }
  const lawyerOf = new Map(frame.map(({ id, lawyerId }) => [id, lawyerId]));
  const tracked = [...new Set(sample.map((id) => lawyerOf.get(id)!))].toSorted();
  const drawn = layers.map(({ layer, cases, sample: of }) => ({ layer, cases, sampled: of.length }));
  const planned = { ...given, cases: frame.length, drawn, sample, ...grantedAmong(sample, frame), tracked, plannedAt };
  return [{ type: 'TrackingPlanned', data: planned }];
}

function appoint(
  { caseId, trackerId, active, at: appointedAt }: Extract<CaseTrackingCommand, { type: 'AppointTracker' }>['data'],
  state: CaseTrackingState,
): readonly CaseTrackingEvent[] {
  const known = going(state);
  inSample(known, caseId);
  if (known.trackers[caseId] === trackerId) return [];
  if (known.tracked.includes(trackerId)) {
    throw new Rejected(
      'case_tracking.tracker_under_tracking',
      '该律师的案件在本次跟踪样本中,不能担任跟踪人。Cases of this lawyer are tracked here; choose another tracker.',
    );
  }
  if (!active) {
    throw new Rejected('case_tracking.tracker_not_active', '该律师目前不在执业,请选择其他跟踪人。This lawyer is not in practice now.');
  }
  return [{ type: 'TrackerAppointed', data: { parties: known.parties, caseId, trackerId, appointedAt } }];
}

/** People write a time to the minute. */
const minuteOf = (instant: string): string => instant.slice(0, 16);

function record(
  { at: recordedAt, by: trackerId, ...found }: Extract<CaseTrackingCommand, { type: 'RecordFinding' }>['data'],
  state: CaseTrackingState,
): readonly CaseTrackingEvent[] {
  const known = going(state);
  inSample(known, found.caseId);
  if (trackerId !== null && known.trackers[found.caseId] !== trackerId) {
    throw new Rejected('case_tracking.not_the_tracker.forbidden', '您不是该案件的跟踪人。You are not the tracker of this case.');
  }
  if (minuteOf(found.observedAt) < minuteOf(known.plannedAt) || found.observedAt > recordedAt) {
    throw invalid('observedAt', 'out_of_range', '时间应在制定计划之后、现在之前。The time must lie between the plan and now.');
  }
  if ((found.verdict === 'in_order') !== (found.defects.length === 0)) {
    throw invalid(
      'defects',
      'not_of_verdict',
      '办理正常的不选问题;提醒改进或者存在问题的,请选出问题。In order means no defect; otherwise name what was found wanting.',
    );
  }
  const data = { parties: known.parties, ...found, ...kindWithin(known, found.caseId), trackerId, recordedAt };
  return [{ type: 'CaseTracked', data }];
}

const zero = (codes: readonly { readonly code: string }[], of: (code: string) => number): Counts =>
  Object.fromEntries(codes.map(({ code }) => [code, of(code)]));

function close(at: string, state: CaseTrackingState): readonly CaseTrackingEvent[] {
  if (state.status === 'closed') return [];
  const { parties, cases, sample, verdicts, tools } = going(state);
  const missing = sample.filter((id) => verdicts[id] === undefined).length;
  if (missing > 0) {
    throw new Rejected('case_tracking.incomplete', `还有${missing}件没有跟踪意见,不能办结。${missing} cases have no finding yet.`);
  }
  const found = Object.values(verdicts);
  const data = {
    parties,
    cases,
    sampled: sample.length,
    verdicts: zero(TRACKING_VERDICTS, (code) => found.filter((verdict) => verdict === code).length),
    tools: zero(QUALITY_TOOLS, (code) => tools[code] ?? 0),
    closedAt: at,
  };
  return [{ type: 'TrackingClosed', data }];
}

function decide(command: CaseTrackingCommand, state: CaseTrackingState): readonly CaseTrackingEvent[] {
  switch (command.type) {
    case 'PlanTracking':
      if (state.status !== 'none') throw new Rejected('case_tracking.exists', '该跟踪计划已存在。This tracking exists already.');
      return plan(command);
    case 'AppointTracker':
      return appoint(command.data, state);
    case 'RecordFinding':
      return record(command.data, state);
    case 'CloseTracking':
      return close(command.data.at, state);
    default:
      return assertNever(command);
  }
}

function evolve(state: CaseTrackingState, { type, data }: CaseTrackingEvent): CaseTrackingState {
  if (type === 'TrackingPlanned') {
    const { parties, cases, plannedAt, sample, aidCases = [], tracked } = data;
    return { status: 'planned', parties, cases, plannedAt, sample, aidCases, tracked, trackers: {}, verdicts: {}, tools: {} };
  }
  if (state.status === 'none') return state;
  switch (type) {
    case 'TrackerAppointed':
      return { ...state, trackers: { ...state.trackers, [data.caseId]: data.trackerId } };
    case 'CaseTracked': {
      const { caseId, tool, verdict } = data;
      const tools = { ...state.tools, [tool]: (state.tools[tool] ?? 0) + 1 };
      return { ...state, verdicts: { ...state.verdicts, [caseId]: verdict }, tools };
    }
    case 'TrackingClosed':
      return { ...state, status: 'closed' };
    default:
      return assertNever(type);
  }
}

const decider: Decider<CaseTrackingState, CaseTrackingCommand, CaseTrackingEvent> = { initial: { status: 'none' }, decide, evolve };

/** A tracking of the quality of cases while they are under way (案件质量跟踪, 2010年意见 二(四)1). */
export const caseTracking: StreamType<CaseTrackingState, CaseTrackingCommand, CaseTrackingEvent> = { name: 'case-tracking', decider };
