import { agencyRecorded, logHeadSigned, TOPICS } from '@xiezhi/contracts';
import type { InboxItem } from '@xiezhi/eventsourcing';
import { arrived, specOfWorkflow, timerFired } from '@xiezhi/eventsourcing/testing';
import { logWitnessing, MAX_AGENCIES_PER_TELLING } from './log-witnessing.js';

const HOUR = 3_600_000;
const AT = (time: string): string => `2026-11-24T${time}:00.000Z`;
const spec = specOfWorkflow(logWitnessing(HOUR));

const message = (type: string, id: string, time: string, data: object): InboxItem =>
  arrived({ topic: TOPICS.logHeads, key: 'k', id, source: '/xiezhi/test', type, time: AT(time), data: data as Record<string, string> });
const agency = (code: string, active = true, time = '02:00'): InboxItem =>
  message(agencyRecorded.type, `${code} ${String(active)}`, time, {
    agency: code,
    kind: 'court',
    division: '540100',
    name: '法院',
    active,
  });
const head = (log: string, number: number, events: number, time: string): InboxItem =>
  message(logHeadSigned.type, `${log} ${number}`, time, { log, number, events, head: `head ${log} ${number}` });
const said = (log: string, number: number, events: number) => ({ log, number, events, head: `head ${log} ${number}` });

it('tells every active agency of the newest head of each log, in one message', () => {
  const given = [
    agency('court-1'),
    agency('court-2'),
    agency('court-2', false),
    head('assignment', 1, 10, '02:01'),
    head('directory', 1, 4, '02:02'),
  ];
  spec
    .given(...given, head('assignment', 2, 12, '02:03'))
    .when(timerFired('tell', AT('02:01')))
    .thenSends({
      to: 'log-witness',
      type: 'CollectHeads',
      data: { agencies: ['court-1'], heads: [said('assignment', 2, 12), said('directory', 1, 4)] },
    })
    .thenTimers({});
});

it('waits for somebody to tell', () => {
  spec
    .given(head('assignment', 1, 10, '02:01'))
    .when(head('directory', 1, 4, '02:02'))
    .thenSends()
    .thenTimers({});
  spec
    .given(head('assignment', 1, 10, '02:01'))
    .when(agency('court-1', true, '02:05'))
    .thenTimers({ tell: AT('02:05') });
});

const TOLD = [agency('court-1'), head('assignment', 1, 10, '02:01'), head('referrals', 1, 7, '02:01'), timerFired('tell', AT('02:01'))];

it('tells once an hour, and only of what is new', () => {
  spec
    .given(...TOLD)
    .when(head('assignment', 2, 20, '02:10'))
    .thenSends()
    .thenTimers({ tell: AT('03:01') });
  spec
    .given(...TOLD, head('assignment', 2, 20, '02:10'))
    .when(timerFired('tell', AT('03:01')))
    .thenSends({ data: { agencies: ['court-1'], heads: [said('assignment', 2, 20)] } });
  spec
    .given(...TOLD)
    .when(head('assignment', 2, 20, '09:10'))
    .thenTimers({ tell: AT('09:10') });
});

it('is silent when nothing happened but the telling itself, and when a head comes twice', () => {
  spec
    .given(...TOLD)
    .when(head('referrals', 2, 8, '04:00'))
    .thenSends()
    .thenTimers({});
  spec
    .given(...TOLD)
    .when(head('assignment', 1, 10, '04:00'))
    .thenSends()
    .thenTimers({});
  spec
    .given(...TOLD)
    .when(head('referrals', 2, 9, '04:00'))
    .thenTimers({ tell: AT('04:00') });
});

it('names no more agencies in one event than an event may hold', () => {
  const many = Array.from({ length: MAX_AGENCIES_PER_TELLING + 1 }, (_, n) => agency(`court-${String(n).padStart(4, '0')}`));
  spec
    .given(...many, head('assignment', 1, 10, '02:01'))
    .when(timerFired('tell', AT('02:01')))
    .thenSends({}, { data: { agencies: [`court-0${MAX_AGENCIES_PER_TELLING}`], heads: [said('assignment', 1, 10)] } });
});
