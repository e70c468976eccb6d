import { halfDayOf } from '@xiezhi/legal-policy';
import type { PlatformCommand } from './commands.js';
import type { DefenceRequestEvent } from './events.js';
import { hearingOf, isOpen, type DefenceRequestState } from './state.js';

type Of<Type extends PlatformCommand['type']> = Extract<PlatformCommand, { type: Type }>['data'];

/** 庭期冲突: stays quiet when the hearing or the lawyer is another by now, or the conflict is known. */
export function hearingConflictFound(
  { at, lawyerId, hearingAt, other }: Of<'RecordHearingConflict'>,
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  const slot = hearingOf(state);
  if (!isOpen(state) || slot === null || slot.lawyerId !== lawyerId || halfDayOf(slot.hearingAt) !== halfDayOf(hearingAt)) return [];
  if (state.hearingConflict === other) return [];
  return [{ type: 'HearingConflictFound', data: { parties: state.parties, lawyerId, hearingAt: slot.hearingAt, other, foundAt: at } }];
}

/** 庭期冲突已消除: the other hearing was moved, or has another lawyer. */
export function hearingConflictSolved({ at }: Of<'RecordHearingFree'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (!isOpen(state) || state.hearingConflict === undefined) return [];
  return [{ type: 'HearingConflictSolved', data: { parties: state.parties, solvedAt: at } }];
}
