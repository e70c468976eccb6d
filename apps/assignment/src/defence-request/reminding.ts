import { millisOf, shanghaiDay } from '@xiezhi/legal-policy';
import type { RemindingCommand } from './commands.js';
import type { DefenceRequestEvent } from './events.js';
import { dutiesOf, refuse, type DefenceRequestState, type Duty, type Parties, type Reminding } from './state.js';

/** What one party may remind the other of: the organ of what the institution and its lawyer owe, the institution of what the organ owes. */
const concerns = (by: Reminding, { holder }: Duty, { organ, institution }: Parties): boolean =>
  by === 'institution' ? holder.agency === organ : holder.agency === institution || holder.lawyerId !== undefined;

/** The duty of the other side that ends first. */
const firstOwed = (by: Reminding, state: DefenceRequestState, parties: Parties): Duty | undefined =>
  Object.values(dutiesOf(state))
    .filter((duty) => concerns(by, duty, parties))
    .toSorted((a, b) => millisOf(a.clock.dueAt) - millisOf(b.clock.dueAt))[0];

/**
 * 催办: one party reminds the other of the duty that ends first, or the institution the organ of what it is to complete. It changes no clock,
 * and is told once a day however often it is asked for.
 */
export function remind({ at, by }: RemindingCommand['data'], state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (state.status === 'none') return refuse('not_found', '没有这件通知辩护。No such request.');
  const { parties } = state;
  const duty = firstOwed(by, state, parties);
  const awaited = by === 'institution' && state.status === 'returned';
  if (duty === undefined && !awaited) {
    return refuse(
      'nothing_owed',
      '对方目前没有应当履行的事项,不必催办。The other side owes nothing now; there is nothing to remind it of.',
    );
  }
  const last = 'reminded' in state ? state.reminded?.[by] : undefined;
  if (last !== undefined && shanghaiDay(last) === shanghaiDay(at)) return [];
  const owed = duty === undefined ? {} : { dutyId: duty.dutyId, clock: duty.clock };
  return [{ type: 'DutyReminded', data: { parties, by, remindedAt: at, ...owed } }];
}
