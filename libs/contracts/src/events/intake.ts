import { AID_CAUSES, AID_FORMS, AID_MATTER_KINDS, type AidCause, type AidForm, type AidMatterKind } from '../aid-case.js';
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '../procedure.js';
import { objectOf, part, sealed, type Contract } from './contract.js';

/** The stream that an application's personal fields are sealed for: `<APPLICATION_STREAM>-<applicationId>`. */
export const APPLICATION_STREAM = 'application';

/** The recipient (受援人) as `applicant` holds one, in clear. */
export interface AidRecipient {
  readonly name: string;
  /** Local date `YYYY-MM-DD`. */
  readonly birthDate?: string;
  readonly gender?: 'male' | 'female';
  readonly idNumber?: string;
  readonly residence?: string;
  readonly phone?: string;
}

/** What is written of people beside the recipient, as `particulars` holds it, in clear. */
export interface AidParticulars {
  /** The other side (对方当事人). */
  readonly opponents: readonly { readonly name: string; readonly idNumber?: string }[];
  /** What the recipient wishes of the lawyer (特殊要求). */
  readonly wishes?: string;
}

/** Aid was granted (给予法律援助决定): the institution has three days to assign. Told once for a decision. */
export interface ApplicationGrantedV1 {
  readonly applicationId: string;
  /** Number of the application (援申字) and of the decision (援决字). */
  readonly applicationNumber: string;
  readonly decisionNumber: string;
  readonly institution: string;
  readonly division: string;
  readonly kind: AidMatterKind;
  readonly cause: AidCause;
  /** Cause of action (案由) in words; names nobody. */
  readonly causeText: string;
  readonly form: AidForm;
  /** Who decides the dispute (受理机关), and its case number, where there are any yet. */
  readonly venue?: string;
  readonly caseNumber?: string;
  readonly language: SpokenLanguage;
  readonly interpreterNeeded: boolean;
  /** The recipient suffered domestic violence, abuse or abandonment: nobody is pressed to settle with who did it. */
  readonly domesticViolence: boolean;
  /** Of a defence on application: life imprisonment or death may be imposed. */
  readonly lifeOrDeath: boolean;
  readonly minor: boolean;
  readonly lawyerGender?: 'female' | 'male';
  readonly personId: string;
  /** `AidRecipient`, sealed under `personId`. */
  readonly applicant: unknown;
  /** `AidParticulars`, sealed under `personId`. */
  readonly particulars?: unknown;
  /** Keyed digests by which parties of one dispute are recognised, and which nobody can turn back into names. */
  readonly ownDigests: readonly string[];
  readonly opponentDigests: readonly string[];
  /** The day's instant of the decision: C23 runs from it. */
  readonly grantedAt: string;
}

const PERSON = '0192f3c4-5a6b-7c7d-8e0f-0000000a1d01';
const digests = { type: 'array', items: { type: 'string', pattern: '^[0-9a-f]{64}$' } } as const;
const codes = (list: readonly { readonly code: string }[]) => ({ type: 'string', enum: list.map(({ code }) => code) }) as const;

export const applicationGranted: Contract<ApplicationGrantedV1> = {
  type: 'intake.application-granted.v1',
  description: {
    zh: '决定给予法律援助',
    en: 'Aid was granted on an application; the institution is to assign a lawyer within three days (C23).',
  },
  schema: objectOf(
    {
      applicationId: part.id,
      applicationNumber: part.text,
      decisionNumber: part.text,
      institution: part.code,
      division: part.division,
      kind: codes(AID_MATTER_KINDS),
      cause: codes(AID_CAUSES),
      causeText: part.text,
      form: codes(AID_FORMS),
      venue: part.text,
      caseNumber: part.text,
      language: codes(SPOKEN_LANGUAGES),
      interpreterNeeded: { type: 'boolean' },
      domesticViolence: { type: 'boolean' },
      lifeOrDeath: { type: 'boolean' },
      minor: { type: 'boolean' },
      lawyerGender: { type: 'string', enum: ['female', 'male'] },
      personId: part.id,
      applicant: sealed,
      particulars: sealed,
      ownDigests: digests,
      opponentDigests: digests,
      grantedAt: part.instant,
    },
    ['venue', 'caseNumber', 'lawyerGender', 'particulars'],
  ),
  example: {
    applicationId: '0192f3c4-5a6b-8c7d-9e0f-0000000a1d02',
    applicationNumber: '拉萨援申字〔2026〕第8号',
    decisionNumber: '拉萨援决字〔2026〕第7号',
    institution: 'institution-540100',
    division: '540100',
    kind: 'civil',
    cause: 'labour',
    causeText: '追索劳动报酬纠纷',
    form: 'litigation',
    venue: '拉萨市城关区人民法院',
    language: 'bo',
    interpreterNeeded: true,
    domesticViolence: false,
    lifeOrDeath: false,
    minor: false,
    personId: PERSON,
    applicant: { $sealed: { person: PERSON, alg: 'A256GCM', value: 'c2VhbGVkLWZvci10aGUtZXhhbXBsZS1vbmx5LW5vdC1vcGVuYWJsZQ==' } },
    ownDigests: [],
    opponentDigests: [],
    grantedAt: '2026-11-23T02:00:00.000Z',
  },
};
