import { recorded, specOfProjection } from '@xiezhi/eventsourcing/testing';
import type { EarlyNoticeEvent } from '../early-notice/early-notice.js';
import {
  AT,
  erased,
  INSTITUTION,
  kept,
  lapsed,
  LAPSES_AT,
  LATER,
  matched,
  NOTICE,
  PERSON,
  refused,
  waitedLong,
  WARN_AT,
  withdrawn,
} from '../early-notice/testing.js';
import { earlyNotices } from './early-notices.projection.js';

const spec = specOfProjection(earlyNotices);
const facts = (...events: readonly EarlyNoticeEvent[]) => recorded(`early-notice-${NOTICE}`, events);

it('shows whose notice waits, where, since when, and until when at most', () => {
  spec.given(facts(kept)).thenRowLike(NOTICE, {
    organ: 'court-540100',
    division: '540100',
    status: 'waiting',
    kept_at: AT,
    lapses_at: LAPSES_AT,
    warned_at: null,
    ended_at: null,
  });
  spec.given(facts(kept, waitedLong)).thenRowLike(NOTICE, { status: 'waiting', warned_at: WARN_AT });
});

it('shows what became of it', () => {
  spec.given(facts(kept, matched)).thenRowLike(NOTICE, { status: 'matched', institution: INSTITUTION, ended_at: LATER });
  spec.given(facts(kept, withdrawn)).thenRowLike(NOTICE, { status: 'withdrawn', ended_at: LATER });
  spec.given(facts(kept, lapsed)).thenRowLike(NOTICE, { status: 'lapsed', ended_at: LAPSES_AT });
  spec.given(facts(kept, refused())).thenRowLike(NOTICE, { status: 'refused', code: 'defence_request.invalid', ended_at: LATER });
});

it('finds the notices of a person, and holds nothing that anybody wrote', () => {
  const [event] = facts(kept);
  const row = earlyNotices.evolve(null, event!, NOTICE);
  expect(row).toMatchObject({ person: PERSON });
  expect(JSON.stringify(row)).not.toMatch(/扎西|承办人/);
  spec.given(facts(kept, erased, erased)).thenRowLike(NOTICE, { erased: [PERSON] });
});
