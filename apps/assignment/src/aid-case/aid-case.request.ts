import {
  AID_CAUSES,
  AID_FORMS,
  AID_MATTER_KINDS,
  CONTACT_MODES,
  SPOKEN_LANGUAGES,
  type AidCause,
  type AidForm,
  type AidMatterKind,
  type ContactMode,
  type SpokenLanguage,
} from '@xiezhi/contracts';
import { IsInstant, IsLocalDate, Text } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsDefined, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { codesOf, given, instant } from '../defence-request/defence-request.request.js';
import type { GrantBody } from './aid-case.handler.js';
import type { GrantFacts, Recipient } from './facts.js';

const MAX_OPPONENTS = 20;
const GENDERS = ['female', 'male'] as const;

/** The recipient (受援人). */
export class RecipientRequest {
  @Text({ max: 100 })
  name!: string;

  /** Local date, `1980-05-01`. */
  @IsOptional()
  @IsLocalDate()
  birthDate?: string;

  @IsOptional()
  @IsIn(GENDERS)
  gender?: 'male' | 'female';

  @IsOptional()
  @Text({ max: 30 })
  idNumber?: string;

  @IsOptional()
  @Text({ max: 200 })
  residence?: string;

  @IsOptional()
  @Text({ max: 40 })
  phone?: string;
}

/** One of the other side (对方当事人). */
export class OpponentRequest {
  @Text({ max: 100 })
  name!: string;

  @IsOptional()
  @Text({ max: 30 })
  idNumber?: string;
}

/** A grant that was decided on paper (给予法律援助决定书, 文书格式9). */
export class GrantRequest {
  /** Number of the application (援申字). */
  @Text({ max: 60 })
  applicationNumber!: string;

  /** Number of the decision (援决字): one decision is one case. */
  @Text({ max: 60 })
  decisionNumber!: string;

  @IsIn(codesOf(AID_MATTER_KINDS))
  kind!: AidMatterKind;

  @IsIn(codesOf(AID_CAUSES))
  cause!: AidCause;

  /** Cause of action (案由) in words; names nobody. */
  @Text({ max: 100 })
  causeText!: string;

  @IsIn(codesOf(AID_FORMS))
  form!: AidForm;

  /** Who decides the dispute (受理机关), where there is one yet. */
  @IsOptional()
  @Text({ max: 100 })
  venue?: string;

  /** Case number (案号), where there is one yet. */
  @IsOptional()
  @Text({ max: 100 })
  caseNumber?: string;

  @IsIn(codesOf(SPOKEN_LANGUAGES))
  language: SpokenLanguage = 'zh';

  @IsBoolean()
  interpreterNeeded = false;

  /** The recipient suffered domestic violence, abuse or abandonment. */
  @IsBoolean()
  domesticViolence = false;

  /** Of a defence on application: life imprisonment or death may be imposed. */
  @IsBoolean()
  lifeOrDeath = false;

  @IsBoolean()
  minor = false;

  /** The gender of lawyer that the recipient asks for. */
  @IsOptional()
  @IsIn(GENDERS)
  lawyerGender?: 'male' | 'female';

  /** When aid was granted: the time to assign runs from it. */
  @IsInstant()
  grantedAt!: string;

  @ValidateNested()
  @Type(() => RecipientRequest)
  @IsDefined()
  recipient!: RecipientRequest;

  @IsArray()
  @ArrayMaxSize(MAX_OPPONENTS)
  @ValidateNested({ each: true })
  @Type(() => OpponentRequest)
  opponents: OpponentRequest[] = [];

  /** What the recipient wishes of the lawyer (特殊要求). */
  @IsOptional()
  @Text({ max: 1_000, lines: true })
  wishes?: string;
}

export class RecipientToldRequest {
  @IsInstant()
  toldAt!: string;

  @IsIn(codesOf(CONTACT_MODES))
  mode!: ContactMode;
}

/** The grant as the rules take it. */
export function grantBody(request: GrantRequest): GrantBody {
  const { applicationNumber, decisionNumber, kind, cause, causeText, form, venue, caseNumber, language, lawyerGender } = request;
  const { interpreterNeeded, domesticViolence, lifeOrDeath, minor, wishes } = request;
  const { name, birthDate, gender, idNumber, residence, phone } = request.recipient;
  const facts = {
    ...{ applicationNumber, decisionNumber, kind, cause, causeText, form, language },
    ...{ interpreterNeeded, lifeOrDeath, minor },
    // Whoever applies for this reason suffered it, whatever box was ticked.
    domesticViolence: domesticViolence || cause === 'domestic_violence',
    grantedAt: instant(request.grantedAt),
    ...given({ venue, caseNumber, lawyerGender }),
  };
  return {
    facts: facts as GrantFacts,
    recipient: { name, ...given({ birthDate, gender, idNumber, residence, phone }) } as Recipient,
    particulars: {
      opponents: request.opponents.map((opponent) => ({ name: opponent.name, ...given({ idNumber: opponent.idNumber }) })),
      ...given({ wishes }),
    } as GrantBody['particulars'],
  };
}
