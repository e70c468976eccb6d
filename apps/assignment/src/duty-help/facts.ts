import type { CustodyKind, DutyHelpKind, DutyHelpPlace, ProcedureStage, SpokenLanguage } from '@xiezhi/contracts';
import type { FieldError, JsonObject } from '@xiezhi/eventsourcing';
import { cite, formatBasis, millisOf, stagesOf, type CaseAgencyKind } from '@xiezhi/legal-policy';

/** What an application for legal help (法律帮助申请表, 文书格式23) says that names nobody. */
export interface DutyHelpFacts extends JsonObject {
  /** Case number (案号), where there is one yet. */
  readonly caseNumber?: string;
  /** Suspected offence (案由). */
  readonly offence: string;
  readonly stage: ProcedureStage;
  readonly custody: CustodyKind;
  /** Where the person asks, and where the duty lawyer sits (法律援助工作站). */
  readonly placeKind: DutyHelpPlace;
  readonly place: string;
  readonly language: SpokenLanguage;
  readonly interpreterNeeded: boolean;
  /** What the person asks for; none in particular when empty. */
  readonly wanted: readonly DutyHelpKind[];
  /** When the person asked (约见值班律师): C16 starts. */
  readonly requestedAt: string;
}

/** The suspect or defendant who asks (犯罪嫌疑人、被告人). Sealed under the person's own key. */
export interface HelpedPerson extends JsonObject {
  readonly name: string;
  /** Local date `YYYY-MM-DD`. */
  readonly birthDate?: string;
  readonly gender?: 'male' | 'female';
  readonly idNumber?: string;
  readonly residence?: string;
  /** Where in the place the person is held. */
  readonly custodyPlace?: string;
}

/** Who answers for the request at the organ (承办人、管教民警). Sealed under a key of their own. */
export interface HelpContact extends JsonObject {
  readonly name: string;
  readonly phone: string;
}

const STAGE_BASIS = formatBasis(cite('criminal_procedure_law', '36'));

/** What is wrong with a request for help in itself, field by field; what is merely late is accepted. */
export function faultsOf({ stage, requestedAt }: DutyHelpFacts, organKind: CaseAgencyKind, now: string): readonly FieldError[] {
  const faults: FieldError[] = [];
  if (!stagesOf(organKind).includes(stage)) {
    faults.push({
      path: 'stage',
      code: 'duty_help.stage_not_of_organ',
      detail: `该诉讼阶段不由本机关办理。This stage is not conducted by your organ.(${STAGE_BASIS})`,
    });
  }
  if (stage === 'compulsory_treatment') {
    faults.push({
      path: 'stage',
      code: 'duty_help.not_of_stage',
      detail: `强制医疗案件应当通知指派律师,不适用值班律师法律帮助。In compulsory treatment a lawyer must be asked for instead.(${formatBasis(cite('legal_aid_law', '28'))})`,
    });
  }
  if (millisOf(requestedAt) > millisOf(now)) {
    faults.push({
      path: 'requestedAt',
      code: 'duty_help.requested_in_the_future',
      detail: '提出时间晚于现在,请核对。The person cannot have asked later than now; check the time.',
    });
  }
  return faults;
}
