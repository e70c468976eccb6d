import { CHECKS, type World } from './consistency.js';
import { differingReplays } from './load.js';

const REPLAYS = 200;
const WITHIN_MS = 60_000;

/** What holds of a platform that has come to rest after a fault, whatever it was: one test for each, for the end of a suite. */
export function holdsAfterwards(world: () => World): void {
  it(
    'answers a command sent again with what it answered first',
    async () => {
      expect(await differingReplays(world().load.accepted, REPLAYS)).toEqual([]);
    },
    WITHIN_MS,
  );

  it.each(Object.entries(CHECKS))(
    'leaves a platform that %s',
    async (_says, check) => {
      expect(await check(world())).toEqual([]);
    },
    WITHIN_MS,
  );
}
