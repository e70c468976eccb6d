import { createHash } from 'node:crypto';
import {
  canonicalJson,
  isSealed,
  open,
  streamOf,
  type EventStore,
  type Personal,
  type PersonKeys,
  type RecordedEvent,
} from '@xiezhi/eventsourcing';
import { letterTemplate, type LetterTemplate, type LetterValues } from '@xiezhi/legal-policy';
import { letter, type FieldTexts, type LetterEvent, type LetterFields, type LetterPersons, type ServiceDetails } from './letter.js';

type Written = LetterPersons & LetterFields;

/** A letter's texts, opened: whoever shows them to a person records the reading first. */
export interface LetterTexts {
  readonly template: LetterTemplate;
  readonly values: LetterValues;
  readonly persons: LetterPersons;
  /** What its receipt says; `null` when it is not served, or the person was erased. */
  readonly service: ServiceDetails | null;
  readonly voidReason: string | null;
}

/** Reads a letter's texts from its stream: no read model holds them. */
export class LettersInClear {
  constructor(
    private readonly store: EventStore,
    private readonly keys: PersonKeys,
  ) {}

  /** `null` when there is no such letter. */
  async read(letterId: string): Promise<LetterTexts | null> {
    const stream = streamOf(letter, letterId);
    const events = (await this.store.read(stream)) as readonly (RecordedEvent & LetterEvent)[];
    const drafted = events.find((event) => event.type === 'LetterDrafted');
    if (drafted === undefined) return null;
    const { form, version } = drafted.data.kind;
    const template = letterTemplate(form, version);
    const { data } = events.findLast((event) => event.type === 'LetterDrafted' || event.type === 'LetterRevised')!;
    const written: Written = data;
    const served = events.findLast((event) => event.type === 'LetterServed');
    const voided = events.findLast((event) => event.type === 'LetterVoided');
    const { personId, contactId, lawyerPersonId } = written;
    return {
      template,
      values: await this.#values(template, written, stream),
      persons: { personId, ...(contactId !== undefined && { contactId }), ...(lawyerPersonId !== undefined && { lawyerPersonId }) },
      service: served?.data.details === undefined ? null : await open(served.data.details, this.keys, stream, 'details'),
      voidReason: voided === undefined ? null : await open(voided.data.reason, this.keys, stream, 'reason'),
    };
  }

  async #values(template: LetterTemplate, written: Written, stream: string): Promise<LetterValues> {
    const values: Record<string, string | null> = {};
    for (const [name, owner] of [
      ['personFields', 'person'],
      ['contactFields', 'contact'],
      ['lawyerFields', 'lawyer'],
    ] as const) {
      const sealed: Personal<FieldTexts> | undefined = written[name];
      if (sealed === undefined) continue;
      const texts = await open(sealed, this.keys, stream, name);
      if (texts !== null) Object.assign(values, texts);
      else if (isSealed(sealed)) for (const { id } of template.fields.filter((field) => field.owner === owner)) values[id] ??= null;
    }
    return values;
  }
}

/** What a letter says, as one digest: the same for the same words, number and day. */
export const contentHash = (
  { form, version }: Pick<LetterTemplate, 'form' | 'version'>,
  values: LetterValues,
  number: string,
  issuedAt: string,
): string => createHash('sha256').update(canonicalJson({ form, version, values, number, issuedAt })).digest('hex');
