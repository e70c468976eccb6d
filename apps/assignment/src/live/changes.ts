import type { Checkpoint } from '@xiezhi/eventsourcing';

/** That a matter changed: which, and up to which revision. Nothing of what is in it. */
export interface Change {
  readonly kind: 'defence-request' | 'lawyer-search' | 'complaint';
  readonly id: string;
  readonly revision: number;
}

/** Who listens: an agency, or a lawyer of the roster. */
export interface Concerned {
  readonly agency: string;
  readonly lawyerId?: string | undefined;
  /** What lets one into a circle; without them one is in none. */
  readonly account?: string;
  readonly role?: string;
}

/** A change with its place in the log and whom it concerns. */
export interface PlacedChange {
  readonly position: Checkpoint;
  readonly agencies: readonly string[];
  /** Of the roster. */
  readonly lawyers: readonly string[];
  /** Of a matter that is kept to a circle: by whom it is held, and who of those sees it all the same. */
  readonly circle?: { readonly heldBy: string; readonly keys: readonly string[] };
  readonly change: Change;
}

export function concerns({ agencies, lawyers, circle }: PlacedChange, who: Concerned): boolean {
  const { agency, lawyerId, account = '', role = '' } = who;
  if (lawyerId !== undefined && lawyers.includes(lawyerId)) return true;
  if (!agencies.includes(agency)) return false;
  return circle === undefined || circle.heldBy !== agency || circle.keys.some((key) => key === account || key === `${agency}/${role}`);
}

/** The newest changes, for whoever lost the line and comes back. Bounded: of what is older nothing is known, and that is said. */
export class RecentChanges {
  #kept: PlacedChange[] = [];
  /** Everything after this place is kept. */
  #since: Checkpoint;

  constructor(
    /** Where it begins. */
    place: Checkpoint,
    private readonly max: number,
  ) {
    this.#since = place;
    this.position = place;
  }

  /** Up to where the log was read. */
  position: Checkpoint;

  add(changes: readonly PlacedChange[], position: Checkpoint): void {
    this.#kept.push(...changes);
    const dropped = this.#kept.splice(0, Math.max(0, this.#kept.length - this.max)).at(-1);
    if (dropped !== undefined) this.#since = dropped.position;
    this.position = position;
  }

  /** What changed for somebody after a place; `null` when that cannot be told: it is no longer kept, or the place is none that was read here. */
  since(place: Checkpoint, who: Concerned): readonly PlacedChange[] | null {
    if (place < this.#since || place > this.position) return null;
    return this.#kept.filter((change) => change.position > place && concerns(change, who));
  }
}

/** What one listener has not been sent yet: one entry a matter, at most `max`; of more it is only known that there was more. */
export class PendingChanges {
  readonly #changes = new Map<string, PlacedChange>();
  #overflown = false;

  constructor(private readonly max: number) {}

  add(changes: readonly PlacedChange[]): void {
    for (const placed of changes) {
      if (this.#overflown) return;
      // The newest place comes last, so that what was sent last names how far the listener is.
      const matter = `${placed.change.kind} ${placed.change.id}`;
      this.#changes.delete(matter);
      this.#changes.set(matter, placed);
      if (this.#changes.size > this.max) {
        this.#overflown = true;
        this.#changes.clear();
      }
    }
  }

  get empty(): boolean {
    return this.#changes.size === 0 && !this.#overflown;
  }

  /** Everything, taken out; `null`: there was too much, and the listener must read anew. */
  take(): readonly PlacedChange[] | null {
    const taken = this.#overflown ? null : [...this.#changes.values()];
    this.#changes.clear();
    this.#overflown = false;
    return taken;
  }
}
