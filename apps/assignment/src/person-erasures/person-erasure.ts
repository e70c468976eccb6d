import type { Decider, JsonObject, Message, StreamType } from '@xiezhi/eventsourcing';

/** Recorded once every matter of the erased person has forgotten it. */
export type PersonErasureCommand = Message<
  'RecordFollowed',
  { readonly personId: string; readonly matters: number; readonly followedAt: string }
>;
export type PersonErasureEvent = Message<
  'ErasureFollowed',
  JsonObject & { readonly personId: string; readonly matters: number; readonly followedAt: string }
>;

export interface PersonErasureState {
  readonly followed: boolean;
}

const decider: Decider<PersonErasureState, PersonErasureCommand, PersonErasureEvent> = {
  initial: { followed: false },
  // Ordered again it is still followed: the first time counts.
  decide: ({ data }, { followed }) => (followed ? [] : [{ type: 'ErasureFollowed', data: { ...data } }]),
  evolve: () => ({ followed: true }),
};

/** What this service has done about one erased person (个人信息删除的执行). */
export const personErasure: StreamType<PersonErasureState, PersonErasureCommand, PersonErasureEvent> = { name: 'person-erasure', decider };
