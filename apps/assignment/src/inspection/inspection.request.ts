import { INSPECTION_DEFECTS, MAX_SAMPLE, QUALITY_GRADES, type InspectionDefect, type QualityGrade } from '@xiezhi/contracts';
import { IsLocalDate, Text } from '@xiezhi/service';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const codes = <Code extends string>(list: readonly { readonly code: Code }[]): Code[] => list.map(({ code }) => code);

export class PlanInspectionRequest {
  /** Code of the institution whose cases are inspected; one's own when not given. */
  @IsOptional()
  @Text({ max: 100 })
  institution?: string;

  /** First and last day on which the cases closed. */
  @IsLocalDate()
  from!: string;

  @IsLocalDate()
  to!: string;

  /** How many cases are drawn. */
  @IsInt()
  @Min(1)
  @Max(MAX_SAMPLE)
  size!: number;
}

export class GradeCaseRequest {
  @IsUUID()
  caseId!: string;

  @IsIn(codes(QUALITY_GRADES))
  grade!: QualityGrade;

  @IsArray()
  @ArrayMaxSize(INSPECTION_DEFECTS.length)
  @ArrayUnique()
  @IsIn(codes(INSPECTION_DEFECTS), { each: true })
  defects!: InspectionDefect[];
}
