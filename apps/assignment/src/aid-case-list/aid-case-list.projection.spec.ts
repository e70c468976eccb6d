import type { RecordedEvent } from '@xiezhi/eventsourcing';
import { recorded, specOfProjection } from '@xiezhi/eventsourcing/testing';
import type { AidCaseCommand } from '../aid-case/aid-case.js';
import {
  assign,
  ASSIGN_BY,
  ASSIGNED_AT,
  atWork,
  command,
  conclude,
  course,
  FILE,
  grant,
  hearing,
  HEARING_AT,
  LAST,
  LATER,
  LAWYER_ID,
  LETTER,
  PERSON_ID,
  SIGN_BY,
  terminate,
} from '../aid-case/testing.js';
import { caseDates } from '../case-dates/case-dates.projection.js';
import { caseLawyers } from '../case-lawyers/case-lawyers.projection.js';
import { retainedMatters } from '../retained-matters/retained-matters.projection.js';
import { aidCaseList } from './aid-case-list.projection.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-0000000a1d10';
const matter = (...commands: readonly AidCaseCommand[]): readonly RecordedEvent[] => recorded(`aid-case-${ID}`, course(...commands));
const twice = (events: readonly RecordedEvent[]): readonly RecordedEvent[] => events.flatMap((event) => [event, event]);
const file = command('SubmitFile', { items: [...FILE] }, LAST);
const accept = command('AcceptFile', {}, LAST);
const overturned = [
  terminate,
  command('RecordObjection', { filedAt: LAST, reason: '没有要求过' }, LAST),
  command('DecideObjection', { decidedAt: LAST, outcome: 'corrected' }, LAST),
] as const;

describe('the list', () => {
  const spec = specOfProjection(aidCaseList);

  it('shows what waits for a lawyer until C23 ends, and then until C24 does', () => {
    spec.given(twice(matter(grant()))).thenRowLike(ID, { status: 'received', open: true, due_at: ASSIGN_BY, lawyer_now: null });
    spec
      .given(twice(matter(grant(), assign())))
      .thenRowLike(ID, { status: 'assigned', due_at: SIGN_BY, lawyer_now: LAWYER_ID, letter_number: LETTER, assigned_at: ASSIGNED_AT });
  });

  it('leaves the case to its lawyer until the lawyer’s part ends', () => {
    spec.given(matter(...atWork(), terminate)).thenRowLike(ID, { status: 'terminated', lawyer_now: null, lawyers: [LAWYER_ID] });
    spec.given(matter(...atWork(), ...overturned)).thenRowLike(ID, { status: 'engaged', lawyer_now: LAWYER_ID, reason: null });
    spec
      .given(matter(...atWork(), conclude, file, accept))
      .thenRowLike(ID, { status: 'closed', open: false, lawyer_now: null, due_at: null });
  });

  it('forgets an erased recipient, and what the recipient was recognised by', () => {
    const erase = command('RecordPersonErased', { personId: PERSON_ID, erasedAt: LATER });
    spec.given(matter(...atWork(), erase)).thenRowLike(ID, { own_digests: [], opponent_digests: [], erased: [PERSON_ID] });
  });
});

describe('the calendar', () => {
  const spec = specOfProjection(caseDates);
  const HEARING = `${ID}:hearing`;

  it('has the end of each time limit while it runs', () => {
    spec.given(matter(grant())).thenRowLike(`${ID}:C23`, { clock: 'C23', holder: 'institution', organ: null, day: '2026-11-26' });
    spec.given(matter(grant(), assign())).thenNoRow(`${ID}:C23`);
    spec.given(matter(grant(), assign())).thenRowLike(`${ID}:C24`, { holder: 'unit', lawyer_id: LAWYER_ID, at: SIGN_BY });
  });

  it('has the hearing of whoever handles the case, until the matter is concluded', () => {
    spec.given(matter(...atWork(), hearing)).thenRowLike(HEARING, { kind: 'hearing', lawyer_id: LAWYER_ID, at: HEARING_AT });
    spec.given(matter(...atWork(), hearing, terminate)).thenRowLike(HEARING, { lawyer_id: null });
    spec.given(matter(...atWork(), hearing, ...overturned)).thenRowLike(HEARING, { lawyer_id: LAWYER_ID });
    spec.given(matter(...atWork(), hearing, conclude)).thenNoRow(HEARING);
  });
});

it('is kept from its end on, as its rule says', () => {
  const spec = specOfProjection(retainedMatters);
  spec
    .given(twice(matter(...atWork(), conclude, file, accept)))
    .thenRowLike(ID, { stage: 'kept', kind: 'completed', organ: null, ended_at: LAST });
  spec.given(matter(...atWork())).thenNoRow(ID);
});

it('counts among its lawyer’s hearings while the lawyer acts', () => {
  const spec = specOfProjection(caseLawyers);
  spec.given(matter(...atWork(), hearing)).thenRowLike(ID, { case_group: ID, lawyer_id: LAWYER_ID, lawyers: [LAWYER_ID] });
  spec.given(matter(...atWork(), hearing, conclude)).thenRowLike(ID, { lawyer_id: null, lawyers: [LAWYER_ID] });
});
