import { MAX_CIRCLE } from '@xiezhi/contracts';
import { specOf } from '@xiezhi/eventsourcing/testing';
import { roleKeyOf } from './circle.js';
import type { SensitiveMatterCommand } from './commands.js';
import type { SensitiveMatterEvent } from './events.js';
import { sensitiveMatter } from './sensitive-matter.js';
import { circleOf, type KnownMatter } from './state.js';
import { AT, DUE, flagged, linked, of, OFFICER, parties, PERSON, reportDuty, stopped } from './testing.js';

const spec = specOf(sensitiveMatter);
const like = (type: SensitiveMatterEvent['type'], data: object) => ({ type, data: expect.objectContaining(data) as unknown });
const LATE = '2026-12-24T08:00:00.000Z';
const report = (reportedAt: string, at = LATE): SensitiveMatterCommand => ({
  type: 'ReportUpward',
  data: { at, reportedAt, text: '已书面报告市司法局', reportedTo: null },
});
const circle = (...officers: readonly string[]): SensitiveMatterCommand => ({ type: 'SetCircle', data: { at: LATE, officers } });
const update = (petitionId: string, state: 'registered' | 'answered'): SensitiveMatterCommand => ({
  type: 'UpdatePetition',
  data: { at: LATE, petitionId, state },
});
const PETITIONS = ['0192f3c4-5a6b-8c7d-9e0f-11223344e001', '0192f3c4-5a6b-8c7d-9e0f-11223344e002'] as const;
const both = PETITIONS.map((id) => linked(id));

describe('the duty to report upward (报告义务)', () => {
  it('is met late at the instant of its end, and on time a moment before', () => {
    spec
      .given(flagged(), reportDuty)
      .when(report(DUE))
      .thenLike(like('ReportedUpward', { reportedAt: DUE }), like('ClockStopped', { onTime: false, outcome: 'met' }));
    const before = new Date(Date.parse(DUE) - 1).toISOString();
    spec
      .given(flagged(), reportDuty)
      .when(report(before))
      .thenLike(like('ReportedUpward', {}), like('ClockStopped', { onTime: true, outcome: 'met' }));
  });

  it('may be met in the minute of the flag and in this very instant, and names the field else', () => {
    const minute = `${AT.slice(0, 16)}:00.000Z`;
    spec
      .given(flagged())
      .when(report(minute))
      .thenLike(like('ReportedUpward', { reportedAt: minute }));
    spec
      .given(flagged())
      .when(report(LATE))
      .thenLike(like('ReportedUpward', { reportedAt: LATE }));
    const before = new Date(Date.parse(minute) - 1).toISOString();
    spec.given(flagged()).when(report(before)).thenRejected('sensitive_matter.time.invalid', 'reportedAt');
  });

  it('is known with whether it is overdue, until it ends', () => {
    const { dutyId, clock } = reportDuty.data as { dutyId: string; clock: object };
    expect(spec.given(flagged(), reportDuty).state()).toMatchObject({ duty: { dutyId, clock, breached: false }, duties: 1 });
    const breached = { type: 'ClockBreached', data: { ...of, dutyId, clock, breachedAt: DUE, noticedAt: DUE, late: false } } as never;
    expect(spec.given(flagged(), reportDuty, breached).state()).toMatchObject({ duty: { dutyId, clock, breached: true } });
    expect(spec.given(flagged(), reportDuty, breached, stopped()).state()).toMatchObject({ duty: null, duties: 1 });
    expect(spec.given(flagged(), breached).state()).toMatchObject({ duty: null });
  });
});

describe('the circle of those who know (知悉范围)', () => {
  const knows = (...events: readonly SensitiveMatterEvent[]) => circleOf(spec.given(...events).state() as KnownMatter);
  const set = (...officers: readonly string[]): SensitiveMatterEvent => ({ type: 'CircleSet', data: { ...of, officers, setAt: LATE } });

  it('is always the head of the institution, and who flagged it until others are named', () => {
    expect(roleKeyOf('institution-1')).toBe('institution-1/institution_head');
    expect(knows(flagged())).toEqual([roleKeyOf(parties.institution), OFFICER]);
    expect(knows(flagged(), set('a', 'b'))).toEqual([roleKeyOf(parties.institution), 'a', 'b']);
    const lifted: SensitiveMatterEvent = { type: 'SensitiveFlagLifted', data: { ...of, personId: PERSON, liftedAt: LATE, text: '已平息' } };
    expect(knows(flagged(), set('a'), lifted)).toEqual([roleKeyOf(parties.institution)]);
  });

  it('changes with one name for another, with one more and with one less', () => {
    for (const officers of [['a', 'c'], ['a'], ['a', 'b', 'c']])
      spec
        .given(flagged(), set('a', 'b'))
        .when(circle(...officers))
        .then(set(...officers));
  });

  it('may be as large as it may', () => {
    const many = Array.from({ length: MAX_CIRCLE }, (_, n) => `account-${n}`);
    spec
      .given(flagged())
      .when(circle(...many))
      .then(set(...many));
  });
});

describe('petitions (信访事项) of one matter', () => {
  const updated: SensitiveMatterEvent = {
    type: 'PetitionUpdated',
    data: { ...of, petition: { ...petitionOf(linked(PETITIONS[0])), state: 'answered' }, updatedAt: LATE },
  };

  it('move on each by itself, and stay quiet where they stand', () => {
    spec
      .given(...both, updated)
      .when(update(PETITIONS[0], 'answered'))
      .then();
    spec
      .given(...both, updated)
      .when(update(PETITIONS[1], 'answered'))
      .thenLike(like('PetitionUpdated', { petition: expect.objectContaining({ petitionId: PETITIONS[1] }) }));
    spec.given().when(update(PETITIONS[0], 'answered')).thenRejected('sensitive_matter.not_found');
  });

  it('are unlinked one at a time', () => {
    const gone: SensitiveMatterEvent = {
      type: 'PetitionUnlinked',
      data: { ...of, personId: PERSON, petitionId: PETITIONS[0], unlinkedAt: LATE, text: '不是同一事项' },
    };
    expect(spec.given(...both, gone).state()).toMatchObject({ petitions: { [PETITIONS[1]]: { petitionId: PETITIONS[1] } } });
    expect(spec.given(...both, gone).state()).not.toMatchObject({ petitions: { [PETITIONS[0]]: expect.anything() } });
  });
});

function petitionOf(event: SensitiveMatterEvent) {
  if (event.type !== 'PetitionLinked') throw new Error('no petition is linked by that');
  return event.data.petition;
}
