import { streamOf } from '@xiezhi/eventsourcing';
import { recorded, specOfWorkflow } from '@xiezhi/eventsourcing/testing';
import { sensitiveMatter } from '../sensitive-matter/sensitive-matter.js';
import { DUE, flagged, MATTER, reportDuty, stopped } from '../sensitive-matter/testing.js';
import { sensitiveDeadlines } from './sensitive-deadlines.js';

const spec = specOfWorkflow(sensitiveDeadlines);
const [told, started, met] = recorded(streamOf(sensitiveMatter, MATTER), [flagged(), reportDuty, stopped()]);

it('given a report that is owed, records the breach when its time is over, and says whether that was noticed late', () => {
  spec.given().when(told!).thenSends();
  spec
    .given(started!)
    .when({ kind: 'timer', name: 'C49', dueAt: DUE, firedAt: DUE, late: true })
    .thenSends({ to: 'sensitive-matter', id: MATTER, type: 'RecordBreach', data: { dutyId: 'C49', late: true } });
});

it('given a report that is to be warned of, has the warning recorded in time', () => {
  const warnAt = '2026-11-24T14:00:00.000Z';
  const [, begun] = recorded(streamOf(sensitiveMatter, MATTER), [flagged(), { ...reportDuty, data: { ...reportDuty.data, warnAt } }]);
  spec
    .given(begun!)
    .when({ kind: 'timer', name: 'warn:C49', dueAt: warnAt, firedAt: warnAt, late: false })
    .thenSends({ to: 'sensitive-matter', id: MATTER, type: 'RecordWarning', data: { dutyId: 'C49' } });
});

it('given that it was made, waits for nothing any more', () => {
  spec.given(started!).when(met!).thenSends().thenState(null);
});
