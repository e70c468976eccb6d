import { ERASURE_GROUNDS, type ErasureGround } from '@xiezhi/contracts';
import { IsDocumentNumber } from '@xiezhi/service';
import { IsIn } from 'class-validator';

const GROUNDS = ERASURE_GROUNDS.map(({ code }) => code);

export class EraseRequest {
  @IsIn(GROUNDS)
  ground!: ErasureGround;

  /** Number (文号) of the written decision. */
  @IsDocumentNumber()
  decision!: string;
}
