import type { ICommand } from '@nestjs/cqrs';
import type { CommandContext } from '@xiezhi/eventsourcing';
import { Accountabilities } from '../accountability/accountability.handler.js';
import { Complaints } from '../complaint/complaint.handler.js';
import type { Erased } from '../person-erasures/person-erasures.js';
import { ReturnVisits } from '../return-visit/return-visit.handler.js';
import type { QualityKind } from './quality-streams.js';

/** The command that takes an erased person out of a matter of quality work. */
export function eraseQuality(
  kind: QualityKind,
  id: string,
  { personId, erasedAt }: Erased,
  context: Omit<CommandContext, 'division'>,
): ICommand {
  const intent = { type: 'RecordPersonErased', data: { personId, erasedAt } } as const;
  switch (kind) {
    case 'complaint':
      return new Complaints(id, intent, null, context);
    case 'return-visit':
      return new ReturnVisits(id, intent, null, context);
    case 'accountability':
      return new Accountabilities(id, intent, null, context);
    case 'inspection':
    case 'case-tracking':
    case 'peer-review':
      throw new RangeError(`${kind} holds no person`);
  }
}
