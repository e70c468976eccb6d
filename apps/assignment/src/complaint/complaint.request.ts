import {
  ANSWER_WAYS,
  COMPLAINANTS,
  COMPLAINT_GROUNDS,
  COMPLAINT_MEASURES,
  COMPLAINT_OUTCOMES,
  COMPLAINT_REFUSALS,
  COMPLAINT_STEPS,
  COMPLAINT_WAYS,
  MATTER_KINDS,
  type AnswerWay,
  type ComplainantKind,
  type ComplaintGround,
  type ComplaintMeasure,
  type ComplaintOutcome,
  type ComplaintRefusal,
  type ComplaintStep,
  type ComplaintWay,
  type MatterKind,
} from '@xiezhi/contracts';
import { IsInstant, Text } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsDefined, IsIn, IsOptional, IsUUID, ValidateNested } from 'class-validator';

const codes = <Code extends string>(list: readonly { readonly code: Code }[]): Code[] => list.map(({ code }) => code);

export class ComplainantRequest {
  @Text({ max: 100 })
  name!: string;

  @IsOptional()
  @Text({ max: 50 })
  phone?: string;

  @IsOptional()
  @Text({ max: 200 })
  address?: string;
}

export class FileComplaintRequest {
  /** 投诉对象: a request, a lawyer, or the institution. */
  @IsIn(['request', 'lawyer', 'institution'])
  about!: 'request' | 'lawyer' | 'institution';

  /** The matter's: that of a defence request or, where `matter` says so, of a granted case. */
  @IsOptional()
  @IsUUID()
  requestId?: string;

  @IsOptional()
  @IsIn(MATTER_KINDS)
  matter: MatterKind = 'defence-request';

  @IsOptional()
  @IsUUID()
  lawyerId?: string;

  /** Code of the institution, where no request says it. */
  @IsOptional()
  @Text({ max: 100 })
  institution?: string;

  @IsIn(codes(COMPLAINANTS))
  complainantKind!: ComplainantKind;

  @IsIn(codes(COMPLAINT_WAYS))
  way!: ComplaintWay;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(COMPLAINT_GROUNDS.length)
  @ArrayUnique()
  @IsIn(codes(COMPLAINT_GROUNDS), { each: true })
  grounds!: ComplaintGround[];

  /** When it was received; now when not given. */
  @IsOptional()
  @IsInstant()
  receivedAt?: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => ComplainantRequest)
  complainant!: ComplainantRequest;

  /** The complaint as it was made. */
  @Text({ max: 5_000, lines: true })
  text!: string;
}

export class RefuseComplaintRequest {
  @IsIn(codes(COMPLAINT_REFUSALS))
  reason!: ComplaintRefusal;

  @Text({ max: 2_000, lines: true })
  explanation!: string;
}

export class ComplaintStepRequest {
  @IsIn(codes(COMPLAINT_STEPS))
  step!: ComplaintStep;

  @IsInstant()
  doneAt!: string;

  @Text({ max: 5_000, lines: true })
  note!: string;
}

export class OwnStatementRequest {
  /** The lawyer's own side, in the lawyer's words. */
  @Text({ max: 5_000, lines: true })
  statement!: string;
}

export class DecideComplaintRequest {
  @IsIn(codes(COMPLAINT_OUTCOMES))
  outcome!: ComplaintOutcome;

  @IsArray()
  @ArrayMaxSize(COMPLAINT_MEASURES.length)
  @ArrayUnique()
  @IsIn(codes(COMPLAINT_MEASURES), { each: true })
  measures!: ComplaintMeasure[];

  @Text({ max: 5_000, lines: true })
  findings!: string;
}

export class AnswerComplaintRequest {
  @IsIn(codes(ANSWER_WAYS))
  way!: AnswerWay;

  @IsInstant()
  answeredAt!: string;

  @Text({ max: 5_000, lines: true })
  answer!: string;
}
