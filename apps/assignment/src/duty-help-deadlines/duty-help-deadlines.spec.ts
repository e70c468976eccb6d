import { recorded, specOfWorkflow, timerFired } from '@xiezhi/eventsourcing/testing';
import { applied, concluded, PASS_ON_BY, passOnStarted, requested, TELL_BY, tellStarted, told, TOO_LATE } from '../duty-help/testing.js';
import { dutyHelpDeadlines } from './duty-help-deadlines.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-112233445588';
const matter = (...events: Parameters<typeof recorded>[1]) => recorded(`duty-help-${ID}`, events);
const [asked, started] = matter(requested, tellStarted) as [ReturnType<typeof matter>[number], ReturnType<typeof matter>[number]];
const spec = specOfWorkflow(dutyHelpDeadlines);

it('sets a timer for a clock that starts, and reports the breach when it fires', () => {
  spec.given(asked).when(started).thenTimers({ C16: TELL_BY });
  spec
    .given(asked, started)
    .when(timerFired('C16', TELL_BY))
    .thenSends({ to: 'duty-help', id: ID, type: 'RecordBreach', data: { dutyId: 'C16', at: TELL_BY, late: false }, division: '540100' });
});

it('says that it fires late when the platform was down at the end', () => {
  spec
    .given(asked, started)
    .when(timerFired('C16', TELL_BY, { firedAt: TOO_LATE, late: true }))
    .thenSends({ data: { dutyId: 'C16', at: TOO_LATE, late: true } });
});

it('takes the timer away when the clock stops, and runs another for the next', () => {
  const all = matter(...told, applied, passOnStarted, concluded);
  spec
    .given(...all.slice(0, 3))
    .when(all[3]!)
    .thenTimers({});
  spec
    .given(...all.slice(0, 5))
    .when(all[5]!)
    .thenTimers({ C04: PASS_ON_BY });
  spec
    .given(...all.slice(0, 6))
    .when(all[6]!)
    .thenState(null)
    .thenTimers({});
});
