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

it('given that it was made, waits for nothing any more', () => {
  spec.given(started!).when(met!).thenSends().thenState(null);
});
