import { createCalendar } from '@xiezhi/legal-policy';
import { aidCase, type AidCaseCommand, type AidCaseEvent, type AidCaseState, type Parties } from './aid-case.js';
import type { Appointment, DataOf } from './commands.js';
import type { AidCaseFacts } from './facts.js';

/** Named examples for specs: one granted case, its parties and lawyers. All people are made up. */
export const calendar = createCalendar({ version: 'examples' });
export const parties: Parties = { institution: 'institution-540100', division: '540100' };

/** Monday 2026-11-23 10:00 in Lhasa: granted; C23 ends with Thursday. */
export const GRANTED_AT = '2026-11-23T02:00:00.000Z';
export const RECEIVED_AT = '2026-11-23T02:05:00.000Z';
export const ASSIGN_BY = '2026-11-26T16:00:00.000Z';
export const ASSIGNED_AT = '2026-11-24T03:00:00.000Z';
export const SIGN_BY = '2026-11-30T16:00:00.000Z';
export const SIGNED_AT = '2026-11-25T03:00:00.000Z';
export const LATER = '2026-12-01T03:00:00.000Z';
export const HEARING_AT = '2026-12-20T01:30:00.000Z';
export const CONCLUDED_AT = '2026-12-22T03:00:00.000Z';
export const LAST = '2026-12-23T03:00:00.000Z';

export const PERSON_ID = '0192f3c4-5a6b-7c7d-8e0f-0000000a1d01';
export const LAWYER_ID = '0192f3c4-5a6b-7c7d-8e0f-0000000000aa';
export const OTHER_LAWYER_ID = '0192f3c4-5a6b-7c7d-8e0f-0000000000bb';
export const LETTER = '拉萨援指字〔2026〕第1号';

export const facts: AidCaseFacts = {
  applicationNumber: '拉萨援申字〔2026〕第8号',
  decisionNumber: '拉萨援决字〔2026〕第7号',
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
  ownDigests: ['a'.repeat(64)],
  opponentDigests: ['b'.repeat(64)],
  grantedAt: GRANTED_AT,
};
const people = {
  personId: PERSON_ID,
  recipient: { name: '卓玛某某 སྒྲོལ་མ།', phone: '139-0000-0000' },
  particulars: { opponents: [{ name: '某某建筑公司' }], wishes: '希望律师会讲藏语' },
};

/** A command with the instant and the working days. */
export const command = <Type extends AidCaseCommand['type']>(
  type: Type,
  data: Omit<DataOf<Type>, 'at' | 'calendar' | 'warningHours'>,
  at = LATER,
): AidCaseCommand => ({ type, data: { at, calendar, ...data } }) as unknown as AidCaseCommand;

export const grant = (changes: Partial<AidCaseFacts> = {}, source: 'intake' | 'paper' = 'paper', at = RECEIVED_AT): AidCaseCommand =>
  command('ReceiveGrant', { parties, facts: { ...facts, ...changes }, ...people, source }, at);

export const lawyer = { id: LAWYER_ID, status: 'active', criminalDefenceYears: 0, minorsTrained: false, divisions: ['540100'] } as const;
export const appointment = (changes: Partial<Appointment> = {}): Appointment => ({
  lawyer,
  conflictOfInterest: false,
  letterNumber: LETTER,
  ...changes,
});
export const assign = (changes: Partial<Appointment> = {}, at = ASSIGNED_AT): AidCaseCommand =>
  command('AssignPersonnel', appointment(changes), at);

/** What the rules make of these commands, one after the other. */
export function course(...commands: readonly AidCaseCommand[]): readonly AidCaseEvent[] {
  const events: AidCaseEvent[] = [];
  let state: AidCaseState = aidCase.decider.initial;
  for (const each of commands) {
    const next = aidCase.decider.decide(each, state);
    state = next.reduce((before, event) => aidCase.decider.evolve(before, event), state);
    events.push(...next);
  }
  return events;
}

export const sign = command('SignEngagement', { signedAt: SIGNED_AT });
/** Granted, assigned, and the agreement signed: the lawyer is at work. */
export const atWork = (changes: Partial<AidCaseFacts> = {}): readonly AidCaseCommand[] => [grant(changes), assign(), sign];
/** The whole file, or the reason why not all of it is there. */
export const FILE = [
  'assignment_notice',
  'engagement',
  'case_papers',
  'meeting_minutes',
  'opinion',
  'work_record',
  'closing_report',
] as const;
export const conclude = command('ConcludeMatter', { concludedAt: CONCLUDED_AT, outcome: 'judgment' }, LAST);
export const hearing = command('SetHearing', { hearingAt: HEARING_AT, hearingPlace: '第二法庭' });
export const terminate = command('TerminateAid', { ground: 'recipient_asked', reason: '本人要求终止' });

/** Matches events by what is said of them here, however much more they hold. */
export function like(expected: readonly unknown[]): readonly unknown[] {
  const matching = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(matching);
    if (typeof value !== 'object' || value === null) return value;
    return expect.objectContaining(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, matching(each)])));
  };
  return expected.map(matching);
}
