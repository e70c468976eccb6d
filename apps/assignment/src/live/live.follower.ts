import { idOf, type Checkpoint, type RecordedEvent } from '@xiezhi/eventsourcing';
import type { Service } from '@xiezhi/service';
import type { Logger } from 'pino';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { worklist } from '../worklist/worklist.projection.js';
import { RecentChanges, type PlacedChange } from './changes.js';

/** Changes kept for those who come back. */
const KEPT_CHANGES = 2_000;
const PAUSE_AFTER_FAILURE_MS = 1_000;
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

  /** What changed for `agency` after a place; `null` when that cannot be told. */
  since(place: Checkpoint, agency: string): readonly PlacedChange[] | null {
    return this.#recent?.since(place, agency) ?? null;
  }

  /** Tells `listener` from now on. Gives back how to end that. */
  listen(listener: ChangesListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #follow(recent: RecentChanges): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const after = recent.position === BEGINNING ? null : recent.position;
        for await (const { items, checkpoint } of this.service.held(worklist, { after, signal })) {
          const changes = items.flatMap(changeOf);
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

function changeOf(event: RecordedEvent): readonly PlacedChange[] {
  const id = idOf(defenceRequest, event.stream);
  if (id === null) return [];
  const { organ, institution } = (event as unknown as DefenceRequestEvent).data.parties;
  const change = { kind: 'defence-request', id, revision: event.revision } as const;
  return [{ position: event.position, agencies: [organ, institution], change }];
}
