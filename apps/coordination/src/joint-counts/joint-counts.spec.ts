import { agencyNotified, defenceRequestClosed, defenceRequestReceived } from '@xiezhi/contracts';
import type { InboxItem, JsonObject } from '@xiezhi/eventsourcing';
import { jointCounts, type JointCountsRow } from './joint-counts.projection.js';

const { division, organ } = defenceRequestReceived.example;
const item = (type: string, data: object): InboxItem => ({ type, data: data as JsonObject }) as InboxItem;
const fold = (...items: readonly InboxItem[]): JointCountsRow | null =>
  items.reduce<JointCountsRow | null>((row, one) => jointCounts.evolve(row, one, `${division}|${organ}`), null);

const came = item(defenceRequestReceived.type, defenceRequestReceived.example);
const told = (changes: object = {}): InboxItem => item(agencyNotified.type, { ...agencyNotified.example, ...changes });
const ended = (changes: object): InboxItem => item(defenceRequestClosed.type, { ...defenceRequestClosed.example, ...changes });

describe('a request in the figures of the joint meeting', () => {
  it.each([
    ['completed after it was told in time', [told(), ended({ reason: 'completed', lawyerTold: true })], { on_time: 1, late: 0, closed: 0 }],
    ['with a second lawyer, told of late', [told(), told({ onTime: false, further: true })], { on_time: 1, late: 0, closed: 0 }],
    ['told of late', [told({ onTime: false })], { on_time: 0, late: 1, closed: 0 }],
    ['withdrawn', [ended({ reason: 'withdrawn' })], { on_time: 0, late: 0, closed: 1 }],
    ['terminated before a lawyer was told of', [ended({ reason: 'terminated' })], { on_time: 0, late: 0, closed: 1 }],
    ['terminated after', [told(), ended({ reason: 'terminated', lawyerTold: true })], { on_time: 1, late: 0, closed: 0 }],
  ])('%s, is counted once', (_what, events, counts) => {
    expect(fold(came, ...events)).toMatchObject({ requests: 1, ...counts });
  });
});
