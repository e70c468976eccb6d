import { idOf, type Checkpoint, type RecordedEvent } from '@xiezhi/eventsourcing';
import type { Service } from '@xiezhi/service';
import type { Logger } from 'pino';
import { complaint, type ComplaintEvent } from '../complaint/complaint.js';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { lawyerOffers } from '../lawyer-offers/lawyer-offers.projection.js';
import { lawyerSearch, type LawyerSearchEvent } from '../lawyer-search/lawyer-search.js';
import { qualityMatters } from '../quality-matters/quality-matters.projection.js';
import { sensitiveMatters } from '../sensitive-matters/sensitive-matters.projection.js';
import { worklist } from '../worklist/worklist.projection.js';
import { RecentChanges, type Concerned, type PlacedChange } from './changes.js';

/** Changes kept for those who come back. */
const KEPT_CHANGES = 2_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;
/** Longest that everyone waits for the lists of offers and complaints. */
const LISTS_BEHIND_MS = 1_000;
/** The lists on which a change of a kind is found. */
const LISTS = [
  ['lawyer-search', lawyerOffers],
  ['complaint', qualityMatters],
] as const;
/** Lies before every place of the log. */
const BEGINNING: Checkpoint = '';

export type ChangesListener = (changes: readonly PlacedChange[]) => void;

/**
 * Follows the log once for everyone in this process who looks at worklists and pages, and tells what changed as soon as the worklist holds
 * it, so that whoever then reads sees it.
 */
export class LiveFollower {
  readonly #listeners = new Set<ChangesListener>();
  readonly #stopping = new AbortController();
  #recent: RecentChanges | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly service: Service,
    private readonly logger: Logger,
  ) {}

  /** Begins at the end of the log. */
  async start(): Promise<void> {
    const place = (await this.service.head()) ?? BEGINNING;
    const recent = (this.#recent = new RecentChanges(place, KEPT_CHANGES));
    this.#running = this.#follow(recent);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** Up to where everyone was told. */
  get position(): Checkpoint {
    return this.#recent?.position ?? BEGINNING;
  }

  /** What changed for somebody after a place; `null` when that cannot be told. */
  since(place: Checkpoint, who: Concerned): readonly PlacedChange[] | null {
    return this.#recent?.since(place, who) ?? null;
  }

  /** Tells `listener` from now on. Gives back how to end that. */
  listen(listener: ChangesListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Changes of requests concern the lawyer who has them now, too: that is in their rows, which hold these events already. */
  async #withLawyers(changes: readonly PlacedChange[]): Promise<readonly PlacedChange[]> {
    const { readModels, pool } = this.service;
    const ids = changes.filter(({ change }) => change.kind === 'defence-request').map(({ change }) => change.id);
    // An older version of the read model, still read while this one is built, does not know them.
    if (ids.length === 0 || !readModels.current(worklist)) return changes;
    const { rows } = await pool.query<{ readonly id: string; readonly lawyer: string }>(
      `SELECT id, lawyer_now AS lawyer FROM ${readModels.table(worklist)} WHERE id = ANY($1::uuid[]) AND lawyer_now IS NOT NULL`,
      [[...new Set(ids)]],
    );
    const lawyers = new Map(rows.map(({ id, lawyer }) => [id, lawyer]));
    return changes.map((placed) => {
      const now = lawyers.get(placed.change.id);
      return now === undefined ? placed : { ...placed, lawyers: [...placed.lawyers, now] };
    });
  }

  /** Changes of a matter that is kept to a circle are told within it. */
  async #withCircles(changes: readonly PlacedChange[]): Promise<readonly PlacedChange[]> {
    if (changes.length === 0) return changes;
    const { readModels, pool } = this.service;
    const { rows } = await pool.query<{ readonly id: string; readonly heldBy: string; readonly keys: readonly string[] }>(
      `SELECT id, held_by AS "heldBy", circle AS keys FROM ${readModels.table(sensitiveMatters)} WHERE restricted AND id = ANY($1::uuid[])`,
      [[...new Set(changes.map(({ change }) => change.id))]],
    );
    const circles = new Map(rows.map(({ id, ...circle }) => [id, circle]));
    return changes.map((placed) => {
      const circle = circles.get(placed.change.id);
      return circle === undefined ? placed : { ...placed, circle };
    });
  }

  async #follow(recent: RecentChanges): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const after = recent.position === BEGINNING ? null : recent.position;
        for await (const { items, checkpoint } of this.service.held(worklist, { after, signal })) {
          const changes = await this.#withCircles(await this.#withLawyers(items.flatMap(changeOf)));
          // Whoever is told of an offer or a complaint finds it on the list.
          for (const [kind, list] of LISTS)
            if (changes.some(({ change }) => change.kind === kind)) await this.service.reached(list, checkpoint, LISTS_BEHIND_MS);
          recent.add(changes, checkpoint);
          if (changes.length > 0) for (const listener of this.#listeners) listener(changes);
        }
      } catch (error) {
        this.logger.warn({ err: error }, 'live updates pause: the log cannot be read');
        await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_FAILURE_MS));
      }
    }
  }
}

/** Whom an event itself names as lawyer: also one whose part ends with it. */
const namedIn = ({ data }: RecordedEvent): readonly string[] =>
  [data['lawyerId'], data['previousLawyerId']].filter((id) => typeof id === 'string');

function changeOf(event: RecordedEvent): readonly PlacedChange[] {
  const { position, revision } = event;
  const request = idOf(defenceRequest, event.stream);
  if (request !== null) {
    const { organ, institution } = (event as unknown as DefenceRequestEvent).data.parties;
    return [
      { position, agencies: [organ, institution], lawyers: namedIn(event), change: { kind: 'defence-request', id: request, revision } },
    ];
  }
  const complained = idOf(complaint, event.stream);
  if (complained !== null) return ofComplaint(complained, event);
  const search = idOf(lawyerSearch, event.stream);
  if (search === null) return [];
  const { parties, ...data } = (event as unknown as LawyerSearchEvent).data;
  const lawyers = typeof data['lawyerId'] === 'string' ? [data['lawyerId']] : [];
  return [{ position, agencies: [parties.institution], lawyers, change: { kind: 'lawyer-search', id: search, revision } }];
}

/** A complaint concerns the lawyer it is about once it is accepted, and nobody else at once. */
function ofComplaint(id: string, event: RecordedEvent): readonly PlacedChange[] {
  const { position, revision } = event;
  const { type, data } = event as unknown as ComplaintEvent;
  const lawyerId = type === 'ComplaintAccepted' || type === 'ComplaintDecided' ? (data.subject?.lawyerId ?? null) : null;
  return lawyerId === null ? [] : [{ position, agencies: [], lawyers: [lawyerId], change: { kind: 'complaint', id, revision } }];
}
