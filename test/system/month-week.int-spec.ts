import { liveThrough } from '../month/month.js';
import { WEEK } from '../month/script/plans.js';

it('counts every duty of a week as the law has it, over a holiday, a make-up workday and an outage', async () => {
  const { report, requests, duties, toldLate, surprises, differences, unlikeRebuilt } = await liveThrough(WEEK);
  process.stderr.write(`${report}\n`);
  expect(surprises).toEqual([]);
  expect(differences).toEqual([]);
  expect(unlikeRebuilt).toEqual([]);
  expect(toldLate).toBeGreaterThan(0);
  expect(requests).toBe(WEEK.requests);
  expect(duties).toBeGreaterThan(2 * WEEK.requests);
}, 600_000);
