import type { AccessPurpose } from '@xiezhi/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { behind } from './behind.ts';
import { address, read, send, sendBytes } from './client.ts';
import { showAfter } from './requests.ts';
import { useSubmissionKey } from './submission.ts';
import type { CommandAnswer, PaperKind } from './types.ts';

/** A paper (随案材料) as the list shows it; its name is masked. */
export interface ListedPaper {
  readonly id: string;
  readonly kind: PaperKind;
  /** `null` when the person was erased. */
  readonly fileName: string | null;
  readonly mediaType: string;
  readonly size: number;
  readonly scan: 'clean' | 'not_scanned';
  readonly attachedAt: string;
}

interface Upload {
  readonly id: string;
  readonly chunkBytes: number;
  readonly chunks: number;
  /** Numbers of the chunks that are stored for good. */
  readonly stored: readonly number[];
}

/** What the platform takes, by the ending of a file's name: browsers do not know all of these types. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  ofd: 'application/ofd',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};
export const ACCEPTED = Object.keys(MEDIA_TYPES)
  .map((ending) => `.${ending}`)
  .join(',');

/** The media type that a file's name says; `null` for what is not taken. */
export const mediaTypeOf = (name: string): string | null => MEDIA_TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? null;

const papersOf = (id: string): string => `/api/assignment/defence-requests/${id}/papers`;

export const usePapers = (id: string) =>
  useQuery({
    queryKey: ['request', id, 'papers'],
    queryFn: ({ signal }) => read<{ readonly items: readonly ListedPaper[] }>(papersOf(id), behind(), signal),
  });

const reviewedPapersOf = (reviewId: string): string => `/api/assignment/peer-reviews/${reviewId}/papers`;

/** Papers of a case under peer review; only its reviewers have them, while it goes on. */
export const useReviewedPapers = (reviewId: string) =>
  useQuery({
    queryKey: ['quality', 'peer-review', 'papers', reviewId],
    queryFn: ({ signal }) => read<{ readonly items: readonly ListedPaper[] }>(reviewedPapersOf(reviewId), {}, signal),
  });

/** Where a paper of a case under review is downloaded from; the reading is recorded. */
export const reviewedPaperAddress = (reviewId: string, paperId: string): string =>
  address(`${reviewedPapersOf(reviewId)}/${paperId}/content`, { purpose: 'supervision' });

/** Where a paper is downloaded from; the reading is recorded with its purpose. */
export const downloadAddress = (id: string, paperId: string, purpose: AccessPurpose): string =>
  address(`${papersOf(id)}/${paperId}/content`, { purpose });

export interface PaperToFile {
  readonly file: File;
  readonly mediaType: string;
  readonly kind: PaperKind;
}

/**
 * Files a paper: uploads it chunk by chunk, then files it. Tried again with the same file, it goes on where it broke off. `progress`: the
 * share that is stored, from 0 to 1, while it runs.
 */
export function useFilePaper(id: string) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  const filingKeyOf = useSubmissionKey();
  const [progress, setProgress] = useState<number | null>(null);
  const mutation = useMutation({
    mutationFn: async ({ file, mediaType, kind }: PaperToFile): Promise<CommandAnswer> => {
      const path = papersOf(id);
      setProgress(0);
      const about = { name: file.name, size: file.size, at: file.lastModified };
      const begun = await send<Upload>(`${path}/uploads`, { size: file.size, mediaType }, { key: keyOf({ id, mediaType, about }) });
      let upload = begun.stored.length === begun.chunks ? begun : await read<Upload>(`${path}/uploads/${begun.id}`);
      for (let number = 0; number < upload.chunks; number += 1) {
        if (upload.stored.includes(number)) continue;
        const chunk = file.slice(number * upload.chunkBytes, (number + 1) * upload.chunkBytes);
        upload = await sendBytes<Upload>(`${path}/uploads/${upload.id}/chunks/${number}`, chunk);
        setProgress(upload.stored.length / upload.chunks);
      }
      const filed = { uploadId: upload.id, kind, fileName: file.name };
      return send<CommandAnswer>(path, filed, { key: filingKeyOf(filed) });
    },
    onSuccess: (answer) => showAfter(client, answer),
    onSettled: () => setProgress(null),
  });
  return { ...mutation, progress };
}
