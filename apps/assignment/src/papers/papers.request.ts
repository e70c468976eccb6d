import { MEDIA_TYPES, Text, type MediaType } from '@xiezhi/service';
import { IsIn, IsInt, IsOptional, IsUUID, Matches, Min } from 'class-validator';
import { PAPERS } from '../defence-request/notice.js';

/** A file that is about to be uploaded. */
export class BeginUploadRequest {
  /** Bytes of the file. */
  @IsInt()
  @Min(0)
  size!: number;

  /** What kind of file it is; compared with its content when it is filed. */
  @IsIn(MEDIA_TYPES)
  mediaType!: MediaType;
}

/** A paper whose file is uploaded. */
export class AttachPaperRequest {
  @IsUUID()
  uploadId!: string;

  @IsIn(PAPERS)
  kind!: (typeof PAPERS)[number];

  /** Name of the file, kept byte for byte. */
  @Text({ max: 255 })
  @Matches(/^[^/\\]+$/, { message: 'file_name.not_a_name: must be a name without / and \\' })
  fileName!: string;

  /** SHA-256 of the file, in hex: the content is refused when it has another. */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  sha256?: string;
}

export class RemovePaperRequest {
  @Text({ max: 2_000, lines: true })
  reason!: string;
}
