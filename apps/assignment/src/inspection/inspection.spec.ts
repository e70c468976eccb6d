import { derivedId } from '@xiezhi/eventsourcing';
import { specOf } from '@xiezhi/eventsourcing/testing';
import { draw } from '../sampling/drawing.js';
import { inspection, type InspectionCommand, type InspectionEvent } from './inspection.js';

const spec = specOf(inspection);
const parties = { institution: 'institution-540100', division: '540100' };
const AT = '2027-01-10T02:00:00.000Z';
const SEED = '0192f3c4-5a6b-8c7d-9e0f-11223344e001';
const frame = Array.from({ length: 30 }, (_, n) => derivedId('case', String(n)));
const sample = draw(SEED, frame, 2);
const drawable = frame.map((id) => ({ id }));
/** The same, where the first that is drawn, and one that is not, are granted cases. */
const mixed = frame.map((id) => (id === sample[0] || !sample.includes(id) ? { id, matter: 'aid-case' } : { id }));
const plan = { parties, number: '拉萨援检字〔2027〕第1号', from: '2026-01-01', to: '2026-12-31', seed: SEED } as const;
const planning = (changes: object = {}): InspectionCommand => ({
  type: 'PlanInspection',
  data: { at: AT, ...plan, size: 2, frame: drawable, ...changes },
});
const planned: InspectionEvent = { type: 'InspectionPlanned', data: { ...plan, cases: 30, sample, plannedAt: AT } };
const grading = (caseId = sample[0]!): InspectionCommand => ({
  type: 'GradeCase',
  data: { at: AT, caseId, grade: 'good', defects: ['file_late'] },
});
const graded = (caseId = sample[0]!, grade: 'good' | 'qualified' = 'good'): InspectionEvent => ({
  type: 'CaseInspected',
  data: { parties, caseId, grade, defects: ['file_late'], inspectedAt: AT },
});
const publish: InspectionCommand = { type: 'PublishInspection', data: { at: AT } };
const published: InspectionEvent = {
  type: 'InspectionPublished',
  data: {
    parties,
    from: plan.from,
    to: plan.to,
    cases: 30,
    inspected: 2,
    grades: { excellent: 0, good: 1, qualified: 1, unqualified: 0 },
    publishedAt: AT,
  },
};

describe('a sample', () => {
  it('is drawn the same by anyone, in whatever order the cases are given', () => {
    expect(draw(SEED, [...frame].reverse(), 5)).toEqual(draw(SEED, frame, 5));
    expect(draw(SEED, frame, 5)).toHaveLength(5);
    expect(draw(SEED, frame, 100)).toHaveLength(30);
    expect(draw('another seed', frame, 5)).not.toEqual(draw(SEED, frame, 5));
  });

  it('gives every case the same chance', () => {
    const drawn = new Map(frame.map((id) => [id, 0]));
    for (let n = 0; n < 600; n += 1) for (const id of draw(String(n), frame, 3)) drawn.set(id, drawn.get(id)! + 1);
    // Sixty each, on average.
    for (const times of drawn.values()) expect(Math.abs(times - 60)).toBeLessThan(35);
  });
});

describe('an inspection (质量检查)', () => {
  it('is planned once, over cases that there are', () => {
    spec.given().when(planning()).then(planned);
    spec.given(planned).when(planning()).thenRejected('inspection.exists');
    spec
      .given()
      .when(planning({ frame: [] }))
      .thenRejected('inspection.no_cases');
    spec
      .given()
      .when(planning({ from: '2027-01-01' }))
      .thenRejected('inspection.plan.invalid', 'to');
    for (const size of [0, 101]) spec.given().when(planning({ size })).thenRejected('inspection.plan.invalid', 'size');
  });

  it('says of its sample which are granted cases, and of what was found whose kind it is', () => {
    const both: InspectionEvent = {
      type: 'InspectionPlanned',
      data: { ...plan, cases: 30, sample, aidCases: [sample[0]!], plannedAt: AT },
    };
    const [granted, requested] = [graded(sample[0]), graded(sample[1])] as const;
    spec
      .given()
      .when(planning({ frame: mixed }))
      .then(both);
    spec
      .given(both)
      .when(grading(sample[0]))
      .then({ ...granted, data: { ...granted.data, matter: 'aid-case' } } as InspectionEvent);
    spec.given(both).when(grading(sample[1])).then(requested);
  });

  it('may be of a single day, and of one case up to a hundred', () => {
    spec
      .given()
      .when(planning({ from: plan.to, size: 1 }))
      .thenLike({ type: 'InspectionPlanned', data: expect.objectContaining({ from: plan.to, sample: draw(SEED, frame, 1) }) });
    spec
      .given()
      .when(planning({ size: 100 }))
      .thenLike({ type: 'InspectionPlanned', data: expect.objectContaining({ sample: draw(SEED, frame, 100) }) });
  });

  it('grades the cases of its sample, and no other', () => {
    spec.given(planned).when(grading()).then(graded());
    spec.given(planned, graded()).when(grading()).then(graded());
    spec.given(planned).when(grading(SEED)).thenRejected('inspection.not_in_sample.invalid', 'caseId');
    spec.given().when(grading()).thenRejected('inspection.not_found');
  });

  it('is published once, complete, by the last grade of each', () => {
    const all = [planned, graded(sample[0], 'qualified'), graded(sample[1]), graded(sample[0], 'qualified')];
    spec
      .given(...all)
      .when(publish)
      .then(published);
    spec
      .given(...all, published)
      .when(publish)
      .then();
    spec
      .given(...all, published)
      .when(grading())
      .thenRejected('inspection.published');
    spec.given(planned, graded()).when(publish).thenRejected('inspection.incomplete');
    spec.given().when(publish).thenRejected('inspection.not_found');
  });
});
