import {
  addressedEventDelivered,
  erasureFollowed,
  matterPersonErased,
  type AddressedEventDeliveredV1,
  type ErasureFollowedV1,
  type MatterPersonErasedV1,
} from '@xiezhi/contracts';
import type { InboxItem, JsonObject, Projection } from '@xiezhi/eventsourcing';

/** An agency that was told of an erased person. */
export interface Told extends JsonObject {
  readonly agency: string;
  readonly at: string;
}

/** What others did about an erased person: a matter that forgot the person and whose parties were told, or a service that was done. */
export interface ErasureStepRow {
  readonly id: string;
  /** `null` until the matter itself has been heard of. */
  readonly person_id: string | null;
  readonly kind: 'matter' | 'service';
  /** The matter's id, or the service's name. */
  readonly subject: string;
  readonly done_at: string | null;
  /** Matters of which the service has told. */
  readonly matters: number;
  /** Agencies that must be told, and those that were. */
  readonly parties: readonly string[];
  readonly told: readonly Told[];
}

const serviceStep = ({ personId, service }: ErasureFollowedV1): string => `service|${personId}|${service}`;
const matterStep = (causeId: string): string => `matter|${causeId}`;

/** Steps of erasures (个人信息删除的执行情况), as the services tell them. */
export const erasureSteps: Projection<ErasureStepRow, InboxItem> = {
  name: 'erasure_steps',
  version: 1,
  key: 'id',
  columns: {
    id: 'text',
    person_id: 'uuid',
    kind: 'text',
    subject: 'text',
    done_at: 'timestamptz',
    matters: 'integer',
    parties: 'text[]',
    told: 'jsonb',
  },
  indexes: ['(person_id)'],
  keysOf(item) {
    if (item.type === matterPersonErased.type) return [matterStep(item.id)];
    if (item.type === erasureFollowed.type) return [serviceStep(item.data as unknown as ErasureFollowedV1)];
    if (item.type !== addressedEventDelivered.type) return [];
    const { causeType, causeId } = item.data as unknown as AddressedEventDeliveredV1;
    return causeType === matterPersonErased.type ? [matterStep(causeId)] : [];
  },
  evolve(row, item, id) {
    if (item.type === erasureFollowed.type) {
      const { personId, service, matters, followedAt } = item.data as unknown as ErasureFollowedV1;
      return row ?? { id, person_id: personId, kind: 'service', subject: service, done_at: followedAt, matters, parties: [], told: [] };
    }
    // Matter and deliveries come by keys of their own, so either may be first.
    const before: ErasureStepRow = row ?? {
      id,
      person_id: null,
      kind: 'matter',
      subject: '',
      done_at: null,
      matters: 0,
      parties: [],
      told: [],
    };
    if (item.type === matterPersonErased.type) {
      const { personId, requestId, erasedAt, organ, institution } = item.data as unknown as MatterPersonErasedV1;
      return { ...before, person_id: personId, subject: requestId, done_at: erasedAt, parties: [...new Set([organ, institution])] };
    }
    const { agency, deliveredAt } = item.data as unknown as AddressedEventDeliveredV1;
    if (before.told.some((told) => told.agency === agency)) return before;
    return { ...before, told: [...before.told, { agency, at: deliveredAt }] };
  },
};
