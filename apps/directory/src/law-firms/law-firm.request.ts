import { DIVISIONS } from '@xiezhi/contracts';
import { Text } from '@xiezhi/service';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import type { LawFirm } from './law-firms.js';

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);

export class LawFirmRequest {
  @Text({ max: 200 })
  name!: string;

  @IsIn(DIVISION_CODES)
  division!: string;

  /** Licence number of the firm (执业许可证号). */
  @Text({ max: 40 })
  licence!: string;

  /** False for one that was dissolved or merged. */
  @IsOptional()
  @IsBoolean()
  active = true;
}

/** A firm as a file's row has it: one with a number changes the firm that has it. */
export class LawFirmRowRequest extends LawFirmRequest {
  @IsOptional()
  @IsUUID()
  id?: string;
}

export const givenFirm = ({ name, division, licence, active }: LawFirmRequest): LawFirm => ({ name, division, licence, active });
