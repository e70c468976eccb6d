import { hash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { assertObjectId, AttachmentStore, StoreFull, StoreNotReachable } from './attachment-store.js';

/** Longest one request may take, and how often one that the store could not answer (429, 5xx) is sent again. */
const REQUEST_TIMEOUT_MS = 30_000;
const RETRIES = 3;
/** What S3-compatible stores answer when they have no room. */
const FULL_STATUS = 507;
const FULL_CODES = /<Code>(QuotaExceeded|XMinioStorageFull|EntityTooLarge)<\/Code>/;

export interface S3StoreOptions {
  /** `https://s3.example`; the bucket is the first part of the path. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Attachments in a bucket of a store that speaks S3. Objects are sealed before they come here: the store reads nothing of them. */
export class S3Store extends AttachmentStore {
  readonly #client: AwsClient;
  readonly #bucket: string;

  constructor({ endpoint, region, bucket, accessKeyId, secretAccessKey }: S3StoreOptions) {
    super();
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });
    this.#bucket = `${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(bucket)}`;
  }

  override async write(objectId: string, bytes: Uint8Array): Promise<void> {
    // The signed digest lets the store refuse what was changed on its way.
    const response = await this.#send('PUT', objectId, {
      body: Buffer.from(bytes),
      headers: { 'content-type': 'application/octet-stream', 'x-amz-content-sha256': hash('sha256', bytes) },
    });
    const answer = await response.text();
    if (response.ok) return;
    if (response.status === FULL_STATUS || FULL_CODES.test(answer)) throw new StoreFull(`the store has no room: ${response.status}`);
    throw refused(response);
  }

  override async read(objectId: string): Promise<Buffer | null> {
    const response = await this.#send('GET', objectId);
    if (response.ok) return Buffer.from(await response.arrayBuffer());
    await response.text();
    if (response.status === 404) return null;
    throw refused(response);
  }

  override async remove(objectId: string): Promise<void> {
    const response = await this.#send('DELETE', objectId);
    await response.text();
    if (!response.ok && response.status !== 404) throw refused(response);
  }

  override async healthy(): Promise<boolean> {
    const response = await this.#fetch(this.#bucket, { method: 'HEAD' });
    return response.ok;
  }

  #send(method: string, objectId: string, init: RequestInit = {}): Promise<Response> {
    return this.#fetch(`${this.#bucket}/attachments/${assertObjectId(objectId)}`, { ...init, method });
  }

  async #fetch(address: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#client.fetch(address, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
    } catch (error) {
      throw new StoreNotReachable('the store of attachments does not answer', { cause: error });
    }
  }
}

/** The answer's text may repeat the access key: only its status is told. */
const refused = ({ status }: Response): StoreNotReachable => new StoreNotReachable(`the store of attachments answered ${status}`);
