import { liveThrough } from '../month/month.js';
import { MONTH } from '../month/script/plans.js';

const LONGEST_MS = 30 * 60_000;

it(
  'counts every duty of a month of a prefecture as the law has it, to the end of the last file',
  async () => {
    const { report, requests, duties, toldLate, surprises, differences, unlikeRebuilt } = await liveThrough(MONTH);
    process.stderr.write(`${report}\n`);
    expect(surprises).toEqual([]);
    expect(differences).toEqual([]);
    expect(unlikeRebuilt).toEqual([]);
    expect(toldLate).toBeGreaterThan(0);
    expect(requests).toBeGreaterThanOrEqual(MONTH.requests);
    expect(duties).toBeGreaterThan(4 * MONTH.requests);
  },
  LONGEST_MS,
);
