import { IsUUID } from 'class-validator';

/** The other of two requests. */
export class OtherRequest {
  @IsUUID()
  other!: string;
}
