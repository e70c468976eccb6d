import { streamOf, type BusMessage } from '@xiezhi/eventsourcing';
import { recorded } from '@xiezhi/eventsourcing/testing';
import { parties } from '../defence-request/testing.js';
import type { LawyerSearchCommand } from './lawyer-search.js';
import { lawyerSearch } from './lawyer-search.js';
import { publish } from './lawyer-search.publisher.js';
import { after, answer, begin, candidate, DUE_AT, LATER, lawyerId, REQUEST_ID, runningOffer } from './testing.js';

const { institution, division } = parties;
const told = (of: Parameters<typeof begin>[1]): readonly BusMessage[] => {
  const first = runningOffer(after(begin([candidate(1), candidate(2)], of)));
  const decline: LawyerSearchCommand = {
    type: 'DeclineOffer',
    data: { at: LATER, dueAt: DUE_AT, answer, ...first, reason: 'workload', text: '本月已排满' },
  };
  const callOff: LawyerSearchCommand = { type: 'CallOff', data: { at: LATER } };
  const events = after(begin([candidate(1), candidate(2)], of), decline, callOff);
  return recorded(streamOf(lawyerSearch, REQUEST_ID), events).flatMap((event) => publish(event));
};

it.each([
  ['a defence request', {}, 'assignment.', { requestId: REQUEST_ID, organ: parties.organ, institution, division }],
  ['a granted case', { parties: { institution, division } }, 'assignment.aid-case-', { caseId: REQUEST_ID, institution, division }],
] as const)('tells of the search for %s that lawyers were asked, and never whom', (_kind, of, prefix, ref) => {
  const messages = told(of);
  expect(messages.map(({ type }) => type)).toEqual(
    ['lawyer-offered.v1', 'offer-declined.v1', 'lawyer-offered.v1', 'search-ended.v1'].map((type) => `${prefix}${type}`),
  );
  for (const { data, subject } of messages) expect([subject, data]).toEqual([REQUEST_ID, expect.objectContaining(ref)]);
  expect(messages[1]!.data).toMatchObject({ reason: 'workload' });
  expect(messages.at(-1)!.data).toMatchObject({ outcome: 'called_off', calledOffFor: 'institution', offers: 2 });
  expect(JSON.stringify(messages)).not.toMatch(new RegExp(`${lawyerId(1)}|已排满`));
});
