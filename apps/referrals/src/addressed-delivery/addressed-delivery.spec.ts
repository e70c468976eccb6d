import { reportedUpward, reportOverdue, reportWarned, type Contract } from '@xiezhi/contracts';
import type { InboxItem } from '@xiezhi/eventsourcing';
import { address, matterOf } from './addressed-delivery.publisher.js';

const told = <Data extends object>({ type, example }: Contract<Data>, changes: object = {}): InboxItem =>
  ({
    topic: 'xiezhi.assignment.v1',
    key: 'matter',
    id: '0192f3c4-5a6b-8c7d-9e0f-11223344b001',
    source: '/xiezhi/assignment',
    type,
    time: '2026-11-24T08:00:00.000Z',
    position: '1',
    extensions: {},
    data: { ...example, ...changes },
  }) as unknown as InboxItem;
const news = (item: InboxItem) => address(item).map(({ topic, subject, data }) => ({ topic, subject, data }));

describe('what agencies are told of sensitive matters', () => {
  it('is the report, to the judicial administration that it was made to', () => {
    const item = told(reportedUpward);
    expect(news(item)).toEqual([
      {
        topic: 'xiezhi.agency.secretariat-540000.v1',
        subject: matterOf(item),
        data: { requestId: matterOf(item), state: 'reported_upward', at: item.time, link: '/api/assignment/sensitive-reports' },
      },
    ]);
    expect(news(told(reportedUpward, { reportedTo: undefined }))).toEqual([]);
  });

  it('is the time of the report, to the institution that owes it, without saying which time it is', () => {
    for (const [contract, state] of [
      [reportWarned, 'duty_warned'],
      [reportOverdue, 'duty_breached'],
    ] as const) {
      const clock = reportWarned.example.clock;
      const item = told<object>(contract, { clock, matterKind: 'aid-case' });
      expect(news(item)).toEqual([
        {
          topic: 'xiezhi.agency.institution-540100.v1',
          subject: matterOf(item),
          data: { requestId: matterOf(item), state, at: item.time, link: `/api/assignment/aid-cases/${matterOf(item)}` },
        },
      ]);
    }
    expect(news(told(reportOverdue))).toEqual([]);
  });
});
