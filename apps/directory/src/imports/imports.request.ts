import { type SheetFormat } from '@xiezhi/service';
import { IsBase64, IsIn, Matches, MaxLength } from 'class-validator';

/** Largest file, in Base64: some thousand rows. */
const MAX_BASE64 = 4_194_304;

export class CheckImportRequest {
  @IsIn(['csv', 'xlsx'])
  format!: SheetFormat;

  /** The file in Base64. CSV is UTF-8. */
  @MaxLength(MAX_BASE64)
  @IsBase64()
  content!: string;
}

export class CommitImportRequest extends CheckImportRequest {
  /** `digest` of the dry run: what was checked is what is imported. */
  @Matches(/^[0-9a-f]{64}$/)
  digest!: string;
}

export class TemplateQuery {
  @IsIn(['csv', 'xlsx'])
  format: SheetFormat = 'xlsx';
}
