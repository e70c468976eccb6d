import type { LogHeadsCollectedV1 } from '@xiezhi/contracts';
import type { Decider, JsonObject, Message, StreamType } from '@xiezhi/eventsourcing';

/** One telling of the newest heads of the logs to agencies, who keep them as witnesses (日志首部留存). */
export type LogWitnessCommand = Message<'CollectHeads', LogHeadsCollectedV1>;
export type LogWitnessEvent = Message<'LogHeadsCollected', LogHeadsCollectedV1 & JsonObject>;

export interface LogWitnessState {
  readonly collected: boolean;
}

const decider: Decider<LogWitnessState, LogWitnessCommand, LogWitnessEvent> = {
  initial: { collected: false },
  decide: ({ data }, { collected }) => (collected ? [] : [{ type: 'LogHeadsCollected', data: data as LogHeadsCollectedV1 & JsonObject }]),
  evolve: () => ({ collected: true }),
};

export const logWitness: StreamType<LogWitnessState, LogWitnessCommand, LogWitnessEvent> = { name: 'log-witness', decider };
