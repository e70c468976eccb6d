import {
  CUSTODY_KINDS,
  DUTY_HELP_CANCELLATIONS,
  DUTY_HELP_KINDS,
  DUTY_HELP_MODES,
  DUTY_HELP_PLACES,
  PROCEDURE_STAGES,
  SPOKEN_LANGUAGES,
  type CustodyKind,
  type DutyHelpCancellation,
  type DutyHelpKind,
  type DutyHelpMode,
  type DutyHelpPlace,
  type ProcedureStage,
  type SpokenLanguage,
} from '@xiezhi/contracts';
import { IsDivisionCode, IsInstant, Text } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsDefined, IsIn, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { ContactRequest, PersonRequest } from '../defence-request/notice.request.js';
import type { HelpBody } from './duty-help.handler.js';
import type { DutyHelpFacts } from './facts.js';

const codesOf = <Code extends string>(list: readonly { readonly code: Code }[]): Code[] => list.map(({ code }) => code);
const KINDS = codesOf(DUTY_HELP_KINDS);
const STAGES = codesOf(PROCEDURE_STAGES);
const CUSTODIES = codesOf(CUSTODY_KINDS);
const LANGUAGES = codesOf(SPOKEN_LANGUAGES);
const PLACES = codesOf(DUTY_HELP_PLACES);
const MODES = codesOf(DUTY_HELP_MODES);
const CANCELLATIONS = codesOf(DUTY_HELP_CANCELLATIONS);

/** An application for legal help (法律帮助申请表, 文书格式23). */
export class HelpRequest {
  /** Division (行政区划代码) whose institution runs the duty station. */
  @IsDivisionCode()
  division!: string;

  /** Case number (案号), where there is one yet. */
  @IsOptional()
  @Text({ max: 100 })
  caseNumber?: string;

  @Text({ max: 100 })
  offence!: string;

  @IsIn(STAGES)
  stage!: ProcedureStage;

  @IsIn(CUSTODIES)
  custody!: CustodyKind;

  @IsIn(PLACES)
  placeKind!: DutyHelpPlace;

  /** The place as the duty rota names it: whoever sits there now is told at once. */
  @Text({ max: 200 })
  place!: string;

  @IsIn(LANGUAGES)
  language: SpokenLanguage = 'zh';

  @IsBoolean()
  interpreterNeeded = false;

  @IsArray()
  @ArrayMaxSize(KINDS.length)
  @ArrayUnique()
  @IsIn(KINDS, { each: true })
  wanted: DutyHelpKind[] = [];

  /** When the person asked (提出时间): C16 starts. The time of sending when not given. */
  @IsOptional()
  @IsInstant()
  requestedAt?: string;

  @ValidateNested()
  @Type(() => PersonRequest)
  @IsDefined()
  person!: PersonRequest;

  @ValidateNested()
  @Type(() => ContactRequest)
  @IsDefined()
  contact!: ContactRequest;
}

export class NotifyLawyerRequest {
  @IsUUID()
  lawyerId!: string;
}

/** One help that was given (值班律师法律帮助情况登记表, 文书格式28). */
export class RecordHelpRequest {
  @IsIn(KINDS)
  kind!: DutyHelpKind;

  @IsIn(MODES)
  mode!: DutyHelpMode;

  @IsInstant()
  givenAt!: string;

  /** What was asked and advised. */
  @Text({ max: 2_000, lines: true })
  summary!: string;
}

export class AidApplicationRequest {
  /** When the person applied to the duty lawyer: C04 starts. */
  @IsInstant()
  appliedAt!: string;
}

export class CancelHelpRequest {
  @IsIn(CANCELLATIONS)
  reason!: DutyHelpCancellation;
}

const given = <T extends object>(values: { readonly [Key in keyof T]: T[Key] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** The request as the rules take it. */
export function helpBody(request: HelpRequest, now: string): HelpBody {
  const { caseNumber, offence, stage, custody, placeKind, place, language, interpreterNeeded, wanted } = request;
  const requestedAt = request.requestedAt === undefined ? now : new Date(request.requestedAt).toISOString();
  const { name, birthDate, gender, idNumber, residence, custodyPlace } = request.person;
  return {
    facts: given<DutyHelpFacts>({
      caseNumber,
      offence,
      stage,
      custody,
      placeKind,
      place,
      language,
      interpreterNeeded,
      wanted,
      requestedAt,
    }),
    person: given({ name, birthDate, gender, idNumber, residence, custodyPlace }),
    contact: { name: request.contact.name, phone: request.contact.phone },
  };
}
