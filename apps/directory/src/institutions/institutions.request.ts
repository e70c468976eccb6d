import { DIVISIONS, REGION_CODE } from '@xiezhi/contracts';
import { Text } from '@xiezhi/service';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional } from 'class-validator';

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);

export class InstitutionProfileRequest {
  @Text({ max: 300 })
  address!: string;

  /** Telephone for the public (法律援助专线咨询). */
  @Text({ max: 40 })
  hotline!: string;

  @Text({ max: 300 })
  openingHours!: string;

  /** 无障碍接待设施: whether it can be entered without steps. */
  @IsBoolean()
  accessible!: boolean;

  @IsArray()
  @ArrayMaxSize(10)
  @Text({ max: 20 }, { each: true })
  languages!: string[];
}

export class InstitutionsQuery {
  /** The division with everything below it. */
  @IsOptional()
  @IsIn(DIVISION_CODES)
  division = REGION_CODE;
}
