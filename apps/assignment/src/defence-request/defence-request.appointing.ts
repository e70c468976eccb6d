import {
  derivedId,
  numberSeriesId,
  type PersonKeys,
  Rejected,
  type CommandContext,
  type Handled,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import { heldText } from '../hearing-slots/hearing.held.js';
import type { HearingMatters } from '../hearing-slots/hearing.matters.js';
import type { Rosters } from '../rosters/rosters.js';
import type { CoAccusedClaims } from './co-accused.js';
import type { Appointment, DefenceRequestCommand } from './commands.js';
import type { DefenceRequestEvent } from './events.js';
import type { HearingClaims } from './hearing-claims.js';
import { LETTER_WORD, letterNumber, seriesYear } from './letter-number.js';
import { hearingOf, isOpen, samePerson, type DefenceRequestState } from './state.js';

/** Where lawyers are appointed from. */
export interface AppointingTools {
  readonly streams: StreamHandler<DefenceRequestState, DefenceRequestCommand, DefenceRequestEvent>;
  readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  readonly claims: CoAccusedClaims;
  readonly hearings: HearingClaims;
  readonly cases: Pick<CaseLawyers, 'conflicted'>;
  readonly rosters: Rosters;
  readonly hearingMatters: HearingMatters;
  readonly keys: PersonKeys;
}

/** Makes the command of an appointment: an assignment, or a replacement. */
export type AppointingCommand = (appointment: Appointment) => DefenceRequestCommand;

/**
 * Gives a request a lawyer: asks the roster, takes the claim among the co-accused, the slot of the hearing and the number of the letter, then
 * lets the rules decide.
 * @throws Rejected
 */
export async function appoint(
  tools: AppointingTools,
  id: string,
  lawyerId: string,
  state: DefenceRequestState,
  { at, commandOf }: { readonly at: string; readonly commandOf: AppointingCommand },
  context: CommandContext,
): Promise<Handled<DefenceRequestState>> {
  const { streams, claims, hearings, cases, rosters, numbers } = tools;
  const lawyer = await rosters.lawyer(lawyerId);
  if (!isOpen(state)) return streams.handle(id, commandOf({ lawyer, defendsCoAccused: false, letterNumber: '' }), context);
  const { coAccusedGroup } = state.facts;
  const conflictOfInterest = (await cases.conflicted(coAccusedGroup, id, samePerson(state))).has(lawyerId);
  const wanted = (defendsCoAccused: boolean, number: string, hearingHeld?: string): DefenceRequestCommand =>
    commandOf({ lawyer, defendsCoAccused, conflictOfInterest, letterNumber: number, ...(hearingHeld !== undefined && { hearingHeld }) });
  // What the rules refuse anyway takes no claim and no number.
  await streams.check(id, wanted(false, ''), context);
  // The revision that was read is the request's: the claim's stream has its own.
  const { expectedRevision: _ofTheRequest, ...claiming } = context;
  const free = await claims.take(coAccusedGroup, lawyerId, id, claiming);
  const slot = state.hearingAt === undefined || state.hearingAt <= at ? null : { lawyerId, hearingAt: state.hearingAt };
  const holder = free && slot !== null ? await hearings.take(slot, id, at, claiming) : null;
  const settle = async (now: DefenceRequestState): Promise<void> => {
    if (isOpen(now)) await claims.settle(coAccusedGroup, id, now.lawyerId ?? null, claiming);
    if (slot !== null && holder === null && hearingOf(now)?.lawyerId !== lawyerId) await hearings.free(slot, id, claiming);
  };
  try {
    const { division, institution } = state.parties;
    const year = seriesYear(at);
    // One letter for each lawyer that the request gets, whoever assigns: a loser of a race leaves no gap in the series, nor does a command
    // that is sent again after it was carried out.
    const turn = state.formerLawyers?.length ?? 0;
    const replaces = wanted(false, '').type === 'ReplaceLawyer' && state.lawyerId !== lawyerId;
    const successor = replaces ? turn + 1 : turn;
    const document = successor === 0 ? `${id}:assignment-letter` : `${id}:assignment-letter:${successor}`;
    const number = free && holder === null ? await allot(numbers, numberSeriesId(institution, LETTER_WORD, year), document, context) : 0;
    const held = holder === null ? undefined : await heldText(tools, slot!, holder, state.parties.institution, 'appointing');
    const handled = await streams.handle(id, wanted(!free, letterNumber(division, year, number), held), context);
    await settle(handled.state);
    return handled;
  } catch (refusal) {
    if (free && refusal instanceof Rejected) {
      const { state: now } = await streams.load(id);
      await settle(now);
      if (!isOpen(now)) await claims.settle(coAccusedGroup, id, null, claiming);
    }
    throw refusal;
  }
}

/** The next number of a series for a document; the same document gets the same number again. */
export async function allot(
  numbers: AppointingTools['numbers'],
  series: string,
  document: string,
  context: CommandContext,
): Promise<number> {
  const commandId = derivedId('allot', series, document);
  const { expectedRevision: _ofTheRequest, fingerprint: _ofTheBody, ...rest } = context;
  const { state } = await numbers.handle(series, { type: 'AllotNumber', data: { document } }, { ...rest, commandId });
  return state.numbers[document]!;
}
