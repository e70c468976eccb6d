/** The store has no room for more. Nothing of what was being written is kept. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
}

/** The store does not answer, or refuses. What was being written may be there: its row says that it is not stored, and it is removed. */
export class StoreNotReachable extends Error {
  override readonly name = 'StoreNotReachable';
}

/**
 * **Port.** Sealed pieces of attachments under opaque ids; what they hold, whose they are and in which order is known elsewhere. Every
 * adapter passes `attachment-store.contract.ts`.
 */
export abstract class AttachmentStore {
  /**
   * Keeps `bytes` under `objectId` for good before it returns; what was there before is replaced.
   * @throws StoreFull, StoreNotReachable
   */
  abstract write(objectId: string, bytes: Uint8Array): Promise<void>;
  /** What is kept under `objectId`, `null` when nothing is. */
  abstract read(objectId: string): Promise<Buffer | null>;
  /** Removes what is kept under `objectId`; nothing there is well too. */
  abstract remove(objectId: string): Promise<void>;
  /** True while it can be reached. */
  abstract healthy(): Promise<boolean>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Object ids go into paths and addresses. @throws RangeError when `objectId` is no UUID */
export function assertObjectId(objectId: string): string {
  if (!UUID.test(objectId)) throw new RangeError('the id of a stored object must be a UUID');
  return objectId;
}
