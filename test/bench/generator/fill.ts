import { derivedId, PersonKeys, Rejected, sealAll, streamOf, type NewEvent, type PersonKey } from '@xiezhi/eventsourcing';
import { createCalendar } from '@xiezhi/legal-policy';
import { defenceRequest, type DefenceRequestEvent } from '../../../apps/assignment/src/defence-request/defence-request.js';
import { Chance } from './chance.js';
import { Lives, type Matter, type Step } from './life.js';
import { DIVISION_ODDS, lawyersByDivision, type GeneratedLawyer } from './places.js';

const HOUR_MS = 3_600_000;
const YEARS = 3;
/** Events stored by one statement. */
const BATCH = 5_000;

/** An event with the place and the instant it was stored at. */
export interface PastEvent extends NewEvent {
  readonly stream: string;
  readonly revision: number;
  readonly recordedAt: string;
}

/** Keys of the persons of matters that go on, at hand without a round trip. */
class KeysAtHand extends PersonKeys {
  readonly #kept = new Map<string, Uint8Array>();

  constructor(private readonly keys: PersonKeys) {
    super();
  }

  async create(): Promise<PersonKey> {
    const made = await this.keys.create();
    this.#kept.set(made.personId, made.key);
    return made;
  }

  find(personIds: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    return Promise.resolve(new Map(personIds.flatMap((id) => (this.#kept.has(id) ? [[id, this.#kept.get(id)!] as const] : []))));
  }

  erase(): Promise<number> {
    return Promise.reject(new Error('nobody is erased here'));
  }
}

export interface FillOptions {
  readonly requests: number;
  readonly seed: number;
  /** When the last request begins: all others within the three years before. */
  readonly until: number;
  readonly lawyers: readonly GeneratedLawyer[];
  readonly keys: PersonKeys;
  /** Stores events in the order of the log. */
  readonly store: (events: readonly PastEvent[]) => Promise<void>;
}

export interface Filled {
  readonly requests: number;
  readonly events: number;
  /** Commands that a rule refused: somebody came too late. */
  readonly refused: number;
}

/**
 * Makes requests as they would have come over three years, each command decided by the decider and stored in the order of time: what lies
 * side by side in the log belongs to as many matters as it would in a region.
 */
export async function fill({ requests, seed, until, lawyers, keys, store }: FillOptions): Promise<Filled> {
  const chance = new Chance(seed);
  const letters = new Map<string, number>();
  const nextLetter = (institution: string, year: number): number => {
    const series = `${institution}:${year}`;
    letters.set(series, (letters.get(series) ?? 0) + 1);
    return letters.get(series)!;
  };
  const calendar = createCalendar({ version: 'bench' });
  const lives = new Lives({ chance, calendar, lawyersOf: lawyersByDivision(lawyers), nextLetter });
  const atHand = new KeysAtHand(keys);
  const hours = new Map<number, Step[]>();
  const plan = (step: Step): void => {
    if (step.at > until) return;
    const hour = Math.floor(step.at / HOUR_MS);
    const planned = hours.get(hour);
    if (planned === undefined) hours.set(hour, [step]);
    else planned.push(step);
  };
  const count = { requests: 0, events: 0, refused: 0 };
  let batch: PastEvent[] = [];
  let storing: Promise<void> = Promise.resolve();
  const from = until - YEARS * 365 * 24 * HOUR_MS;
  const every = (until - from) / requests;

  for (let hour = Math.floor(from / HOUR_MS); hour <= Math.floor(until / HOUR_MS); hour += 1) {
    for (; count.requests < requests && from + count.requests * every < (hour + 1) * HOUR_MS; count.requests += 1) {
      const [person, contact] = [await atHand.create(), await atHand.create()];
      const at = Math.round(from + count.requests * every);
      plan(lives.begin(count.requests, chance.weighted(DIVISION_ODDS), at, person.personId, contact.personId));
    }
    const steps = hours.get(hour) ?? [];
    hours.delete(hour);
    // What follows within this hour is put behind, so the hour is gone through until nothing is left.
    for (let due = steps; due.length > 0; due = hours.get(hour) ?? [], hours.delete(hour)) {
      for (const step of due.toSorted((one, other) => one.at - other.at)) {
        const events = await carriedOut(step, atHand);
        if (events === null) count.refused += 1;
        for (const { event, past } of events ?? []) {
          batch.push(past);
          for (const next of lives.after(step.matter, event, step.at)) plan(next);
        }
      }
    }
    if (batch.length >= BATCH) {
      await storing;
      count.events += batch.length;
      storing = store(batch);
      batch = [];
    }
  }
  await storing;
  count.events += batch.length;
  await store(batch);
  return count;
}

interface Happened {
  readonly event: DefenceRequestEvent;
  readonly past: PastEvent;
}

/** Decides a step and moves its matter on; `null` when a rule refused it. */
async function carriedOut({ at, matter, act }: Step, keys: PersonKeys): Promise<readonly Happened[] | null> {
  const recordedAt = new Date(at).toISOString();
  const acted = act(recordedAt);
  if (acted === null) return [];
  let events: readonly DefenceRequestEvent[];
  try {
    events = defenceRequest.decider.decide(acted.command, matter.state);
  } catch (refusal) {
    if (refusal instanceof Rejected && acted.command.type !== 'SendNotice') return null;
    throw refusal;
  }
  if (events.length === 0) return [];
  const stream = streamOf(defenceRequest, matter.id);
  const commandId = derivedId('bench command', matter.id, String(matter.commands));
  const division = events[0]!.data.parties.division;
  const meta = { actor: acted.by, commandId, correlationId: commandId, division };
  const plain = events.map((event, index): NewEvent => ({
    id: derivedId(commandId, String(index)),
    type: event.type,
    schemaVersion: defenceRequest.versions?.[event.type] ?? 1,
    data: event.data,
    meta,
  }));
  const sealed = await sealAll(plain, defenceRequest.personal!, keys, stream);
  return sealed.map((event, index) => ({
    event: events[index]!,
    past: { ...event, ...placed(matter, events[index]!), stream, recordedAt },
  }));
}

function placed(matter: Matter, event: DefenceRequestEvent): { readonly revision: number } {
  matter.state = defenceRequest.decider.evolve(matter.state, event);
  matter.revision += 1;
  matter.commands += 1;
  return { revision: matter.revision };
}
