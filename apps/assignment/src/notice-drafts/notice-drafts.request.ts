import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import type { DraftContent } from './notice-drafts.rows.js';

export class SaveDraftRequest {
  /**
   * What is written as far as it is written, in the fields of a notice, or of a discovery with `form: 'discovery'`; the notice of a recorded
   * discovery names it as `requestId`. Nothing in it is checked before it is sent.
   */
  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  content!: DraftContent;
}
