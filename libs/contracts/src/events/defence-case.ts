import { CHANGE_REASONS, REQUEST_RELATIONS, RETURN_REASONS, STAGE_OUTCOMES, TERMINATION_GROUNDS } from '../case-codes.js';
import type { ChangeReason, RequestRelation, ReturnReason, StageOutcome, TerminationGround } from '../case-codes.js';
import { CUSTODY_KINDS, type CustodyKind } from '../procedure.js';
import { EXAMPLE_REQUEST, requestRef, type DefenceRequestRef } from './assignment.js';
import { clock, objectOf, part, type Contract, type JsonSchema, type PublicClock } from './contract.js';

/** A code of one of the lists that both sides know. */
const oneOf = (list: readonly { readonly code: string }[]): JsonSchema => ({ type: 'string', enum: list.map(({ code }) => code) });
const flag: JsonSchema = { type: 'boolean' };
const EXAMPLE_AT = '2026-11-25T03:00:00.000Z';
const EXAMPLE_LAWYER = '0192f3c4-5a6b-7c7d-8e0f-0000000000aa';
const EXAMPLE_CLOCK: PublicClock = {
  id: 'C32',
  startedAt: EXAMPLE_AT,
  dueAt: '2026-12-25T16:00:00.000Z',
  provisional: false,
  basis: '《办理法律援助案件程序规定》',
};

/** A fact of the course of a defence (辩护过程); nobody is named. */
function fact<Fields extends object>(
  name: string,
  description: Contract<Fields>['description'],
  properties: Readonly<Record<keyof Fields & string, JsonSchema>>,
  example: Fields,
  optional: readonly (keyof Fields & string)[] = [],
): Contract<DefenceRequestRef & Fields> {
  return {
    type: `assignment.${name}.v1`,
    description,
    schema: objectOf({ ...requestRef, ...properties }, optional),
    example: { ...EXAMPLE_REQUEST, ...example },
  };
}

export const defenceNeedDiscovered = fact<{ discoveredAt: string; stage: string; ground: string }>(
  'defence-need-discovered',
  {
    zh: '办案机关登记发现应当通知辩护的情形',
    en: 'The case agency recorded that a defender must be asked for, before it sent the notice.',
  },
  { discoveredAt: part.instant, stage: part.text, ground: part.text },
  { discoveredAt: EXAMPLE_AT, stage: 'first_instance', ground: 'minor' },
);

export const noticeReturned = fact<{ returnedAt: string; reasons: readonly ReturnReason[] }>(
  'notice-returned',
  { zh: '援助机构要求补正', en: 'The institution asked for what is missing.' },
  { returnedAt: part.instant, reasons: { type: 'array', items: oneOf(RETURN_REASONS) } },
  { returnedAt: EXAMPLE_AT, reasons: ['paper_missing'] },
);

export const noticeCorrected = fact<{ correctedAt: string }>(
  'notice-corrected',
  { zh: '办案机关已补正', en: 'The case agency corrected its notice.' },
  { correctedAt: part.instant },
  { correctedAt: EXAMPLE_AT },
);

export const engagementSigned = fact<{ signedAt: string; lawyerId: string }>(
  'engagement-signed',
  { zh: '已签订委托手续', en: 'The agreement and the power of attorney are signed.' },
  { signedAt: part.instant, lawyerId: part.id },
  { signedAt: EXAMPLE_AT, lawyerId: EXAMPLE_LAWYER },
);

export const firstMeetingHeld = fact<{ heldAt: string; lawyerId: string; consent: 'agreed' | 'refused' }>(
  'first-meeting-held',
  { zh: '律师已首次会见', en: 'The lawyer first met the person, who agreed to be defended or did not.' },
  { heldAt: part.instant, lawyerId: part.id, consent: { type: 'string', enum: ['agreed', 'refused'] } },
  { heldAt: EXAMPLE_AT, lawyerId: EXAMPLE_LAWYER, consent: 'agreed' },
);

export const assignedLawyerRefused = fact<{ refusedAt: string; lawyerId: string }>(
  'lawyer-refused',
  { zh: '当事人拒绝指派的律师', en: 'The person refused the lawyer; the case agency is to find out why.' },
  { refusedAt: part.instant, lawyerId: part.id },
  { refusedAt: EXAMPLE_AT, lawyerId: EXAMPLE_LAWYER },
);

export const refusalDecided = fact<{ decidedAt: string; accepted: boolean; lawyerId: string }>(
  'refusal-decided',
  { zh: '办案机关已查明拒绝理由', en: 'The case agency found the reason of the refusal good, or wanting.' },
  { decidedAt: part.instant, accepted: flag, lawyerId: part.id },
  { decidedAt: EXAMPLE_AT, accepted: true, lawyerId: EXAMPLE_LAWYER },
);

export const reassignmentRequested = fact<{ requestedAt: string; changes: number }>(
  'reassignment-requested',
  { zh: '办案机关另行通知指派', en: 'The case agency notified anew after a refusal; `changes` counts them in this stage.' },
  { requestedAt: part.instant, changes: { type: 'integer' } },
  { requestedAt: EXAMPLE_AT, changes: 1 },
);

export const lawyerChangeRequested = fact<{ requestedAt: string; reasonCode: ChangeReason }>(
  'lawyer-change-requested',
  { zh: '已提出更换律师', en: 'Another lawyer was asked for.' },
  { requestedAt: part.instant, reasonCode: oneOf(CHANGE_REASONS) },
  { requestedAt: EXAMPLE_AT, reasonCode: 'language' },
);

export const lawyerChangeDeclined = fact<{ declinedAt: string }>(
  'lawyer-change-declined',
  { zh: '援助机构决定不予更换律师', en: 'The institution declined to change the lawyer.' },
  { declinedAt: part.instant },
  { declinedAt: EXAMPLE_AT },
);

export const lawyerReplaced = fact<{ replacedAt: string; lawyerId: string; previousLawyerId: string; reasonCode: ChangeReason }>(
  'lawyer-replaced',
  { zh: '已更换律师', en: 'Another lawyer has the case; the case agency is told by `assignment.lawyer-assigned.v1` as with the first.' },
  { replacedAt: part.instant, lawyerId: part.id, previousLawyerId: part.id, reasonCode: oneOf(CHANGE_REASONS) },
  {
    replacedAt: EXAMPLE_AT,
    lawyerId: EXAMPLE_LAWYER,
    previousLawyerId: '0192f3c4-5a6b-7c7d-8e0f-0000000000bb',
    reasonCode: 'illness_or_absence',
  },
);

export const hearingRescheduled = fact<{ hearingAt: string; toldAt: string; preparationShort?: boolean }>(
  'hearing-rescheduled',
  { zh: '开庭时间已变更', en: 'The hearing was moved; `preparationShort`: it leaves a new defender less than fifteen days.' },
  { hearingAt: part.instant, toldAt: part.instant, preparationShort: flag },
  { hearingAt: '2027-01-15T01:30:00.000Z', toldAt: EXAMPLE_AT },
  ['preparationShort'],
);

export const custodyMoved = fact<{ custody: CustodyKind; movedAt: string }>(
  'custody-moved',
  { zh: '强制措施或者羁押场所已变更', en: 'The person is held otherwise, or elsewhere.' },
  { custody: oneOf(CUSTODY_KINDS), movedAt: part.instant },
  { custody: 'arrested', movedAt: EXAMPLE_AT },
);

export const stageConcluded = fact<{ concludedAt: string; outcome: StageOutcome; lawyerId: string }>(
  'stage-concluded',
  { zh: '本阶段已办结', en: 'The stage is over; the file is due.' },
  { concludedAt: part.instant, outcome: oneOf(STAGE_OUTCOMES), lawyerId: part.id },
  { concludedAt: EXAMPLE_AT, outcome: 'judgment', lawyerId: EXAMPLE_LAWYER },
);

export const caseFileSubmitted = fact<{ submittedAt: string; lawyerId: string }>(
  'case-file-submitted',
  { zh: '律师已提交立卷材料', en: 'The lawyer handed in the file.' },
  { submittedAt: part.instant, lawyerId: part.id },
  { submittedAt: EXAMPLE_AT, lawyerId: EXAMPLE_LAWYER },
);

export const caseFileReturned = fact<{ returnedAt: string; lawyerId: string }>(
  'case-file-returned',
  { zh: '案卷退回补充', en: 'The institution gave the file back.' },
  { returnedAt: part.instant, lawyerId: part.id },
  { returnedAt: EXAMPLE_AT, lawyerId: EXAMPLE_LAWYER },
);

/** What a subsidy is worked out from. */
export const caseFileAccepted = fact<{ acceptedAt: string; lawyerId: string; stage: string; ground: string; concludedAt: string }>(
  'case-file-accepted',
  { zh: '案卷审查合格,补贴事项成立', en: 'The file was accepted: the case is closed, and a subsidy may be worked out.' },
  { acceptedAt: part.instant, lawyerId: part.id, stage: part.text, ground: part.text, concludedAt: part.instant },
  { acceptedAt: '2026-12-20T03:00:00.000Z', lawyerId: EXAMPLE_LAWYER, stage: 'first_instance', ground: 'minor', concludedAt: EXAMPLE_AT },
);

export const aidTerminated = fact<{ terminatedAt: string; ground: TerminationGround; lawyerId?: string }>(
  'aid-terminated',
  { zh: '已决定终止法律援助', en: 'Aid was terminated on a ground of Law Art 48; the decision is yet to be served.' },
  { terminatedAt: part.instant, ground: oneOf(TERMINATION_GROUNDS), lawyerId: part.id },
  { terminatedAt: EXAMPLE_AT, ground: 'own_lawyer', lawyerId: EXAMPLE_LAWYER },
  ['lawyerId'],
);

export const requestLinked = fact<{ to: string; relation: RequestRelation; linkedAt: string }>(
  'request-linked',
  {
    zh: '已与另一件通知关联',
    en: 'The request was found to have to do with another: a further stage, a duplicate, one that takes its place.',
  },
  { to: part.id, relation: oneOf(REQUEST_RELATIONS), linkedAt: part.instant },
  { to: '0192f3c4-5a6b-8c7d-9e0f-112233445588', relation: 'next_stage', linkedAt: EXAMPLE_AT },
);

/** Kinds of those who owe a duty, or to whom it is owed. */
const OWING = ['court', 'procuratorate', 'police', 'institution', 'lawyer', 'unit', 'defendant', 'recipient'] as const;
type Owing = (typeof OWING)[number];
const owing: JsonSchema = { type: 'string', enum: OWING };

export const dutyStarted = fact<{ dutyId: string; clock: PublicClock; holder: Owing; owedTo: Owing }>(
  'duty-started',
  {
    zh: '法定义务的期限开始计算',
    en: 'A statutory duty began; `dutyId` tells the runnings of one clock apart. The first C02 is told of by the request’s arrival.',
  },
  { dutyId: part.text, clock, holder: owing, owedTo: owing },
  { dutyId: 'C32', clock: EXAMPLE_CLOCK, holder: 'lawyer', owedTo: 'institution' },
);

export const dutyStopped = fact<{ dutyId: string; clock: PublicClock; stoppedAt: string; outcome: 'met' | 'lapsed'; onTime: boolean }>(
  'duty-stopped',
  { zh: '法定义务已履行或者不再需要履行', en: 'A statutory duty was done, or is owed no more.' },
  { dutyId: part.text, clock, stoppedAt: part.instant, outcome: { type: 'string', enum: ['met', 'lapsed'] }, onTime: flag },
  { dutyId: 'C32', clock: EXAMPLE_CLOCK, stoppedAt: '2026-12-20T03:00:00.000Z', outcome: 'met', onTime: true },
);

export const dutyWarned = fact<{ dutyId: string; clock: PublicClock; warnedAt: string }>(
  'duty-warned',
  { zh: '法定义务的期限将届满', en: 'The time of a statutory duty is about to end.' },
  { dutyId: part.text, clock, warnedAt: part.instant },
  { dutyId: 'C32', clock: EXAMPLE_CLOCK, warnedAt: '2026-12-24T16:00:00.000Z' },
);

/** Of every clock but C02, which has a contract of its own. */
export const dutyBreached = fact<{ dutyId: string; clock: PublicClock; breachedAt: string; late: boolean }>(
  'duty-breached',
  { zh: '法定义务的期限已过', en: 'The time of a statutory duty ran out; `late`: this was noticed some time after.' },
  { dutyId: part.text, clock, breachedAt: part.instant, late: flag },
  { dutyId: 'C32', clock: EXAMPLE_CLOCK, breachedAt: EXAMPLE_CLOCK.dueAt, late: false },
);
