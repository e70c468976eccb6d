import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import type { DraftContent } from './notice-drafts.rows.js';

export class SaveDraftRequest {
  /** The notice as far as it is written, in the fields of a notice; nothing in it is checked before it is sent. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  content!: DraftContent;
}
