import { recorded } from '@xiezhi/eventsourcing/testing';
import { publish } from './early-notice.publisher.js';
import type { EarlyNoticeEvent } from './early-notice.js';
import { erased, INSTITUTION, kept, lapsed, LAPSES_AT, matched, NOTICE, refused, waitedLong, withdrawn } from './testing.js';

const told = (...events: readonly EarlyNoticeEvent[]) =>
  recorded(`early-notice-${NOTICE}`, events)
    .flatMap(publish)
    .map(({ type, data }) => [type.replace(/^assignment\.|\.v1$/g, ''), data] as const);

it('tells its sender that a notice is kept, waits for long, and what became of it', () => {
  expect(told(kept, waitedLong, matched)).toMatchObject([
    ['notice-kept-waiting', { requestId: NOTICE, organ: 'court-540100', stage: 'first_instance', lapsesAt: LAPSES_AT }],
    ['notice-waits-long', { requestId: NOTICE, lapsesAt: LAPSES_AT }],
    ['notice-waiting-ended', { requestId: NOTICE, outcome: 'matched', institution: INSTITUTION }],
  ]);
  expect(told(kept, withdrawn, lapsed, refused()).slice(1)).toMatchObject([
    ['notice-waiting-ended', { outcome: 'withdrawn' }],
    ['notice-waiting-ended', { outcome: 'lapsed' }],
    ['notice-waiting-ended', { outcome: 'refused', code: 'defence_request.invalid' }],
  ]);
});

it('names nobody, and tells nothing of other streams', () => {
  expect(JSON.stringify(told(kept, withdrawn, erased))).not.toMatch(/扎西|承办人|0891|案件已移送|刑初/);
  expect(recorded(`defence-request-${NOTICE}`, [kept]).flatMap(publish)).toEqual([]);
});
