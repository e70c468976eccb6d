import { join } from 'node:path';
import type { PersonKeys } from '@xiezhi/eventsourcing';
import type { Pool } from 'pg';
import type { Config } from '../config.js';
import { AttachmentRemoval } from './attachment-removal.js';
import { AttachmentRows } from './attachment-rows.js';
import type { AttachmentStore } from './attachment-store.js';
import { Attachments } from './attachments.js';
import { FilesystemStore } from './filesystem-store.js';
import { S3Store } from './s3-store.js';
import { ClamAv, type VirusScanner } from './virus-scanner.js';

type StoreConfig = Pick<
  Config,
  'attachments' | 'dataDir' | 'attachmentsKeepFreeBytes' | 's3Endpoint' | 's3Region' | 's3Bucket' | 's3AccessKeyId' | 's3SecretAccessKey'
>;

/** The schema of the attachments' rows, and where its tables come from. */
export const ATTACHMENTS_SCHEMA = 'attachments';
export const ATTACHMENTS_MIGRATIONS = 'libs/service/src/attachments/migrations';

/** The configured store. The configuration has seen to it that what S3 needs is there. */
export function attachmentStore(config: StoreConfig): AttachmentStore {
  if (config.attachments === 'filesystem') {
    return new FilesystemStore({ folder: join(config.dataDir, 'attachments'), keepFree: config.attachmentsKeepFreeBytes });
  }
  const { s3Endpoint: endpoint, s3Bucket: bucket, s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = config;
  if (endpoint === undefined || bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) {
    throw new Error('Set S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: ATTACHMENTS is s3.');
  }
  return new S3Store({ endpoint, bucket, region: config.s3Region, accessKeyId, secretAccessKey });
}

/** What a service does with attachments, and what it settles them with. */
export interface OpenAttachments {
  readonly attachments: Attachments;
  readonly rows: AttachmentRows;
  readonly removal: AttachmentRemoval;
  readonly store: AttachmentStore;
  readonly scanner: VirusScanner | null;
}

/** Puts the attachments of an installation together. `pool`: on their schema. */
export function openAttachments(config: Config, pool: Pool, keys: PersonKeys, now: () => number): OpenAttachments {
  const rows = new AttachmentRows(pool);
  const store = attachmentStore(config);
  const removal = new AttachmentRemoval(rows, store, now);
  const scanner = config.clamavSocket === undefined ? null : new ClamAv(config.clamavSocket);
  const attachments = new Attachments({ rows, store, removal, scanner, keys, maxBytes: config.attachmentMaxBytes, now });
  return { attachments, rows, removal, store, scanner };
}
