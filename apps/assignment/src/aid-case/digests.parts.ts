import { createHmac } from 'node:crypto';

interface Named {
  readonly name: string;
  readonly idNumber?: string;
}

/**
 * Recognises the parties of one dispute without naming them (利益冲突查询): digests under a key of the platform's own, which nobody outside
 * can compute. An identity number is the surer sign; where the other side's is not known, the name is all there is.
 */
export class PartyDigests {
  constructor(private readonly key: Uint8Array) {}

  /** By whatever the other side may come to know of the recipient. */
  ofOwn({ name, idNumber }: Named): readonly string[] {
    return [this.#of('name', name), ...(idNumber === undefined ? [] : [this.#of('id', idNumber)])];
  }

  ofOpponent({ name, idNumber }: Named): readonly string[] {
    return [idNumber === undefined ? this.#of('name', name) : this.#of('id', idNumber)];
  }

  #of(kind: 'name' | 'id', text: string): string {
    return createHmac('sha256', this.key).update(`${kind}\n${text}`).digest('hex');
  }
}
