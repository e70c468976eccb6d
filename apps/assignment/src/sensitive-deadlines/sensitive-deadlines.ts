import { idOf, type InboxItem, type JsonObject, type RecordedEvent, type Workflow } from '@xiezhi/eventsourcing';
import { sensitiveMatter, type SensitiveMatterEvent } from '../sensitive-matter/sensitive-matter.js';

interface Owed extends JsonObject {
  readonly matterId: string;
  readonly division: string;
}

/** The timer of a report that is owed upward (报告时限). */
export const sensitiveDeadlines: Workflow<Owed, RecordedEvent | InboxItem> = {
  name: 'sensitive-deadlines',
  initial: { matterId: '', division: '' },
  keyOf: (item) => ('source' in item ? null : idOf(sensitiveMatter, item.stream)),
  react(input, state) {
    if (input.kind === 'timer') {
      const { matterId: id, division } = state;
      const data = { dutyId: input.name, late: input.late };
      return { state, send: [{ to: sensitiveMatter.name, id, type: 'RecordBreach', data, division }] };
    }
    if (input.kind !== 'item' || 'source' in input.item) return { state };
    const matterId = idOf(sensitiveMatter, input.item.stream)!;
    const event = input.item as unknown as SensitiveMatterEvent;
    switch (event.type) {
      case 'ClockStarted': {
        const { parties, dutyId, clock } = event.data;
        return { state: { matterId, division: parties.division }, timers: [{ name: dutyId, at: clock.dueAt }] };
      }
      case 'ClockStopped':
        return { state: null, cancel: [event.data.dutyId] };
      default:
        return { state };
    }
  },
};
