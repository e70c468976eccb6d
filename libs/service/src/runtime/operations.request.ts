import { IsIn, IsUUID, ValidateIf } from 'class-validator';
import { Text } from '../text-rules.js';

const MAX_REASON = 500;

/** A key of a topic. */
export class ParkedKeyRequest {
  @Text({ max: 249 })
  topic!: string;

  @Text({ max: 500 })
  key!: string;
}

export class SkipMessageRequest {
  /** As the list of the key's messages gives it. */
  @IsUUID()
  id!: string;

  /** Kept with the message's record. */
  @Text({ max: MAX_REASON })
  reason!: string;
}

export class ResumeReaderRequest {
  /** As the list of readers gives it. */
  @Text({ max: 200 })
  reader!: string;

  @IsIn(['retry', 'skip'])
  decision!: 'retry' | 'skip';

  /** Why the item is left out; only and always with `skip`. */
  @ValidateIf(({ decision, reason }: ResumeReaderRequest) => decision === 'skip' || reason !== undefined)
  @Text({ max: MAX_REASON })
  reason?: string;
}
