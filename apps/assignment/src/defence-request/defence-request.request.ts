import { IsInstant, Text } from '@xiezhi/service';
import { IsUUID } from 'class-validator';

export class ReasonRequest {
  @Text({ max: 2_000, lines: true })
  reason!: string;
}

export class ReturnRequest {
  /** Everything that is missing, at once (一次性告知). */
  @Text({ max: 2_000, lines: true })
  missing!: string;
}

export class TransferRequest extends ReasonRequest {
  /** Code of the institution that has jurisdiction. */
  @Text({ max: 100 })
  to!: string;
}

export class AssignRequest {
  @IsUUID()
  lawyerId!: string;
}

export class ServiceRequest {
  /** When the letter was handed over, as the receipt (送达回证) says. */
  @IsInstant()
  servedAt!: string;
}

/** What a command answers: the request, its revision (also as ETag), and the log position to read behind. */
export class CommandAnswer {
  id!: string;
  revision!: number;
  /** Give it to a query as `after` to read your own write; `null` when nothing changed. */
  position!: string | null;
  /** True when the command had been carried out before under the same Idempotency-Key. */
  replayed!: boolean;
}
