import { idOf, type InboxItem, type JsonObject, type RecordedEvent, type Workflow, type WorkflowCommand } from '@xiezhi/eventsourcing';
import { dutyHelp, type DutyHelpEvent } from '../duty-help/duty-help.js';

interface Owed extends JsonObject {
  readonly helpId: string;
  readonly division: string;
}

const breach = ({ helpId, division }: Owed, dutyId: string, at: string, late: boolean): WorkflowCommand => ({
  to: dutyHelp.name,
  id: helpId,
  type: 'RecordBreach',
  data: { dutyId, at, late },
  division,
});

/** The timers of a duty lawyer's help (法律帮助时限): one for each clock while it runs. */
export const dutyHelpDeadlines: Workflow<Owed, RecordedEvent | InboxItem> = {
  name: 'duty-help-deadlines',
  initial: { helpId: '', division: '' },
  keyOf: (item) => ('source' in item ? null : idOf(dutyHelp, item.stream)),
  react(input, state) {
    if (input.kind === 'timer') return { state, send: [breach(state, input.name, input.firedAt, input.late)] };
    if (input.kind !== 'item' || 'source' in input.item) return { state };
    const helpId = idOf(dutyHelp, input.item.stream)!;
    const event = input.item as unknown as DutyHelpEvent;
    switch (event.type) {
      case 'ClockStarted':
        return {
          state: { helpId, division: event.data.parties.division },
          timers: [{ name: event.data.dutyId, at: event.data.clock.dueAt }],
        };
      case 'ClockStopped':
        return { state, cancel: [event.data.dutyId] };
      case 'DutyHelpConcluded':
      case 'DutyHelpCancelled':
        return { state: null };
      default:
        return { state };
    }
  },
};
