import { ERASURE_GROUNDS, type ErasureGround } from '@xiezhi/contracts';
import { IsIn, Matches } from 'class-validator';

const GROUNDS = ERASURE_GROUNDS.map(({ code }) => code);

/** 文号, such as 藏司个保〔2026〕1号: nothing else, so that no name gets into what is kept. */
const DECISION = /^[\p{Script=Han}]{1,12}〔\d{4}〕第?\d{1,6}号$/u;

export class EraseRequest {
  @IsIn(GROUNDS)
  ground!: ErasureGround;

  /** Number (文号) of the written decision. */
  @Matches(DECISION)
  decision!: string;
}
