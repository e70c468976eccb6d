import { IsDivisionCode, IsInstant, IsLocalDate, Text } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsDefined, IsIn, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import {
  CUSTODY_KINDS,
  PROCEDURE_STAGES,
  SPOKEN_LANGUAGES,
  type CustodyKind,
  type ProcedureStage,
  type SpokenLanguage,
} from '@xiezhi/contracts';
import { DEFENCE_GROUNDS, type DefenceGroundCode, type TrialProcedure } from '@xiezhi/legal-policy';
import { codesOf } from './defence-request.request.js';
import { needsOf, PAPERS, type Contact, type Papers, type Person, type WrittenFacts } from './notice.js';
import type { NoticeBody } from './notices.parts.js';

const GROUNDS = codesOf(DEFENCE_GROUNDS);
const STAGES = codesOf(PROCEDURE_STAGES);
const CUSTODIES = codesOf(CUSTODY_KINDS);
const LANGUAGES = codesOf(SPOKEN_LANGUAGES);
const PROCEDURES: readonly TrialProcedure[] = ['ordinary', 'summary', 'fast_track'];
const MAX_PAPERS = 50;

/** The suspect or defendant (犯罪嫌疑人、被告人). */
export class PersonRequest {
  @Text({ max: 100 })
  name!: string;

  /** Local date, `2009-05-01`. */
  @IsOptional()
  @IsLocalDate()
  birthDate?: string;

  @IsOptional()
  @IsIn(['male', 'female'])
  gender?: 'male' | 'female';

  @IsOptional()
  @Text({ max: 30 })
  idNumber?: string;

  @IsOptional()
  @Text({ max: 200 })
  residence?: string;

  /** Place of custody (羁押场所). */
  @IsOptional()
  @Text({ max: 200 })
  custodyPlace?: string;
}

/** Who answers for the case at the case agency (承办人). */
export class ContactRequest {
  @Text({ max: 100 })
  name!: string;

  @Text({ max: 40 })
  phone!: string;
}

/** One paper of the list (材料清单). */
export class PaperRequest {
  @IsIn(PAPERS)
  kind!: (typeof PAPERS)[number];

  @Text({ max: 200 })
  title!: string;
}

/** A notice for defence (通知辩护):司法解释 第49条, 司发通〔2013〕18号. */
export class NoticeRequest {
  /** Case number (案号). */
  @Text({ max: 100 })
  caseNumber!: string;

  /** Suspected offence or cause (案由). */
  @Text({ max: 100 })
  offence!: string;

  /** Ground (通知理由) under Law Art 25 or 28. */
  @IsIn(GROUNDS)
  ground!: DefenceGroundCode;

  /** For the ground "other by law": the provision relied on. */
  @IsOptional()
  @Text({ max: 200 })
  otherProvision?: string;

  /** For a death penalty review: the defendant applied for aid. */
  @IsOptional()
  @IsBoolean()
  appliedForAid?: boolean;

  @IsIn(STAGES)
  stage!: ProcedureStage;

  @IsIn(PROCEDURES)
  procedure: TrialProcedure = 'ordinary';

  @IsIn(CUSTODIES)
  custody!: CustodyKind;

  /** When the situation was found (发现时间): C01 starts. The time of sending when not given. */
  @IsOptional()
  @IsInstant()
  discoveredAt?: string;

  @IsOptional()
  @IsInstant()
  hearingAt?: string;

  @IsOptional()
  @Text({ max: 200 })
  hearingPlace?: string;

  @IsIn(LANGUAGES)
  language: SpokenLanguage = 'zh';

  @IsBoolean()
  interpreterNeeded = false;

  /** Life imprisonment or death may be imposed (可能被判处无期徒刑、死刑). */
  @IsBoolean()
  lifeOrDeath = false;

  @ValidateNested()
  @Type(() => PersonRequest)
  @IsDefined()
  person!: PersonRequest;

  @ValidateNested()
  @Type(() => ContactRequest)
  @IsDefined()
  contact!: ContactRequest;

  /** The reason in the agency's own words. */
  @IsOptional()
  @Text({ max: 2_000, lines: true })
  reason?: string;

  @IsArray()
  @ArrayMaxSize(MAX_PAPERS)
  @ValidateNested({ each: true })
  @Type(() => PaperRequest)
  papers: PaperRequest[] = [];
}

/** A new notice: where its institution is, and the sender's own code, if it says one, for a check. */
export class SendNoticeRequest extends NoticeRequest {
  /** Division (行政区划代码) whose institution shall act. */
  @IsDivisionCode()
  division!: string;

  /** The sending organ's code: only ever your own; may be left out. */
  @IsOptional()
  @Text({ max: 100 })
  organ?: string;

  /** The caller's draft that this is: deleted once the notice is sent. */
  @IsOptional()
  @IsUUID()
  draftId?: string;

  /**
   * Whether the notice may wait (先到通知) where the directory has not told of the division's institution yet: it is kept, `waitsFor` says so,
   * and it is sent on by itself. A form that people fill in says `false`, and is refused with `institution.unknown`.
   */
  @IsBoolean()
  mayWait = true;
}

/** Whose institution a notice would go to; the caller's own division when not given. */
export class NoticeChoicesQuery {
  @IsOptional()
  @IsDivisionCode()
  division?: string;
}

const given = <T extends object>(values: { readonly [Key in keyof T]: T[Key] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** The notice as the rules take it. */
export function noticeBody(request: NoticeRequest, now: string): NoticeBody {
  const { caseNumber, offence, ground, otherProvision, appliedForAid, stage, procedure, custody, hearingAt, hearingPlace, language } =
    request;
  const discoveredAt = request.discoveredAt ?? now;
  const needs = needsOf(ground, request.person.birthDate, discoveredAt);
  const facts = given<WrittenFacts>({
    caseNumber,
    offence,
    ground,
    stage,
    procedure,
    custody,
    hearingAt,
    hearingPlace,
    language,
    otherProvision,
    appliedForAid,
    interpreterNeeded: request.interpreterNeeded,
    lifeOrDeath: request.lifeOrDeath || needs.lifeOrDeath,
    minor: needs.minor,
    discoveredAt,
  });
  const { name, birthDate, gender, idNumber, residence, custodyPlace } = request.person;
  return {
    facts,
    person: given<Person>({ name, birthDate, gender, idNumber, residence, custodyPlace }),
    contact: given<Contact>({ name: request.contact.name, phone: request.contact.phone }),
    papers: given<Papers>({ reason: request.reason, list: request.papers.map(({ kind, title }) => ({ kind, title })) }),
  };
}
