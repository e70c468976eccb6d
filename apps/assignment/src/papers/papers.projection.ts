import { idOf, isSealed, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';

/** A paper of a request as its parties see it. Its name is sealed; the reader opens what it may show. */
export interface PaperRow {
  readonly id: string;
  readonly request_id: string;
  readonly organ: string;
  readonly institution: string;
  readonly attachment_id: string;
  readonly kind: string;
  readonly sha256: string;
  readonly size: number;
  readonly media_type: string;
  readonly scanned: boolean;
  /** `null`: the person was erased. */
  readonly file_name: JsonObject | null;
  readonly attached_at: string;
}

/** Papers that are attached to requests now (随案材料). */
export const papers: Projection<PaperRow, RecordedEvent> = {
  name: 'papers',
  version: 1,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'uuid',
    request_id: 'uuid',
    organ: 'text',
    institution: 'text',
    attachment_id: 'uuid',
    kind: 'text',
    sha256: 'text',
    size: 'bigint',
    media_type: 'text',
    scanned: 'boolean',
    file_name: 'jsonb',
    attached_at: 'timestamptz',
  },
  indexes: ['(request_id, attached_at, id)'],
  seenBy: { agencies: ['organ', 'institution'], matter: 'request_id' },
  keysOf: ({ stream, type, data }) => {
    if (idOf(defenceRequest, stream) === null) return [];
    if (type === 'PersonErased') return data['papers'] as readonly string[];
    return type === 'PaperAttached' || type === 'PaperRemoved' ? [String(data['paperId'])] : [];
  },
  evolve(row, item, id) {
    const { type, data } = item as unknown as DefenceRequestEvent;
    const requestId = idOf(defenceRequest, item.stream);
    if (type === 'PaperRemoved') return null;
    if (type === 'PersonErased') {
      const named = row !== null && isSealed(row.file_name) && row.file_name.$sealed.person === data.personId;
      return named ? { ...row, file_name: null } : row;
    }
    if (type !== 'PaperAttached' || requestId === null) return row;
    const { parties, attachmentId, kind, sha256, size, mediaType, scanned, fileName, attachedAt } = data;
    return {
      id,
      request_id: requestId,
      organ: parties.organ,
      institution: parties.institution,
      attachment_id: attachmentId,
      kind,
      sha256,
      size,
      media_type: mediaType,
      scanned,
      file_name: fileName as unknown as JsonObject,
      attached_at: attachedAt,
    };
  },
};
