import type { Plan } from './script.js';

/**
 * A month of Lhasa prefecture in the autumn of 2026: Mid-Autumn and National Day, both of their make-up workdays, and two days of a holiday of
 * the prefecture that is announced in the middle. The platform is down for a night and a morning, and for a whole weekend of work.
 */
export const MONTH: Plan = {
  seed: 20_260_916,
  arrivals: ['2026-09-16', '2026-10-16'],
  requests: 2_000,
  until: '2026-12-12',
  holiday: { announcedAt: ['2026-09-29', 11], days: ['2026-10-12', '2026-10-13'] },
  outages: [
    [
      ['2026-09-22', 17],
      ['2026-09-23', 10],
    ],
    [
      ['2026-10-09', 20],
      ['2026-10-11', 8],
    ],
  ],
  lawyers: 60,
};

/** Its second half of September, with fewer requests and the same kinds of surprise. */
export const WEEK: Plan = {
  seed: 20_260_918,
  arrivals: ['2026-09-18', '2026-09-24'],
  requests: 90,
  until: '2026-10-15',
  holiday: { announcedAt: ['2026-09-22', 11], days: ['2026-09-28'] },
  outages: [
    [
      ['2026-09-23', 17],
      ['2026-09-24', 10],
    ],
  ],
  lawyers: 30,
};
