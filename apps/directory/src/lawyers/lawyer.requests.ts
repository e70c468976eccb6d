import { DIVISIONS } from '@xiezhi/contracts';
import { IsLocalDate, Text } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { SearchQuery } from '../page.request.js';
import { SPECIALITIES, STATUS_REASONS, type LawyerDetails, type LawyerStatus, type StatusReason } from './lawyer-rows.js';
import type { GivenFacts } from './lawyers.js';

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);
const STATUSES: readonly LawyerStatus[] = ['active', 'suspended', 'inactive'];

export class LawyersQuery extends SearchQuery {
  @IsOptional()
  @IsIn(STATUSES)
  status?: LawyerStatus;

  @IsOptional()
  @Text({ max: 20 })
  language?: string;

  @IsOptional()
  @IsIn(SPECIALITIES)
  speciality?: (typeof SPECIALITIES)[number];

  @IsOptional()
  @IsUUID()
  firmId?: string;
}

export class StatusRequest {
  @IsIn(STATUSES)
  status!: LawyerStatus;

  @IsOptional()
  @IsIn(STATUS_REASONS)
  reason?: StatusReason;

  /** From which day; today when left out. */
  @IsOptional()
  @IsLocalDate()
  since?: string;
}

/** What is known of a lawyer but who it is. */
export class LawyerFactsRequest {
  /** The firm's name, where it is not registered; otherwise `firmId`. */
  @IsOptional()
  @Text({ max: 200 })
  firm?: string;

  @IsOptional()
  @IsUUID()
  firmId?: string;

  @IsOptional()
  @IsIn(['female', 'male'])
  gender?: 'female' | 'male';

  @IsInt()
  @Min(0)
  @Max(80)
  practiceYears!: number;

  @IsInt()
  @Min(0)
  @Max(80)
  criminalDefenceYears!: number;

  @IsBoolean()
  minorsTrained!: boolean;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(SPECIALITIES.length)
  @IsIn(SPECIALITIES, { each: true })
  specialities: string[] = [];

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @Text({ max: 20 }, { each: true })
  languages!: string[];

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsIn(DIVISION_CODES, { each: true })
  divisions!: string[];

  /** 志愿律师(援藏律师等): the last day here … */
  @IsOptional()
  @IsLocalDate()
  visitingUntil?: string;

  /** … and the province that sends (派出省份). The two are given together. */
  @IsOptional()
  @Text({ max: 40 })
  visitingFrom?: string;
}

export class LawyerDetailsRequest {
  @Text({ max: 100 })
  name!: string;

  @Text({ max: 40 })
  phone!: string;

  /** Number of the practising licence (执业证号). */
  @IsOptional()
  @Text({ max: 40 })
  licenceNumber?: string;
}

export class RegisterRequest extends LawyerFactsRequest {
  @Text({ max: 100 })
  name!: string;

  @Text({ max: 40 })
  phone!: string;

  @IsOptional()
  @Text({ max: 40 })
  licenceNumber?: string;
}

export class ChangeRequest extends LawyerFactsRequest {
  /** Left out, the person stays as it is. */
  @IsOptional()
  @ValidateNested()
  @Type(() => LawyerDetailsRequest)
  details?: LawyerDetailsRequest;
}

export const givenFacts = ({ firm, firmId, gender, visitingUntil, visitingFrom, ...facts }: LawyerFactsRequest): GivenFacts => ({
  practiceYears: facts.practiceYears,
  criminalDefenceYears: facts.criminalDefenceYears,
  minorsTrained: facts.minorsTrained,
  specialities: facts.specialities,
  languages: facts.languages,
  divisions: facts.divisions,
  firm: firm ?? null,
  firmId: firmId ?? null,
  gender: gender ?? null,
  visitingUntil: visitingUntil ?? null,
  visitingFrom: visitingFrom ?? null,
});

export const givenDetails = ({ name, phone, licenceNumber }: LawyerDetailsRequest): LawyerDetails => ({
  name,
  phone,
  ...(licenceNumber !== undefined && { licenceNumber }),
});
