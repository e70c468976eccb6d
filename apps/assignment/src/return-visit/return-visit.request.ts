import {
  SPOKEN_LANGUAGES,
  MATTER_KINDS,
  VISIT_ANSWERS,
  VISIT_FAILURES,
  VISIT_WAYS,
  type MatterKind,
  type SpokenLanguage,
  type VisitAnswer,
  type VisitFailure,
  type VisitWay,
} from '@xiezhi/contracts';
import { CommandAnswer } from '../defence-request/defence-request.request.js';
import { IsInstant, Text } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsUUID, ValidateNested } from 'class-validator';

const codes = <Code extends string>(list: readonly { readonly code: Code }[]): Code[] => list.map(({ code }) => code);
const ANSWERS = codes(VISIT_ANSWERS);

export class PlanVisitRequest {
  /** The matter's: that of a defence request or, where `matter` says so, of a granted case. */
  @IsUUID()
  requestId!: string;

  @IsOptional()
  @IsIn(MATTER_KINDS)
  matter: MatterKind = 'defence-request';
}

/** The questions of the record (受援人回访记录表, 文书格式32); one that was not asked is left out. */
export class VisitAnswersRequest {
  @IsOptional()
  @IsIn(ANSWERS)
  met?: VisitAnswer;

  @IsOptional()
  @IsIn(ANSWERS)
  informed?: VisitAnswer;

  @IsOptional()
  @IsIn(ANSWERS)
  understood?: VisitAnswer;

  @IsOptional()
  @IsIn(ANSWERS)
  diligent?: VisitAnswer;

  @IsOptional()
  @IsIn(ANSWERS)
  free?: VisitAnswer;
}

export class RecordVisitRequest {
  @IsIn(codes(VISIT_WAYS))
  way!: VisitWay;

  @IsInstant()
  visitedAt!: string;

  /** The language it was done in. */
  @IsIn(codes(SPOKEN_LANGUAGES))
  language!: SpokenLanguage;

  /** 满意度: `1` (very dissatisfied) to `5`. */
  @IsIn(['1', '2', '3', '4', '5'])
  satisfaction!: string;

  /** Left out where none of the questions was asked. */
  @IsOptional()
  @ValidateNested()
  @Type(() => VisitAnswersRequest)
  answers?: VisitAnswersRequest;

  @IsOptional()
  @Text({ max: 2_000, lines: true })
  remark?: string;
}

/** The link of a form: whoever has it answers for the recipient. */
export class FormAnswer extends CommandAnswer {
  link!: string;
  expiresAt!: string;
}

export class NotReachedRequest {
  @IsIn(codes(VISIT_WAYS))
  way!: VisitWay;

  @IsInstant()
  triedAt!: string;

  @IsIn(codes(VISIT_FAILURES))
  why!: VisitFailure;
}
