import { createCalendar } from '@xiezhi/legal-policy';
import type { DutyHelpCommand, DutyHelpEvent, DutyLawyer, HelpParties } from './duty-help.js';
import type { DutyHelpFacts } from './facts.js';

/** Named examples for specs: one request for help, its parties and lawyers. All people are made up. */
export const calendar = createCalendar({ version: 'examples' });

export const parties: HelpParties = {
  organ: 'police-540100',
  organKind: 'police',
  institution: 'institution-540100',
  division: '540100',
};

/** Tuesday 2026-11-24 in Lhasa: asked at 09:30, told to the platform at 10:00; C16 ends with 09:30 of the next day. */
export const ASKED_AT = '2026-11-24T01:30:00.000Z';
export const RECEIVED_AT = '2026-11-24T02:00:00.000Z';
export const TELL_BY = '2026-11-25T01:30:00.000Z';
export const LATER = '2026-11-24T06:00:00.000Z';
export const PASS_ON_BY = '2026-11-25T06:00:00.000Z';
export const TOO_LATE = '2026-11-25T07:00:00.000Z';

export const facts: DutyHelpFacts = {
  caseNumber: '藏公刑立字〔2026〕88号',
  offence: '盗窃罪',
  stage: 'investigation',
  custody: 'detained',
  placeKind: 'detention_centre',
  place: '拉萨市看守所',
  language: 'bo',
  interpreterNeeded: true,
  wanted: ['consultation'],
  requestedAt: ASKED_AT,
};
export const PERSON_ID = '0192f3c4-5a6b-7c7d-8e0f-000000000011';
export const CONTACT_ID = '0192f3c4-5a6b-7c7d-8e0f-000000000012';
export const LAWYER_ID = '0192f3c4-5a6b-7c7d-8e0f-0000000000aa';
export const OTHER_LAWYER_ID = '0192f3c4-5a6b-7c7d-8e0f-0000000000bb';
export const SHIFT_ID = '0192f3c4-5a6b-8c7d-9e0f-112233445599';

const people = {
  personId: PERSON_ID,
  contactId: CONTACT_ID,
  person: { name: '扎西某某 བཀྲ་ཤིས།', custodyPlace: '二监区' },
  contact: { name: '管教某某', phone: '0891-0000000' },
};

export const onDuty: DutyLawyer = { id: LAWYER_ID, status: 'active', shiftId: SHIFT_ID };

export const ask = (changes: Partial<DutyHelpFacts> = {}, lawyer: DutyLawyer | null = null, at = RECEIVED_AT): DutyHelpCommand => ({
  type: 'RequestHelp',
  data: { at, calendar, parties, facts: { ...facts, ...changes }, ...people, lawyer },
});

export const requested: DutyHelpEvent = { type: 'DutyHelpRequested', data: { parties, facts, ...people, receivedAt: RECEIVED_AT } };
export const tellClock = {
  id: 'C16',
  startedAt: ASKED_AT,
  dueAt: TELL_BY,
  provisional: false,
  basis: '《公安机关办理刑事案件程序规定（2020修正）》第49条',
};
export const tellStarted: DutyHelpEvent = {
  type: 'ClockStarted',
  data: {
    parties,
    dutyId: 'C16',
    clock: tellClock,
    holder: { kind: 'custody_place', agency: parties.organ },
    owedTo: { kind: 'defendant' },
  },
};
export const notified: DutyHelpEvent = {
  type: 'DutyLawyerNotified',
  data: { parties, lawyerId: LAWYER_ID, notifiedAt: RECEIVED_AT, chosenBy: 'rota', shiftId: SHIFT_ID },
};
export const tellStopped: DutyHelpEvent = {
  type: 'ClockStopped',
  data: { parties, dutyId: 'C16', clock: tellClock, stoppedAt: RECEIVED_AT, outcome: 'met', onTime: true },
};
export const tellBreached: DutyHelpEvent = {
  type: 'ClockBreached',
  data: { parties, dutyId: 'C16', clock: tellClock, breachedAt: TELL_BY, noticedAt: TELL_BY, late: false },
};
/** Asked, and nobody told. */
export const waiting: readonly DutyHelpEvent[] = [requested, tellStarted];
/** Asked, and the lawyer on duty told with the same append. */
export const told: readonly DutyHelpEvent[] = [...waiting, notified, tellStopped];

export const help = (changes: object = {}): DutyHelpCommand => ({
  type: 'RecordHelp',
  data: { at: LATER, helpId: SHIFT_ID, kind: 'consultation', mode: 'meeting', givenAt: LATER, summary: '解答认罪认罚从宽制度', ...changes },
});
export const given: DutyHelpEvent = {
  type: 'HelpGiven',
  data: {
    parties,
    helpId: SHIFT_ID,
    lawyerId: LAWYER_ID,
    personId: PERSON_ID,
    kind: 'consultation',
    mode: 'meeting',
    givenAt: LATER,
    recordedAt: LATER,
    summary: '解答认罪认罚从宽制度',
  },
};
export const applied: DutyHelpEvent = { type: 'AidApplicationMade', data: { parties, lawyerId: LAWYER_ID, appliedAt: LATER } };
export const passOnClock = {
  id: 'C04',
  startedAt: LATER,
  dueAt: PASS_ON_BY,
  provisional: false,
  basis: '《法律援助法》第39条第2款',
};
export const passOnStarted: DutyHelpEvent = {
  type: 'ClockStarted',
  data: {
    parties,
    dutyId: 'C04',
    clock: passOnClock,
    holder: { kind: 'duty_lawyer', lawyerId: LAWYER_ID },
    owedTo: { kind: 'defendant' },
  },
};
export const passedOn: DutyHelpEvent = { type: 'AidApplicationPassedOn', data: { parties, lawyerId: LAWYER_ID, passedOnAt: LATER } };
export const concluded: DutyHelpEvent = {
  type: 'DutyHelpConcluded',
  data: { parties, lawyerId: LAWYER_ID, concludedAt: LATER, helps: 1 },
};
export const cancelled: DutyHelpEvent = { type: 'DutyHelpCancelled', data: { parties, cancelledAt: LATER, reason: 'own_lawyer' } };
export const erased: DutyHelpEvent = { type: 'PersonErased', data: { parties, personId: PERSON_ID, erasedAt: LATER } };
