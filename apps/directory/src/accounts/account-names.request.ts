import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsUUID } from 'class-validator';

/** Accounts asked for at once. */
const MAX_NAMES = 100;

export class AccountNamesQuery {
  /** Account ids; the parameter may be given several times. */
  @Transform(({ value }: { value: unknown }) => [value].flat())
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_NAMES)
  @IsUUID('all', { each: true })
  account!: string[];
}
