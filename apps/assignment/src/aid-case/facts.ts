import {
  AID_MATTER_KINDS,
  type AidCause,
  type AidForm,
  type AidMatterKind,
  type AidParticulars,
  type AidRecipient,
  type SpokenLanguage,
} from '@xiezhi/contracts';
import type { FieldError, JsonObject } from '@xiezhi/eventsourcing';

/** What a grant (给予法律援助决定) says that names nobody, as it is written. */
export interface GrantFacts extends JsonObject {
  /** The application that was granted here; a decision that came on paper has only its numbers. */
  readonly applicationId?: string;
  readonly applicationNumber: string;
  readonly decisionNumber: string;
  readonly kind: AidMatterKind;
  readonly cause: AidCause;
  /** Cause of action (案由) in words. */
  readonly causeText: string;
  readonly form: AidForm;
  /** Who decides the dispute (受理机关), and its case number, where there are any yet. */
  readonly venue?: string;
  readonly caseNumber?: string;
  readonly language: SpokenLanguage;
  readonly interpreterNeeded: boolean;
  /** Who suffered violence at home is not pressed to settle with who did it (反家庭暴力法). */
  readonly domesticViolence: boolean;
  readonly lifeOrDeath: boolean;
  readonly minor: boolean;
  readonly lawyerGender?: 'female' | 'male';
  /** When aid was granted: C23 runs from it. */
  readonly grantedAt: string;
}

/** The same, with the keyed digests by which the parties of one dispute are recognised. */
export interface AidCaseFacts extends GrantFacts {
  readonly ownDigests: readonly string[];
  readonly opponentDigests: readonly string[];
}

/** The recipient (受援人). Sealed under the person's own key. */
export type Recipient = AidRecipient & JsonObject;
/** What is written of people beside the recipient: sealed with the recipient. */
export type Particulars = AidParticulars & JsonObject;

/** True where a dispute may be mediated: never a criminal defence. */
export const isMediable = ({ kind }: Pick<AidCaseFacts, 'kind'>): boolean =>
  AID_MATTER_KINDS.some(({ code, mediable }) => code === kind && mediable);

/** What is wrong with a grant that an officer records, field by field. */
export function faultsOf({ kind, form, cause, lifeOrDeath, grantedAt }: AidCaseFacts, now: string): readonly FieldError[] {
  const faults: FieldError[] = [];
  const defends = kind === 'criminal_defence';
  if (defends !== (form === 'defence')) {
    const detail =
      '刑事辩护案件的援助形式为刑事辩护,其他案件不得选用。The form “defence” goes with a criminal defence, and with nothing else.';
    faults.push({ path: 'form', code: 'aid_case.form_not_of_kind', detail });
  }
  if (defends !== (cause === 'defence')) {
    const detail =
      '刑事辩护案件的事项为刑事辩护,其他案件不得选用。The matter “defence” goes with a criminal defence, and with nothing else.';
    faults.push({ path: 'cause', code: 'aid_case.cause_not_of_kind', detail });
  }
  if (lifeOrDeath && !defends) {
    const detail = '只有刑事辩护案件可能被判处无期徒刑、死刑。Only in a defence can life imprisonment or death be imposed.';
    faults.push({ path: 'lifeOrDeath', code: 'aid_case.not_a_defence', detail });
  }
  if (grantedAt > now) {
    const detail = '决定时间晚于现在,请核对。The decision lies in the future; check its date.';
    faults.push({ path: 'grantedAt', code: 'aid_case.granted_in_the_future', detail });
  }
  return faults;
}
