import { MAX_CIRCLE, MAX_PETITIONS, type SensitiveReason } from '@xiezhi/contracts';
import { specOf } from '@xiezhi/eventsourcing/testing';
import { createCalendar } from '@xiezhi/legal-policy';
import type { SensitiveMatterCommand } from './commands.js';
import type { SensitiveMatterEvent } from './events.js';
import { sensitiveMatter } from './sensitive-matter.js';
import { AT, DUE, flagged, linked, of, OFFICER, parties, PERSON, reportDuty, stopped } from './testing.js';

const spec = specOf(sensitiveMatter);
/** An event of the type that holds these data among others. */
const like = (type: SensitiveMatterEvent['type'], data: object) => ({ type, data: expect.objectContaining(data) as unknown });
const calendar = createCalendar({ version: 'examples' });
const LATER = '2026-11-24T08:00:00.000Z';
const PETITION = '0192f3c4-5a6b-8c7d-9e0f-11223344e001';
const subject = { matterKind: 'defence-request', parties, personId: PERSON } as const;

const WARN_AT = '2026-11-24T14:00:00.000Z';
const flag = (reason: SensitiveReason = 'mass_matter', warningHours = 12): SensitiveMatterCommand => ({
  type: 'FlagMatter',
  data: { ...subject, at: AT, by: OFFICER, reason, text: '同村二十余人', calendar, reportHours: 24, warningHours },
});
const lift: SensitiveMatterCommand = { type: 'LiftFlag', data: { at: LATER, text: '已平息' } };
const circle = (...officers: readonly string[]): SensitiveMatterCommand => ({ type: 'SetCircle', data: { at: LATER, officers } });
const report = (reportedAt = LATER, reportedTo: string | null = null): SensitiveMatterCommand => ({
  type: 'ReportUpward',
  data: { at: LATER, reportedAt, text: '已书面报告市司法局', reportedTo },
});
const link = (petitionId = PETITION, number = '藏信〔2026〕12号'): SensitiveMatterCommand => ({
  type: 'LinkPetition',
  data: {
    ...subject,
    at: AT,
    petition: { petitionId, number, agency: '拉萨市信访局', receivedOn: '2026-11-20', state: 'registered' },
    text: '同一事项',
  },
});
const update = (petitionId = PETITION, state: 'registered' | 'answered' = 'answered'): SensitiveMatterCommand => ({
  type: 'UpdatePetition',
  data: { at: LATER, petitionId, state },
});
const unlink: SensitiveMatterCommand = { type: 'UnlinkPetition', data: { at: LATER, petitionId: PETITION, text: '不是同一事项' } };
const breach = (dutyId = 'C49'): SensitiveMatterCommand => ({ type: 'RecordBreach', data: { at: DUE, dutyId, late: false } });
const warn = (dutyId = 'C49'): SensitiveMatterCommand => ({ type: 'RecordWarning', data: { at: WARN_AT, dutyId } });
const warned: SensitiveMatterEvent = {
  type: 'ClockWarned',
  data: { ...of, dutyId: 'C49', clock: reportDuty.data.clock, warnedAt: WARN_AT },
};
const erase = (personId = PERSON): SensitiveMatterCommand => ({
  type: 'RecordPersonErased',
  data: { at: LATER, personId, erasedAt: LATER },
});
const erased: SensitiveMatterEvent = { type: 'PersonErased', data: { ...of, personId: PERSON, erasedAt: LATER } };
const lifted: SensitiveMatterEvent = { type: 'SensitiveFlagLifted', data: { ...of, personId: PERSON, liftedAt: LATER, text: '已平息' } };
const reported: SensitiveMatterEvent = {
  type: 'ReportedUpward',
  data: { ...of, personId: PERSON, reason: 'mass_matter', reportedAt: LATER, recordedAt: LATER, text: '已书面报告市司法局' },
};

describe('flagging a matter (敏感标注)', () => {
  it('says why and by whom, and starts the report that is owed upward', () => {
    spec
      .given()
      .when(flag())
      .thenLike(flagged(), like('ClockStarted', { dutyId: 'C49', clock: expect.objectContaining({ startedAt: AT, dueAt: DUE }) }));
  });
  it('warns before the report’s time ends, where a warning is wanted', () => {
    spec
      .given()
      .when(flag())
      .thenLike(flagged(), like('ClockStarted', { warnAt: WARN_AT }));
    const [, started] = sensitiveMatter.decider.decide(flag('mass_matter', 0), sensitiveMatter.decider.initial);
    expect(started).toMatchObject({ type: 'ClockStarted' });
    expect(started!.data).not.toHaveProperty('warnAt');
  });
  it('owes no report for what only has to be kept to few', () => {
    spec.given().when(flag('privacy')).then(flagged('privacy'));
  });
  it('is refused for one that is flagged, and for whom nothing can be written of any more', () => {
    spec.given(flagged(), reportDuty).when(flag()).thenRejected('sensitive_matter.already_flagged');
    spec.given(linked(PETITION), erased).when(flag()).thenRejected('sensitive_matter.person_erased');
  });
  it('owes a second report when it is flagged again', () => {
    spec
      .given(flagged(), reportDuty, lifted, stopped('lapsed', LATER))
      .when(flag('petition'))
      .thenLike(flagged('petition'), like('ClockStarted', { dutyId: 'C49.2' }));
  });
});

describe('lifting the flag (解除标注)', () => {
  it('ends the report that was owed', () => {
    spec.given(flagged(), reportDuty).when(lift).then(lifted, stopped('lapsed', LATER));
    spec.given(flagged('privacy')).when(lift).then(lifted);
  });
  it('is refused where there is none', () => {
    spec.given().when(lift).thenRejected('sensitive_matter.not_found');
    spec.given(linked(PETITION)).when(lift).thenRejected('sensitive_matter.not_flagged');
  });
});

describe('the circle of those who know (知悉范围)', () => {
  it('is set, each account once, and stays quiet when it is so already', () => {
    const set: SensitiveMatterEvent = { type: 'CircleSet', data: { ...of, officers: ['a', 'b'], setAt: LATER } };
    spec
      .given(flagged())
      .when(circle('a', 'b', 'a'))
      .then(set);
    spec.given(flagged()).when(circle(OFFICER)).then();
    spec.given(flagged(), set).when(circle('b', 'a')).then();
  });
  it('is bounded, and there is none of what is not flagged', () => {
    const many = Array.from({ length: MAX_CIRCLE + 1 }, (_, n) => `account-${n}`);
    spec
      .given(flagged())
      .when(circle(...many))
      .thenRejected('sensitive_matter.circle_too_big');
    spec.given(linked(PETITION)).when(circle('a')).thenRejected('sensitive_matter.not_flagged');
  });
});

describe('the report upward (向上报告)', () => {
  it('says to whom it was made, where that is known', () => {
    const to = { ...reported, data: { ...reported.data, reportedTo: 'secretariat-540000' } } as SensitiveMatterEvent;
    spec.given(flagged(), reportDuty).when(report(LATER, 'secretariat-540000')).then(to, stopped('met', LATER));
  });
  it('is warned of once while it is owed', () => {
    spec.given(flagged(), reportDuty).when(warn()).then(warned);
    spec.given(flagged(), reportDuty, warned).when(warn()).then();
    spec.given(flagged(), reportDuty).when(warn('C49.2')).then();
    spec.given(flagged(), reportDuty, stopped()).when(warn()).then();
    spec.given().when(warn()).then();
  });
  it('ends what was owed, in time or not', () => {
    spec.given(flagged(), reportDuty).when(report()).then(reported, stopped('met', LATER));
  });
  it('may be made again, and where none was owed', () => {
    spec.given(flagged(), reportDuty, reported, stopped()).when(report()).then(reported);
  });
  it('lies between the flag and now', () => {
    spec.given(flagged(), reportDuty).when(report('2026-11-23T02:00:00.000Z')).thenRejected('sensitive_matter.time.invalid');
    spec.given(flagged(), reportDuty).when(report('2026-11-24T08:01:00.000Z')).thenRejected('sensitive_matter.time.invalid');
    spec.given().when(report()).thenRejected('sensitive_matter.not_found');
  });
  it('is noted as overdue once, while it is owed', () => {
    spec
      .given(flagged(), reportDuty)
      .when(breach())
      .thenLike(like('ClockBreached', { dutyId: 'C49', breachedAt: DUE, late: false }));
    const overdue: SensitiveMatterEvent = {
      type: 'ClockBreached',
      data: { ...of, dutyId: 'C49', clock: reportDuty.data['clock'] as never, breachedAt: DUE, noticedAt: DUE, late: false },
    };
    spec.given(flagged(), reportDuty, overdue).when(breach()).then();
    spec.given(flagged(), reportDuty, stopped()).when(breach()).then();
    spec.given(flagged(), reportDuty).when(breach('C49.2')).then();
  });
});

describe('petitions (信访事项)', () => {
  it('are linked with a matter, flagged or not', () => {
    spec.given().when(link()).then(linked(PETITION));
    spec.given(flagged('petition'), reportDuty).when(link()).then(linked(PETITION));
  });
  it('are linked once each, and not without end', () => {
    spec.given(linked(PETITION)).when(link('0192f3c4-5a6b-8c7d-9e0f-11223344e002')).thenRejected('sensitive_matter.petition_exists');
    const many = Array.from({ length: MAX_PETITIONS }, (_, n): SensitiveMatterEvent => {
      const one = linked(`petition-${n}`) as Extract<SensitiveMatterEvent, { type: 'PetitionLinked' }>;
      return { ...one, data: { ...one.data, petition: { ...one.data.petition, number: `${n}号` } } };
    });
    spec
      .given(...many)
      .when(link())
      .thenRejected('sensitive_matter.too_many_petitions');
  });
  it('move on, and stay quiet where they stand already', () => {
    spec
      .given(linked(PETITION))
      .when(update())
      .thenLike(
        like('PetitionUpdated', { petition: expect.objectContaining({ petitionId: PETITION, state: 'answered' }), updatedAt: LATER }),
      );
    spec.given(linked(PETITION)).when(update(PETITION, 'registered')).then();
    spec.given(linked(PETITION)).when(update('0192f3c4-5a6b-8c7d-9e0f-11223344e009')).thenRejected('sensitive_matter.petition.not_found');
  });
  it('are unlinked with a reason, and can be linked again', () => {
    const gone: SensitiveMatterEvent = {
      type: 'PetitionUnlinked',
      data: { ...of, personId: PERSON, petitionId: PETITION, unlinkedAt: LATER, text: '不是同一事项' },
    };
    spec.given(linked(PETITION)).when(unlink).then(gone);
    spec.given(linked(PETITION), gone).when(unlink).thenRejected('sensitive_matter.petition.not_found');
    spec.given(linked(PETITION), gone).when(link()).then(linked(PETITION));
    spec.given(linked(PETITION), erased).when(unlink).thenRejected('sensitive_matter.person_erased');
  });
});

it('forgets an erased person once, and no other', () => {
  spec.given(flagged()).when(erase()).then(erased);
  spec.given(flagged(), erased).when(erase()).then();
  spec.given(flagged()).when(erase('0192f3c4-5a6b-7c7d-8e0f-000000000009')).then();
  spec.given().when(erase()).then();
});
