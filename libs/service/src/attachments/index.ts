export { AttachmentStore, StoreFull, StoreNotReachable } from './attachment-store.js';
export type { IsUsed } from './attachment-settling.js';
export { AttachmentSettling } from './attachment-settling.js';
export { Attachments, type AttachmentContent, type Inspected, type Upload } from './attachments.js';
export { FilesystemStore } from './filesystem-store.js';
export { MEDIA_TYPES, type MediaType } from './media-type.js';
export { ATTACHMENTS_MIGRATIONS, ATTACHMENTS_SCHEMA, attachmentStore, openAttachments, type OpenAttachments } from './open-attachments.js';
export { CHUNK_BYTES } from './sealed-chunk.js';
