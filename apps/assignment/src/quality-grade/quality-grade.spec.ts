import type { GradeSource, QualityGrade } from '@xiezhi/contracts';
import { recorded, specOf, specOfWorkflow } from '@xiezhi/eventsourcing/testing';
import { qualityGrades } from '../quality-grades/quality-grades.js';
import { publish } from './quality-grade.publisher.js';
import { qualityGrade, type QualityGradeCommand, type QualityGradeEvent } from './quality-grade.js';

const spec = specOf(qualityGrade);
const parties = { institution: 'institution-540100', division: '540100' };
const AT = '2027-01-10T02:00:00.000Z';
const INSPECTION = '0192f3c4-5a6b-8c7d-9e0f-11223344e001';
const OTHER = '0192f3c4-5a6b-8c7d-9e0f-11223344e002';
const grading = (source: GradeSource, grade: QualityGrade = 'good', sourceId = INSPECTION): QualityGradeCommand => ({
  type: 'GradeQuality',
  data: { at: AT, parties, grade, source, sourceId },
});
const graded = (source: GradeSource, grade: QualityGrade = 'good', sourceId = INSPECTION): QualityGradeEvent => ({
  type: 'QualityGraded',
  data: { parties, grade, source, sourceId, gradedAt: AT },
});

it('is one grade with its source, which only a source as weighty replaces', () => {
  spec.given().when(grading('file_check')).then(graded('file_check'));
  spec.given(graded('file_check')).when(grading('inspection')).then(graded('inspection'));
  spec.given(graded('inspection')).when(grading('peer_review', 'qualified')).then(graded('peer_review', 'qualified'));
  spec
    .given(graded('inspection'))
    .when(grading('inspection', 'qualified', OTHER))
    .then(graded('inspection', 'qualified', OTHER));
  spec.given(graded('peer_review')).when(grading('inspection', 'excellent')).then();
  spec.given(graded('inspection')).when(grading('file_check', 'excellent')).then();
  spec.given(graded('inspection')).when(grading('inspection')).then();
});

it('comes from peers as soon as they have a result', () => {
  const CASE = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
  const [scored, reviewed] = recorded(`peer-review-${OTHER}`, [
    { type: 'CaseScored', data: { parties, requestId: CASE } },
    { type: 'CaseReviewed', data: { parties, requestId: CASE, grade: 'good', concludedAt: AT } },
  ]);
  const workflow = specOfWorkflow(qualityGrades);
  workflow.given().when(scored!).thenSends();
  workflow
    .given(scored!)
    .when(reviewed!)
    .thenSends({ id: CASE, type: 'GradeQuality', data: { at: AT, parties, grade: 'good', source: 'peer_review', sourceId: OTHER } })
    .thenState(null);
});

it('says of a granted case that it is one, whether peers or an inspection found it', () => {
  const [CASE, REQUEST] = ['0192f3c4-5a6b-8c7d-9e0f-112233445566', '0192f3c4-5a6b-8c7d-9e0f-112233445577'] as const;
  const granted = { parties, matter: 'aid-case' } as const;
  const [reviewed] = recorded(`peer-review-${OTHER}`, [
    { type: 'CaseReviewed', data: { ...granted, requestId: CASE, grade: 'good', concludedAt: AT } },
  ]);
  const workflow = specOfWorkflow(qualityGrades);
  const sent = (id: string, of: object, grade: QualityGrade, source: GradeSource, sourceId: string) => ({
    ...{ id, type: 'GradeQuality' },
    data: { at: AT, ...of, grade, source, sourceId },
  });
  workflow
    .given()
    .when(reviewed!)
    .thenSends(sent(CASE, granted, 'good', 'peer_review', OTHER));
  const inspected = { defects: [], inspectedAt: AT };
  const [first, again, other, published] = recorded(`inspection-${INSPECTION}`, [
    { type: 'CaseInspected', data: { ...granted, caseId: CASE, grade: 'good', ...inspected } },
    { type: 'CaseInspected', data: { ...granted, caseId: CASE, grade: 'qualified', ...inspected } },
    { type: 'CaseInspected', data: { parties, caseId: REQUEST, grade: 'good', ...inspected } },
    { type: 'InspectionPublished', data: { parties, publishedAt: AT } },
  ]);
  workflow
    .given(first!, again!, other!)
    .when(published!)
    .thenSends(sent(CASE, granted, 'qualified', 'inspection', INSPECTION), sent(REQUEST, { parties }, 'good', 'inspection', INSPECTION));
  const command = grading('inspection');
  spec
    .given()
    .when({ ...command, data: { ...command.data, matter: 'aid-case' } })
    .then({ ...graded('inspection'), data: { ...graded('inspection').data, matter: 'aid-case' } });
});

it('tells of a granted case whose kind it is, and of a defence request nothing more than before', () => {
  const published = (data: object) => publish(recorded(`quality-grade-${OTHER}`, [{ type: 'QualityGraded', data }] as never)[0]!);
  const { data } = graded('inspection');
  expect(published({ ...data, matter: 'aid-case' })[0]!.data).toMatchObject({ requestId: OTHER, matter: 'aid-case', grade: 'good' });
  expect(published(data)[0]!.data).not.toHaveProperty('matter');
});

it('comes from an inspection when that is published, and not before', () => {
  const CASE = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
  const [inspected, regraded, published] = recorded(`inspection-${INSPECTION}`, [
    { type: 'CaseInspected', data: { parties, caseId: CASE, grade: 'good', defects: [], inspectedAt: AT } },
    { type: 'CaseInspected', data: { parties, caseId: CASE, grade: 'qualified', defects: [], inspectedAt: AT } },
    { type: 'InspectionPublished', data: { parties, publishedAt: AT } },
  ]);
  const workflow = specOfWorkflow(qualityGrades);
  workflow.given().when(inspected!).thenSends();
  workflow
    .given(inspected!, regraded!)
    .when(published!)
    .thenSends({
      id: CASE,
      type: 'GradeQuality',
      data: { at: AT, parties, grade: 'qualified', source: 'inspection', sourceId: INSPECTION },
    })
    .thenState(null);
});
