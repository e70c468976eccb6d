import {
  derivedId,
  type CommandContext,
  type Handled,
  type Message,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import { documentNumber } from './quality.numbers.js';
import { qualityNotFound, type OfInstitution } from './quality.side.js';

export type QualityHandled<State> = Handled<State> & { readonly id: string };

type StandsSomewhere = { readonly status: string };
type Known<State extends StandsSomewhere> = Exclude<State, { readonly status: 'none' }>;

/**
 * A matter of quality work that somebody does something with.
 * @throws Rejected `quality.not_found` where there is none, or `may` says that it is nothing of theirs
 */
export async function knownMatter<State extends StandsSomewhere>(
  streams: { load(id: string): Promise<{ readonly state: State }> },
  id: string | null,
  may: (state: Known<State>) => boolean,
): Promise<{ readonly id: string; readonly state: Known<State> }> {
  if (id === null) throw qualityNotFound();
  const { state } = await streams.load(id);
  if (state.status === 'none' || !may(state as Known<State>)) throw qualityNotFound();
  return { id, state: state as Known<State> };
}

/** Begins a matter that is numbered. What the rules refuse takes no number. */
export async function beginNumbered<State, Command extends Message, Event extends Message>(
  {
    streams,
    numbers,
  }: {
    readonly streams: StreamHandler<State, Command, Event>;
    readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  },
  {
    id,
    kind,
    word,
    of,
    at,
  }: {
    readonly id: string;
    readonly kind: string;
    /** The word (字) of its series. */
    readonly word: string;
    readonly of: OfInstitution;
    readonly at: string;
  },
  command: (number: string) => Command,
  context: Omit<CommandContext, 'division'>,
): Promise<QualityHandled<State>> {
  const whole: CommandContext = { ...context, division: of.division };
  await streams.check(id, command(''), whole);
  const number = await documentNumber(numbers, of, word, `${kind}:${id}`, at, whole);
  return { id, ...(await streams.handle(id, command(number), whole, { likelyNew: true })) };
}

/** The id of a matter that a command begins. */
export const begunBy = (kind: string, { commandId }: Pick<CommandContext, 'commandId'>): string => derivedId(kind, commandId);
