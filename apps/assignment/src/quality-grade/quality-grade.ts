import { GRADE_SOURCES, type GradeSource, type QualityGrade } from '@xiezhi/contracts';
import type { Decider, JsonObject, Message, StreamType } from '@xiezhi/eventsourcing';

/** Whose case it is. */
export interface GradedParties extends JsonObject {
  readonly institution: string;
  readonly division: string;
}

interface Graded {
  /** Of a granted case; a defence request's else. */
  readonly matter?: 'aid-case';
  readonly parties: GradedParties;
  readonly grade: QualityGrade;
  readonly source: GradeSource;
  /** The inspection or review that found it. */
  readonly sourceId: string;
}

export type QualityGradeCommand = Message<'GradeQuality', Graded & { readonly at: string }>;
export type QualityGradeEvent = Message<'QualityGraded', JsonObject & Graded & { readonly gradedAt: string }>;

export interface QualityGradeState {
  readonly grade: QualityGrade | null;
  readonly source: GradeSource | null;
  readonly sourceId: string | null;
}

const weightOf = (source: GradeSource): number => GRADE_SOURCES.length - GRADE_SOURCES.findIndex(({ code }) => code === source);

const decider: Decider<QualityGradeState, QualityGradeCommand, QualityGradeEvent> = {
  initial: { grade: null, source: null, sourceId: null },
  decide({ data: { at: gradedAt, ...graded } }, state) {
    const { grade, source, sourceId } = graded;
    if (state.source !== null && weightOf(source) < weightOf(state.source)) return [];
    if (state.grade === grade && state.source === source && state.sourceId === sourceId) return [];
    return [{ type: 'QualityGraded', data: { ...graded, gradedAt } }];
  },
  evolve: (_state, { data: { grade, source, sourceId } }) => ({ grade, source, sourceId }),
};

/** The one quality grade (案件质量等级) of a case, by the case's id: peer review before inspection before a check of the file. */
export const qualityGrade: StreamType<QualityGradeState, QualityGradeCommand, QualityGradeEvent> = { name: 'quality-grade', decider };
