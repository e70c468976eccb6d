import {
  derivedId,
  numberSeriesId,
  Rejected,
  type CommandContext,
  type Handled,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { Rosters } from '../rosters/rosters.js';
import type { CoAccusedClaims } from './co-accused.js';
import type { Appointment, DefenceRequestCommand } from './commands.js';
import type { DefenceRequestEvent } from './events.js';
import { LETTER_WORD, letterNumber, seriesYear } from './letter-number.js';
import { isOpen, type DefenceRequestState } from './state.js';

/** Where lawyers are appointed from. */
export interface AppointingTools {
  readonly streams: StreamHandler<DefenceRequestState, DefenceRequestCommand, DefenceRequestEvent>;
  readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  readonly claims: CoAccusedClaims;
  readonly rosters: Rosters;
}

/** Makes the command of an appointment: an assignment, or a replacement. */
export type AppointingCommand = (appointment: Appointment) => DefenceRequestCommand;

/**
 * Gives a request a lawyer: asks the roster, takes the claim among the co-accused and the number of the letter, then lets the rules decide.
 * @throws Rejected
 */
export async function appoint(
  { streams, claims, rosters, numbers }: AppointingTools,
  id: string,
  lawyerId: string,
  state: DefenceRequestState,
  { at, commandOf }: { readonly at: string; readonly commandOf: AppointingCommand },
  context: CommandContext,
): Promise<Handled<DefenceRequestState>> {
  const lawyer = await rosters.lawyer(lawyerId);
  const wanted = (defendsCoAccused: boolean, number: string): DefenceRequestCommand =>
    commandOf({ lawyer, defendsCoAccused, letterNumber: number });
  if (!isOpen(state)) return streams.handle(id, wanted(false, ''), context);
  // What the rules refuse anyway takes no claim and no number.
  await streams.check(id, wanted(false, ''), context);
  const { coAccusedGroup } = state.facts;
  // The revision that was read is the request's: the claim's stream has its own.
  const { expectedRevision: _ofTheRequest, ...claiming } = context;
  const free = await claims.take(coAccusedGroup, lawyerId, id, claiming);
  try {
    const { division, institution } = state.parties;
    const year = seriesYear(at);
    // One letter for each lawyer that the request gets, whoever assigns: a loser of a race leaves no gap in the series, nor does a command
    // that is sent again after it was carried out.
    const turn = state.formerLawyers?.length ?? 0;
    const replaces = wanted(false, '').type === 'ReplaceLawyer' && state.lawyerId !== lawyerId;
    const successor = replaces ? turn + 1 : turn;
    const document = successor === 0 ? `${id}:assignment-letter` : `${id}:assignment-letter:${successor}`;
    const number = free ? await allot(numbers, numberSeriesId(institution, LETTER_WORD, year), document, context) : 0;
    const handled = await streams.handle(id, wanted(!free, letterNumber(division, year, number)), context);
    if (isOpen(handled.state)) await claims.settle(coAccusedGroup, id, handled.state.lawyerId ?? null, claiming);
    return handled;
  } catch (refusal) {
    if (free && refusal instanceof Rejected) {
      const { state: now } = await streams.load(id);
      await claims.settle(coAccusedGroup, id, isOpen(now) ? (now.lawyerId ?? null) : null, claiming);
    }
    throw refusal;
  }
}

async function allot(numbers: AppointingTools['numbers'], series: string, document: string, context: CommandContext): Promise<number> {
  const commandId = derivedId('allot', series, document);
  const { expectedRevision: _ofTheRequest, fingerprint: _ofTheBody, ...rest } = context;
  const { state } = await numbers.handle(series, { type: 'AllotNumber', data: { document } }, { ...rest, commandId });
  return state.numbers[document]!;
}
