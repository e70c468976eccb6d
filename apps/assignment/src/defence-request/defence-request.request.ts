import { PROCEDURE_STAGES, RETURN_REASONS, type CodeEntry, type ProcedureStage, type ReturnReason } from '@xiezhi/contracts';
import { DEFENCE_GROUNDS, type DefenceGroundCode } from '@xiezhi/legal-policy';
import { ApiProperty } from '@nestjs/swagger';
import { IsDivisionCode, IsInstant, Text } from '@xiezhi/service';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';

/** The codes of a list, for a field that takes one of them. */
export const codesOf = <Code extends string>(list: readonly Pick<CodeEntry<Code>, 'code'>[]): Code[] => list.map(({ code }) => code);

/** An instant as it is stored: UTC, with milliseconds. */
export const instant = (given: string): string => new Date(given).toISOString();

/** Only what was given: an optional field that is left out is not there. */
export const given = <Fields extends object>(fields: Fields): { [Field in keyof Fields]?: Exclude<Fields[Field], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Field in keyof Fields]?: Exclude<Fields[Field], undefined>;
  };

export class ReasonRequest {
  @Text({ max: 2_000, lines: true })
  reason!: string;
}

export class ReturnRequest {
  /** Everything that is missing, at once (一次性告知). */
  @Text({ max: 2_000, lines: true })
  missing!: string;

  /** Why, coded. The time limit stops where the person or the offence is not known, and in cases that are not mandatory. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(RETURN_REASONS.length)
  @ArrayUnique()
  @IsIn(codesOf(RETURN_REASONS), { each: true })
  reasons?: ReturnReason[];
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

/** A situation in which a defender must be asked for, as it is found; nobody is named. */
export class DiscoveryRequest {
  /** Division (行政区划代码) whose institution will be asked. */
  @IsDivisionCode()
  division!: string;

  /** When it was found: the time to notify runs from here. */
  @IsInstant()
  discoveredAt!: string;

  /** Case number (案号). */
  @Text({ max: 100 })
  caseNumber!: string;

  @IsIn(codesOf(PROCEDURE_STAGES))
  stage!: ProcedureStage;

  @IsIn(codesOf(DEFENCE_GROUNDS))
  ground!: DefenceGroundCode;
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

/** What a notice waits for, before its institution has it. */
export class WaitsFor {
  /** `institution`: the directory has not told of the division's yet. */
  @ApiProperty({ enum: ['institution'] })
  fact!: 'institution';
  division!: string;
}

/** What sending a notice answers. */
export class SentAnswer extends CommandAnswer {
  /** There while the notice waits: it is kept, its time limits run, and it is sent on under this id by itself. */
  waitsFor?: WaitsFor;
}
