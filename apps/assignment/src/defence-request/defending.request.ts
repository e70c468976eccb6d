import { CHANGE_REASONS, CUSTODY_KINDS, FILE_ITEMS, STAGE_OUTCOMES, TERMINATION_GROUNDS, WORK_KINDS } from '@xiezhi/contracts';
import type { ChangeReason, CustodyKind, FileItem, StageOutcome, TerminationGround, WorkKind } from '@xiezhi/contracts';
import { IsInstant, Text } from '@xiezhi/service';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional } from 'class-validator';
import { AssignRequest, codesOf, ReasonRequest } from './defence-request.request.js';

export class SignedRequest {
  /** When the agreement and the power of attorney were signed. */
  @IsInstant()
  signedAt!: string;
}

export class FiledRequest {
  /** When the papers were filed with the court. */
  @IsInstant()
  filedAt!: string;
}

export class FirstMeetingRequest {
  @IsInstant()
  heldAt!: string;

  /** Whether the person agrees to be defended by this lawyer. */
  @IsIn(['agreed', 'refused'])
  consent!: 'agreed' | 'refused';

  /** What was said, in so far as it must be kept (会见记录). */
  @IsOptional()
  @Text({ max: 10_000, lines: true })
  minute?: string;
}

export class RefusalRequest extends ReasonRequest {
  @IsInstant()
  refusedAt!: string;
}

export class EngagedRequest {
  @IsInstant()
  engagedAt!: string;
}

export class LawyerChangeRequest extends ReasonRequest {
  @IsIn(codesOf(CHANGE_REASONS))
  reasonCode!: ChangeReason;
}

export class ReplaceRequest extends AssignRequest {
  @IsIn(codesOf(CHANGE_REASONS))
  reasonCode!: ChangeReason;
}

export class HearingRequest {
  @IsInstant()
  hearingAt!: string;

  @IsOptional()
  @Text({ max: 200 })
  hearingPlace?: string;

  /** It was adjourned so that a new defender can prepare (fifteen days). */
  @IsOptional()
  @IsBoolean()
  forNewDefender?: boolean;

  /** The defender agreed to less. */
  @IsOptional()
  @IsBoolean()
  shortened?: boolean;
}

export class CustodyRequest {
  @IsIn(codesOf(CUSTODY_KINDS))
  custody!: CustodyKind;

  @IsInstant()
  movedAt!: string;

  /** Where the person is held now. */
  @IsOptional()
  @Text({ max: 200 })
  place?: string;
}

export class WorkRequest {
  @IsIn(codesOf(WORK_KINDS))
  kind!: WorkKind;

  @IsInstant()
  doneAt!: string;

  @IsOptional()
  @Text({ max: 10_000, lines: true })
  note?: string;
}

export class ConcludedRequest {
  @IsInstant()
  concludedAt!: string;

  @IsIn(codesOf(STAGE_OUTCOMES))
  outcome!: StageOutcome;
}

export class SentRequest {
  @IsInstant()
  sentAt!: string;
}

class FileItemsRequest {
  @IsArray()
  @ArrayMaxSize(FILE_ITEMS.length)
  @ArrayUnique()
  @IsIn(codesOf(FILE_ITEMS), { each: true })
  items!: FileItem[];
}

export class FileRequest extends FileItemsRequest {
  /** Why a required item is not there. */
  @IsOptional()
  @Text({ max: 2_000, lines: true })
  absence?: string;
}

export class FileReturnRequest extends FileItemsRequest {
  /** What is to be done about it. */
  @Text({ max: 2_000, lines: true })
  reason!: string;
}

export class TerminationRequest extends ReasonRequest {
  @IsIn(codesOf(TERMINATION_GROUNDS))
  ground!: TerminationGround;
}
