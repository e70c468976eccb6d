import { IsDivisionCode, IsLocalDate, Text, type SheetFormat } from '@xiezhi/service';
import { IsIn, IsOptional, IsUUID } from 'class-validator';

/** What the file is of: as the list itself is filtered. */
export class ExportQuery {
  @IsOptional()
  @IsIn(['csv', 'xlsx'])
  format: SheetFormat = 'xlsx';

  @IsOptional()
  @IsDivisionCode()
  division?: string;

  @IsOptional()
  @Text({ max: 50 })
  kind?: string;

  @IsOptional()
  @Text({ max: 20 })
  status?: string;

  @IsOptional()
  @Text({ max: 20 })
  language?: string;

  @IsOptional()
  @Text({ max: 50 })
  speciality?: string;

  @IsOptional()
  @Text({ max: 100 })
  q?: string;

  @IsOptional()
  @Text({ max: 100 })
  institution?: string;

  @IsOptional()
  @IsUUID()
  stationId?: string;

  @IsOptional()
  @IsUUID()
  firmId?: string;

  @IsOptional()
  @IsLocalDate()
  from?: string;

  @IsOptional()
  @IsLocalDate()
  to?: string;
}
