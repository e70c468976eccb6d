import {
  INSPECTION_DEFECTS,
  MAX_SAMPLE,
  QUALITY_TOOLS,
  TRACKING_LAYERS,
  TRACKING_VERDICTS,
  type InspectionDefect,
  type QualityTool,
  type TrackingLayer,
  type TrackingVerdict,
} from '@xiezhi/contracts';
import { IsInstant, Text } from '@xiezhi/service';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const codes = <Code extends string>(list: readonly { readonly code: Code }[]): Code[] => list.map(({ code }) => code);

export class PlanTrackingRequest {
  /** Code of the institution whose cases are tracked. Left out: one's own; by the justice department, those of all its divisions. */
  @IsOptional()
  @Text({ max: 100 })
  institution?: string;

  @IsIn(codes(TRACKING_LAYERS))
  layers!: TrackingLayer;

  /** How many cases are drawn; or `percent`. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_SAMPLE)
  size?: number;

  /** Which share of each layer is drawn, rounded up. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  percent?: number;
}

export class AppointTrackerRequest {
  @IsUUID()
  caseId!: string;

  @IsUUID()
  trackerId!: string;
}

export class RecordFindingRequest {
  @IsUUID()
  caseId!: string;

  /** By which of the four tools it was found. */
  @IsIn(codes(QUALITY_TOOLS))
  tool!: QualityTool;

  @IsInstant()
  observedAt!: string;

  @IsIn(codes(TRACKING_VERDICTS))
  verdict!: TrackingVerdict;

  @IsArray()
  @ArrayMaxSize(INSPECTION_DEFECTS.length)
  @ArrayUnique()
  @IsIn(codes(INSPECTION_DEFECTS), { each: true })
  defects!: InspectionDefect[];
}
