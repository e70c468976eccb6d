import { AGENCY_KINDS, DIVISIONS, type AgencyKind } from '@xiezhi/contracts';
import { IsDivisionCode, PageSize, Text } from '@xiezhi/service';
import { IsBoolean, IsIn, IsOptional, Matches } from 'class-validator';

const MAX_PAGE = 500;

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);

/** An agency's code is part of its topic's name. */
const CODE = /^[a-z0-9][a-z0-9-]{0,99}$/;

export class RecordAgencyRequest {
  /** Stays the agency's for good: its messages and its accounts go by it. */
  @Matches(CODE)
  code!: string;

  @IsIn(AGENCY_KINDS)
  kind!: AgencyKind;

  @IsIn(DIVISION_CODES)
  division!: string;

  @Text({ max: 200 })
  name!: string;

  @Text({ max: 200 })
  nameEn!: string;

  /** The name in the founding notice (藏政办发〔2010〕56号), where it is another one. */
  @IsOptional()
  @Text({ max: 200 })
  noticeName?: string;

  /** False for one that was dissolved or merged: an institution is asked for no more defenders then. */
  @IsOptional()
  @IsBoolean()
  active = true;
}

export class AgenciesQuery {
  @IsOptional()
  @Text({ max: 50 })
  kind?: string;

  @IsOptional()
  @IsDivisionCode()
  division?: string;

  /** In a name, the present one or the notice's, or in the code. */
  @IsOptional()
  @Text({ max: 100 })
  q?: string;

  @IsOptional()
  @Text({ max: 100 })
  cursor?: string;

  @PageSize(MAX_PAGE)
  limit = 100;
}
