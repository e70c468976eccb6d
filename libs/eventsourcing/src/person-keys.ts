/** A key of one person (AES-256), under which every personal field of that person is sealed. */
export interface PersonKey {
  readonly personId: string;
  readonly key: Uint8Array;
}

/**
 * **Port.** Keys per person, for crypto-shredding: with the key the person is gone from the log while the statistics stay.
 * `directory` owns person ids and keys; everyone else reads. A new person's id and key come from blocks made in advance, so that no
 * request waits for a key to be stored, and no event is sealed under a key that is not yet durable.
 */
export abstract class PersonKeys {
  /** A durable key for a person who is new. */
  abstract create(): Promise<PersonKey>;
  /** Keys of these persons; an erased or unknown person is missing from the answer. */
  abstract find(personIds: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /**
   * Destroys these persons' keys for good. Of a person whom an event names, `directory` alone does so, on a recorded order; whoever made a
   * key for something that never became an event (a draft) destroys it with that. Other processes forget them within a minute.
   * @returns how many there were
   */
  abstract erase(personIds: readonly string[]): Promise<number>;
}
