import { recorded } from '@xiezhi/eventsourcing/testing';
import { closedCases } from './closed-cases.projection.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const AT = '2026-12-20T02:00:00.000Z';
const parties = { institution: 'institution-540100', division: '540100' };
const event = (kind: string, type: string, data: object) => recorded(`${kind}-${ID}`, [{ type, data: { parties, ...data } }] as never)[0]!;

it.each([
  ['defence-request', 'CaseFileAccepted', { acceptedAt: AT }],
  ['defence-request', 'TerminationServed', { servedAt: AT }],
  ['aid-case', 'AidCaseClosed', { closedAt: AT }],
])('holds a %s from %s on', (matter, type, data) => {
  const closed = event(matter, type, data);
  expect(closedCases.keysOf(closed)).toEqual([ID]);
  const row = closedCases.evolve(null, closed, ID);
  expect(row).toEqual({ id: ID, matter, institution: 'institution-540100', closed_at: AT });
  expect(closedCases.evolve(row, event(matter, type, { acceptedAt: '2027', servedAt: '2027', closedAt: '2027' }), ID)).toEqual(row);
});

it.each([
  ['aid-case', 'TerminationServed'],
  ['aid-case', 'CaseFileSubmitted'],
  ['defence-request', 'AidTerminated'],
  ['defence-request', 'AidCaseClosed'],
  ['complaint', 'AidCaseClosed'],
])('holds none of %s by %s', (kind, type) => {
  expect(closedCases.keysOf(event(kind, type, {}))).toEqual([]);
});
