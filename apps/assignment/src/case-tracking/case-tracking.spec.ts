import { derivedId } from '@xiezhi/eventsourcing';
import { specOf } from '@xiezhi/eventsourcing/testing';
import { caseTracking, type CaseTrackingCommand, type CaseTrackingEvent } from './case-tracking.js';

const spec = specOf(caseTracking);
const parties = { institution: 'institution-540100', division: '540100' };
const AT = '2027-01-10T02:00:00.000Z';
const LATER = '2027-01-12T02:00:00.000Z';
const SEED = '0192f3c4-5a6b-8c7d-9e0f-11223344e001';
const LAWYERS = ['0192f3c4-5a6b-7c7d-8e0f-00000000000a', '0192f3c4-5a6b-7c7d-8e0f-00000000000b'] as const;
const TRACKER = '0192f3c4-5a6b-7c7d-8e0f-00000000000c';
const frame = Array.from({ length: 10 }, (_, n) => ({
  id: derivedId('case', String(n)),
  layer: n < 8 ? 'first_instance' : 'investigation',
  lawyerId: LAWYERS[n < 8 ? 0 : 1]!,
}));
const plan = { parties, number: '拉萨援跟字〔2027〕第1号', layers: 'stage', seed: SEED } as const;
const planning = (changes: object = { size: 5 }): CaseTrackingCommand => ({
  type: 'PlanTracking',
  data: { at: AT, ...plan, frame, ...changes },
});
const planned = caseTracking.decider.decide(planning(), { status: 'none' })[0]! as Extract<CaseTrackingEvent, { type: 'TrackingPlanned' }>;
const { sample } = planned.data;
const appoint = (trackerId = TRACKER, changes: object = {}): CaseTrackingCommand => ({
  type: 'AppointTracker',
  data: { at: LATER, caseId: sample[0]!, trackerId, active: true, ...changes },
});
const appointed: CaseTrackingEvent = {
  type: 'TrackerAppointed',
  data: { parties, caseId: sample[0]!, trackerId: TRACKER, appointedAt: LATER },
};
const found = { tool: 'hearing_attended', observedAt: LATER, verdict: 'in_order', defects: [] } as const;
const record = (caseId = sample[0]!, changes: object = {}): CaseTrackingCommand => ({
  type: 'RecordFinding',
  data: { at: LATER, caseId, ...found, by: null, ...changes },
});
const tracked = (caseId: string, changes: object = {}): CaseTrackingEvent => ({
  type: 'CaseTracked',
  data: { parties, caseId, ...found, trackerId: null, recordedAt: LATER, ...changes },
});
const close: CaseTrackingCommand = { type: 'CloseTracking', data: { at: LATER } };
const all = [planned, ...sample.map((id) => tracked(id))];
const closed: CaseTrackingEvent = {
  type: 'TrackingClosed',
  data: {
    parties,
    cases: 10,
    sampled: 5,
    verdicts: { in_order: 4, reminded: 0, wanting: 1 },
    tools: { hearing_attended: 5, file_checked: 1, organ_asked: 0, recipient_visited: 0 },
    closedAt: LATER,
  },
};
const wanting = tracked(sample[0]!, { tool: 'file_checked', verdict: 'wanting', defects: ['file_not_read'] });

describe('a tracking (案件质量跟踪)', () => {
  it('draws of each layer its part, and keeps the seed and the lawyers who are under tracking', () => {
    spec.given().when(planning()).then(planned);
    expect(planned.data).toMatchObject({
      size: 5,
      seed: SEED,
      cases: 10,
      drawn: [
        { layer: 'first_instance', cases: 8, sampled: 4 },
        { layer: 'investigation', cases: 2, sampled: 1 },
      ],
      tracked: LAWYERS,
    });
    expect(new Set(sample).size).toBe(5);
  });

  it('says of its sample which are granted cases, and of what was found whose kind it is', () => {
    const granted = frame.map((one) => (one.id === sample[0] || !sample.includes(one.id) ? { ...one, matter: 'aid-case' } : one));
    const both: CaseTrackingEvent = { ...planned, data: { ...planned.data, aidCases: [sample[0]!] } };
    spec
      .given()
      .when(planning({ size: 5, frame: granted }))
      .then(both);
    spec
      .given(both)
      .when(record(sample[0]))
      .then(tracked(sample[0]!, { matter: 'aid-case' }));
    spec.given(both).when(record(sample[1])).then(tracked(sample[1]!));
  });

  it('is planned once, over cases that there are, by a number or a share', () => {
    spec.given(planned).when(planning()).thenRejected('case_tracking.exists');
    spec
      .given()
      .when(planning({ size: 3, frame: [] }))
      .thenRejected('case_tracking.no_cases');
    for (const wrong of [{}, { size: 0 }, { size: 101 }, { percent: 0 }, { percent: 101 }, { size: 1, percent: 1 }]) {
      spec.given().when(planning(wrong)).thenRejected('case_tracking.size.invalid');
    }
    const many = Array.from({ length: 300 }, (_, n) => ({ id: derivedId('many', String(n)), layer: 'all', lawyerId: LAWYERS[0] }));
    spec
      .given()
      .when(planning({ percent: 50, frame: many }))
      .thenRejected('case_tracking.too_many.invalid');
  });

  it('has a tracker whose own cases are not tracked', () => {
    spec.given(planned).when(appoint()).then(appointed);
    spec.given(planned, appointed).when(appoint()).then();
    for (const lawyer of LAWYERS) spec.given(planned).when(appoint(lawyer)).thenRejected('case_tracking.tracker_under_tracking');
    spec
      .given(planned)
      .when(appoint(TRACKER, { active: false }))
      .thenRejected('case_tracking.tracker_not_active');
    spec
      .given(planned)
      .when(appoint(TRACKER, { caseId: SEED }))
      .thenRejected('case_tracking.not_in_sample.invalid');
    spec.given().when(appoint()).thenRejected('case_tracking.not_found');
    spec
      .given(...all, closed)
      .when(appoint())
      .thenRejected('case_tracking.closed');
  });

  it('records what staff or the case’s tracker found, and nobody else', () => {
    spec.given(planned).when(record()).then(tracked(sample[0]!));
    spec
      .given(planned, appointed)
      .when(record(sample[0], { by: TRACKER }))
      .then(tracked(sample[0]!, { trackerId: TRACKER }));
    spec
      .given(planned, appointed)
      .when(record(sample[1], { by: TRACKER }))
      .thenRejected('case_tracking.not_the_tracker.forbidden');
    spec.given(planned).when(record(SEED)).thenRejected('case_tracking.not_in_sample.invalid');
    for (const observedAt of ['2027-01-09T02:00:00.000Z', '2027-01-13T02:00:00.000Z']) {
      spec.given(planned).when(record(sample[0], { observedAt })).thenRejected('case_tracking.out_of_range.invalid');
    }
    for (const wrong of [{ verdict: 'wanting' }, { defects: ['file_late'] }]) {
      spec.given(planned).when(record(sample[0], wrong)).thenRejected('case_tracking.not_of_verdict.invalid');
    }
    spec.given().when(record()).thenRejected('case_tracking.not_found');
    spec
      .given(...all, closed)
      .when(record())
      .thenRejected('case_tracking.closed');
  });

  it('is closed once, when something was found of every case, by the last verdict of each', () => {
    spec
      .given(...all, wanting)
      .when(close)
      .then(closed);
    spec
      .given(...all, closed)
      .when(close)
      .then();
    spec.given(planned, tracked(sample[0]!)).when(close).thenRejected('case_tracking.incomplete');
    spec.given().when(close).thenRejected('case_tracking.not_found');
  });
});
