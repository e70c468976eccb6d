import {
  matterRestricted,
  petitionLinked,
  petitionUnlinked,
  reportedUpward,
  reportOverdue,
  reportWarned,
  TOPICS,
  type Contract,
  type SensitiveMatterRef,
} from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import type { SensitiveMatterEvent } from './events.js';
import { sensitiveMatter } from './sensitive-matter.js';
import { circleOf } from './state.js';

/** Tells who may know of a matter, that it was reported, and of its petitions; why, in words, stays here. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const matterId = idOf(sensitiveMatter, event.stream);
  if (matterId === null) return [];
  const told = event as unknown as SensitiveMatterEvent;
  const { parties, matterKind } = told.data;
  const ref: SensitiveMatterRef = { matterId, matterKind, institution: parties.institution, division: parties.division };
  const tell = <Data extends object>({ type }: Contract<Data>, time: string, data: Data): readonly BusMessage[] => [
    publicMessage(event, { topic: TOPICS.assignment, source: '/xiezhi/assignment', type, subject: matterId, time, data }),
  ];
  const restricted = (officers: readonly string[], changedAt: string): readonly BusMessage[] =>
    tell(matterRestricted, changedAt, { ...ref, restricted: true, circle: circleOf({ parties, officers }), changedAt });
  switch (told.type) {
    case 'SensitiveCaseFlagged':
      return restricted([told.data.flaggedBy], told.data.flaggedAt);
    case 'CircleSet':
      return restricted(told.data.officers, told.data.setAt);
    case 'SensitiveFlagLifted':
      return tell(matterRestricted, told.data.liftedAt, { ...ref, restricted: false, circle: [], changedAt: told.data.liftedAt });
    case 'ReportedUpward': {
      const { reason, reportedAt, reportedTo } = told.data;
      return tell(reportedUpward, reportedAt, { ...ref, reason, reportedAt, ...(reportedTo !== undefined && { reportedTo }) });
    }
    case 'ClockWarned':
      return tell(reportWarned, told.data.warnedAt, { ...ref, clock: told.data.clock, warnedAt: told.data.warnedAt });
    case 'ClockBreached':
      return tell(reportOverdue, told.data.breachedAt, { ...ref, dueAt: told.data.clock.dueAt, clock: told.data.clock });
    case 'PetitionLinked': {
      const { petition, linkedAt } = told.data;
      return tell(petitionLinked, linkedAt, { ...ref, ...petition, linkedAt });
    }
    case 'PetitionUpdated': {
      const { petition, updatedAt } = told.data;
      return tell(petitionLinked, updatedAt, { ...ref, ...petition, linkedAt: updatedAt });
    }
    case 'PetitionUnlinked':
      return tell(petitionUnlinked, told.data.unlinkedAt, { ...ref, petitionId: told.data.petitionId, unlinkedAt: told.data.unlinkedAt });
    default:
      return [];
  }
}
