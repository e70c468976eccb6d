import {
  MAX_EVENTS_PER_READ,
  open,
  streamOf,
  type EventStore,
  type Personal,
  type PersonKeys,
  type RecordedEvent,
} from '@xiezhi/eventsourcing';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { textFor, type TextReader, type WrittenField } from '../defence-request/written.js';
import { isStep } from './worklist.projection.js';

/** A text that somebody wrote with a step of the history. */
export interface WrittenText {
  /** The place of the step in the history, from its beginning. */
  readonly step: number;
  readonly field: WrittenField;
  /** `null` when the person was erased. */
  readonly text: string | null;
}

/** Reads what was written in the course of a request from its stream: no read model holds it. */
export class WrittenTexts {
  constructor(
    private readonly store: EventStore,
    private readonly keys: PersonKeys,
  ) {}

  /** All texts of a request that a party may read, in their order; the caller records the reading first. */
  async read(id: string, reader: TextReader): Promise<readonly WrittenText[]> {
    const stream = streamOf(defenceRequest, id);
    const found: { readonly step: number; readonly field: WrittenField; readonly sealed: Personal<string> }[] = [];
    let step = 0;
    for (let from = 0; ; from += MAX_EVENTS_PER_READ) {
      const events = (await this.store.read(stream, { from })) as readonly (RecordedEvent & DefenceRequestEvent)[];
      for (const event of events) {
        const field = textFor(event, reader);
        if (field !== null) found.push({ step, field, sealed: (event as RecordedEvent).data[field] as unknown as Personal<string> });
        if (isStep(event)) step += 1;
      }
      if (events.length < MAX_EVENTS_PER_READ) break;
    }
    return Promise.all(
      found.map(async ({ sealed, ...text }) => ({ ...text, text: await open<string>(sealed, this.keys, stream, text.field) })),
    );
  }
}
