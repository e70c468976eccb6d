import type { PersonKeys } from '@xiezhi/eventsourcing';
import { halfDayOf } from '@xiezhi/legal-policy';
import { maskName } from '@xiezhi/service';
import type { HearingSlot } from '../defence-request/hearing-claims.js';
import { lawyerDetails } from '../rosters/rosters.details.js';
import type { Rosters } from '../rosters/rosters.js';
import type { HearingMatters } from './hearing.matters.js';

export interface HeldTools {
  readonly hearingMatters: HearingMatters;
  readonly rosters: Pick<Rosters, 'lawyerRow'>;
  readonly keys: PersonKeys;
}

/** What can be done about it: another lawyer is appointed, or the time of the hearing is wrong. */
const ADVICE = {
  appointing: ['请另选律师。', 'choose another.'],
  setting: [
    '请核对开庭时间;庭期确有冲突的,请与受理机关商请改期,或者更换律师。',
    'check the time, ask for another day, or replace the lawyer.',
  ],
} as const;

/** Who has the hearing at that time, and in which matter: another institution's is not named. */
export async function heldText(
  { hearingMatters, rosters, keys }: HeldTools,
  { lawyerId, hearingAt }: HearingSlot,
  holder: string,
  institution: string,
  advice: keyof typeof ADVICE,
): Promise<string> {
  const [row, matter] = await Promise.all([rosters.lawyerRow(lawyerId), hearingMatters.of(holder)]);
  const details = row === null ? null : await lawyerDetails(row, keys);
  const name = details === null ? '' : maskName(details.name);
  const own = matter?.institution === institution ? matter.number : null;
  const [zh, en] = own === null ? ['另一机构的一件', 'a matter of another institution'] : [own, own];
  const [day, half] = [halfDayOf(hearingAt).slice(0, 10), halfDayOf(hearingAt).endsWith('am')];
  const [todo, toDo] = ADVICE[advice];
  return (
    `律师${name}在${day}${half ? '上午' : '下午'}已有开庭(${zh}),${todo}` +
    `The lawyer has a hearing in the ${half ? 'morning' : 'afternoon'} of ${day} (${en}); ${toDo}`
  );
}
