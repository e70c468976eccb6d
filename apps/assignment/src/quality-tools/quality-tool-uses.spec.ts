import { recorded } from '@xiezhi/eventsourcing/testing';
import { qualityToolUses, type QualityToolUseRow } from './quality-tool-uses.projection.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-11223344f00a';
const CASE = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const FIRST = '2026-11-23T02:00:00.000Z';
const LATER = '2026-11-24T02:00:00.000Z';

type Told = { readonly type: string; readonly data: object };
const event = (stream: string, told: Told) => recorded(`${stream}-${ID}`, [told] as never)[0]!;
const after = (row: QualityToolUseRow | null, stream: string, told: Told): QualityToolUseRow | null => {
  const happened = event(stream, told);
  const [key] = qualityToolUses.keysOf(happened);
  return key === undefined ? row : qualityToolUses.evolve(row, happened, key);
};
const tracked = (observedAt: string, verdict = 'in_order') =>
  ({ type: 'CaseTracked', data: { caseId: CASE, tool: 'hearing_attended', observedAt, verdict } }) as const;

it.each([
  ['a tracking', 'case-tracking', tracked(FIRST), { request_id: CASE, what: 'hearing_attended', found: 'in_order' }],
  [
    'an inspected file, whose grade is not published yet',
    'inspection',
    { type: 'CaseInspected', data: { caseId: CASE, grade: 'good', inspectedAt: FIRST } },
    { request_id: CASE, what: 'file_checked', found: null },
  ],
  [
    'a file that peers reviewed',
    'peer-review',
    { type: 'CaseReviewed', data: { requestId: CASE, grade: 'good', concludedAt: FIRST } },
    { request_id: CASE, what: 'file_checked', found: null },
  ],
  [
    'a visit with how satisfied the recipient was',
    'return-visit',
    { type: 'RecipientVisited', data: { requestId: CASE, satisfaction: 4, visitedAt: FIRST } },
    { request_id: CASE, what: 'recipient_visited', found: '4' },
  ],
  [
    'the grade of a case',
    'quality-grade',
    { type: 'QualityGraded', data: { grade: 'excellent', gradedAt: FIRST } },
    { request_id: ID, what: 'graded', found: 'excellent' },
  ],
])('counts %s', (_what, stream, told, row) => {
  const once = after(null, stream, told);
  expect(once).toEqual({ use: `${row.request_id}:${row.what}`, used_at: FIRST, ...row });
  expect(after(once, stream, told)).toEqual(once);
});

it('keeps the last use of a tool, in whichever order they come', () => {
  const later = after(after(null, 'case-tracking', tracked(FIRST)), 'case-tracking', tracked(LATER, 'wanting'));
  expect(later).toMatchObject({ used_at: LATER, found: 'wanting' });
  expect(after(later, 'case-tracking', tracked(FIRST))).toEqual(later);
});

it.each([
  ['case-tracking', 'TrackingPlanned'],
  ['inspection', 'InspectionPlanned'],
  ['peer-review', 'CaseScored'],
  ['return-visit', 'VisitPlanned'],
  ['complaint', 'ComplaintFiled'],
])('counts nothing of %s %s', (stream, type) => {
  expect(qualityToolUses.keysOf(event(stream, { type, data: {} }))).toEqual([]);
});
