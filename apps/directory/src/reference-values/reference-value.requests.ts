import { DIVISIONS, REGION_CODE } from '@xiezhi/contracts';
import { IsLocalDate, Text } from '@xiezhi/service';
import { IsIn, IsNumber, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import { PageQuery } from '../page.request.js';
import { REFERENCE_VALUE_KINDS, type ReferenceValueKind } from './reference-value-kinds.js';
import type { ValueStatus } from './reference-values.js';

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);
const KINDS = Object.keys(REFERENCE_VALUE_KINDS);
/** Ten million yuan in fen: beyond any standard. */
const MAX_VALUE = 1_000_000_000;

export class EnterValueRequest {
  @IsIn(KINDS)
  kind!: ReferenceValueKind;

  @IsIn(DIVISION_CODES)
  division!: string;

  /** Whole fen of money, or a number with up to four decimals, as the kind says. */
  @IsNumber({ maxDecimalPlaces: 4 })
  @Min(0)
  @Max(MAX_VALUE)
  value!: number;

  /** The first day it holds. */
  @IsLocalDate()
  validFrom!: string;

  /** Title and number of the document that sets it (依据文件). */
  @Text({ max: 200 })
  source!: string;

  @IsLocalDate()
  sourceOn!: string;
}

export class DecideValueRequest {
  @IsIn(['approved', 'rejected'])
  decision!: 'approved' | 'rejected';

  /** Why it is refused; only and always with `rejected`. */
  @ValidateIf(({ decision, reason }: DecideValueRequest) => decision === 'rejected' || reason !== undefined)
  @Text({ max: 500 })
  reason?: string;
}

export class ValuesQuery extends PageQuery {
  @IsOptional()
  @IsIn(KINDS)
  kind?: ReferenceValueKind;

  @IsOptional()
  @IsIn(['entered', 'approved', 'rejected'])
  status?: ValueStatus;
}

export class ValuesOnQuery {
  @IsLocalDate()
  day!: string;

  /** A division's own value outranks that of the divisions above it. */
  @IsOptional()
  @IsIn(DIVISION_CODES)
  division = REGION_CODE;
}
