import { LETTER_FORMS, type LetterForm } from '@xiezhi/legal-policy';
import { IsInstant, PageSize, Text, wrongWithText } from '@xiezhi/service';
import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min, ValidateBy } from 'class-validator';
import { LETTER_STATUSES, type LetterStatus } from '../letter-register/letter-register.projection.js';
import { BehindQuery, PurposeQuery } from '../worklist/worklist.request.js';
import { SERVICE_MANNERS, type ServiceManner } from './letter.js';

/** Fields a letter has at most, and the longest of them. */
const MAX_FIELDS = 40;
const MAX_TEXT = 4_000;
const FIRST_YEAR = 2_000;
const LAST_YEAR = 2_999;
export const MAX_REGISTER_PAGE = 100;

function isFieldTexts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= MAX_FIELDS &&
    entries.every(([id, text]) => /^[A-Za-z]{1,30}$/.test(id) && wrongWithText(text, { max: MAX_TEXT, min: 0, lines: true }) === null)
  );
}

/** Values of a form's fields, by their ids; what a form asks is told with its template. */
const FieldValues = (): PropertyDecorator => (target, property) => {
  ValidateBy({
    name: 'fieldValues',
    validator: {
      validate: isFieldTexts,
      defaultMessage: () => `letter.not_fields: must hold at most ${MAX_FIELDS} texts of ${MAX_TEXT} characters`,
    },
  })(target, property);
  ApiProperty({ type: 'object', additionalProperties: { type: 'string', maxLength: MAX_TEXT }, maxProperties: MAX_FIELDS })(
    target,
    property,
  );
};

export class DraftLetterRequest {
  /** Number of the form (格式号). */
  @IsIn(LETTER_FORMS)
  form!: LetterForm;

  /** What the matter does not say by itself, by field. */
  @IsOptional()
  @FieldValues()
  fields?: Record<string, string>;
}

export class ReviseLetterRequest {
  /** New values; an empty one takes a value away, what is left out stays. */
  @FieldValues()
  fields!: Record<string, string>;
}

export class ServeLetterRequest {
  /** When it was served, as the receipt (送达回证) says. */
  @IsInstant()
  servedAt!: string;

  /** 送达方式 */
  @IsIn(SERVICE_MANNERS)
  manner!: ServiceManner;

  /** 送达人 */
  @Text({ max: 100 })
  servedBy!: string;

  /** 签收人 */
  @IsOptional()
  @Text({ max: 100 })
  receivedBy?: string;

  /** 送达地点 */
  @IsOptional()
  @Text({ max: 200 })
  address?: string;

  /** The receipt as a paper of the matter. */
  @IsOptional()
  @IsUUID()
  receiptPaperId?: string;
}

export class VoidLetterRequest {
  @Text({ max: 2_000, lines: true })
  reason!: string;
}

/** Why a letter is opened, and behind which position. */
export class OpenLetterQuery extends IntersectionType(PurposeQuery, BehindQuery) {}

/** What narrows the register of letters. */
export class RegisterQuery extends BehindQuery {
  /** Letters in this state alone; without it, those that have a number. */
  @IsOptional()
  @IsIn(LETTER_STATUSES)
  state?: LetterStatus;

  @IsOptional()
  @Type(() => Number)
  @IsIn(LETTER_FORMS)
  form?: LetterForm;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(FIRST_YEAR)
  @Max(LAST_YEAR)
  year?: number;

  /** What the letter's number (文号) or the case number (案号) begins with. */
  @IsOptional()
  @Text({ max: 60 })
  q?: string;

  @PageSize(MAX_REGISTER_PAGE)
  limit = 40;

  @IsOptional()
  @Text({ max: 80 })
  @Matches(/^\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  cursor?: string;
}
