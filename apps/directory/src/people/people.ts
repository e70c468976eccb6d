import { isSealed, open, seal, unseal, type JsonObject, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import { maskName } from '@xiezhi/service';

const DETAILS = 'details';
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A row with a person in it. */
export interface PersonRow {
  readonly id: string;
  readonly person_id: string;
  /** Sealed under the person's own key; has a name. `null`: the person was erased. */
  readonly details: JsonObject | null;
}

/** People in the directory's rows: sealed before they are stored, masked in lists, opened one at a time. */
export class People<Details extends { readonly name: string }> {
  constructor(
    private readonly keys: PersonKeys,
    private readonly streamOf: (id: string) => string,
  ) {}

  /** The details of a new person of row `id`, sealed under a new key. */
  async sealNew(id: string, details: Details): Promise<{ readonly personId: string; readonly sealed: JsonObject }> {
    const { personId, key } = await this.keys.create();
    return { personId, sealed: seal(details, personId, key, this.streamOf(id), DETAILS) };
  }

  /** What stands for a person in a row that is tried and rolled back: no key is made for it. */
  trial(): { readonly personId: string; readonly sealed: JsonObject } {
    return { personId: NOBODY, sealed: {} };
  }

  /** New details of a known person; `null` when the person was erased. */
  async sealAgain({ id, person_id: person }: Pick<PersonRow, 'id' | 'person_id'>, details: Details): Promise<JsonObject | null> {
    const key = (await this.keys.find([person])).get(person);
    return key === undefined ? null : seal(details, person, key, this.streamOf(id), DETAILS);
  }

  /** The person in full, `null` when erased. The caller records the reading first. */
  async open({ id, details }: PersonRow): Promise<Details | null> {
    return details === null ? null : open(details as unknown as Personal<Details>, this.keys, this.streamOf(id), DETAILS);
  }

  /** Masked names by row, with one look for all keys; an erased person has none. */
  async maskedNames(rows: readonly PersonRow[]): Promise<ReadonlyMap<string, string>> {
    const keys = await this.keys.find([...new Set(rows.map(({ person_id: person }) => person))]);
    const named = rows.flatMap(({ id, person_id: person, details }) => {
      const key = keys.get(person);
      if (key === undefined || !isSealed(details)) return [];
      return [[id, maskName(unseal<Details>(details, key, this.streamOf(id), DETAILS).name)] as const];
    });
    return new Map(named);
  }
}
