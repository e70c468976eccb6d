import { PageSize } from '../page-size.js';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsInstant, Text } from '../text-rules.js';
import type { SheetFormat } from '../sheets/write-sheet.js';
import { MAX_READINGS } from './readings.js';

/** Which readings, apart from the page. */
export class ReadingsFilterQuery {
  /** Readings of this matter, lawyer, liaison or volunteer. */
  @IsOptional()
  @IsUUID()
  subjectId?: string;

  /** Readings by this account. */
  @IsOptional()
  @Text({ max: 200 })
  account?: string;

  @IsOptional()
  @IsInstant()
  from?: string;

  @IsOptional()
  @IsInstant()
  to?: string;
}

export class ExportReadingsQuery extends ReadingsFilterQuery {
  @IsOptional()
  @IsIn(['csv', 'xlsx'])
  format: SheetFormat = 'xlsx';
}

export class ReadingsQuery extends ReadingsFilterQuery {
  /** The `id` of the last reading of the page before, of whichever service: ids are in the order of time. */
  @IsOptional()
  @IsUUID()
  cursor?: string;

  @PageSize(MAX_READINGS)
  limit = 40;
}
