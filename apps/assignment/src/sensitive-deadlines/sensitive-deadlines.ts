import { idOf, type InboxItem, type JsonObject, type RecordedEvent, type Workflow } from '@xiezhi/eventsourcing';
import { sensitiveMatter, type SensitiveMatterEvent } from '../sensitive-matter/sensitive-matter.js';

interface Owed extends JsonObject {
  readonly matterId: string;
  readonly division: string;
}

/** What the name of a timer begins with that fires before the end. */
const WARNING = 'warn:';

/** The timers of a report that is owed upward (报告时限). */
export const sensitiveDeadlines: Workflow<Owed, RecordedEvent | InboxItem> = {
  name: 'sensitive-deadlines',
  initial: { matterId: '', division: '' },
  keyOf: (item) => ('source' in item ? null : idOf(sensitiveMatter, item.stream)),
  react(input, state) {
    if (input.kind === 'timer') {
      const { matterId: id, division } = state;
      const send = (type: string, data: JsonObject): ReturnType<typeof sensitiveDeadlines.react> => ({
        state,
        send: [{ to: sensitiveMatter.name, id, type, data, division }],
      });
      return input.name.startsWith(WARNING)
        ? send('RecordWarning', { dutyId: input.name.slice(WARNING.length) })
        : send('RecordBreach', { dutyId: input.name, late: input.late });
    }
    if (input.kind !== 'item' || 'source' in input.item) return { state };
    const matterId = idOf(sensitiveMatter, input.item.stream)!;
    const event = input.item as unknown as SensitiveMatterEvent;
    switch (event.type) {
      case 'ClockStarted': {
        const { parties, dutyId, clock, warnAt } = event.data;
        const before = warnAt === undefined ? [] : [{ name: `${WARNING}${dutyId}`, at: warnAt }];
        return { state: { matterId, division: parties.division }, timers: [{ name: dutyId, at: clock.dueAt }, ...before] };
      }
      case 'ClockStopped':
        return { state: null, cancel: [event.data.dutyId, `${WARNING}${event.data.dutyId}`] };
      default:
        return { state };
    }
  },
};
