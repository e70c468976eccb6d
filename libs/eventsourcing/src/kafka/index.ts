export { KafkaBus, type KafkaBusOptions, type TopicSettings } from './kafka-bus.js';
export type { KafkaLog } from './kafka-log.js';
export { MAX_WAITING_MESSAGES } from './batching-producer.js';
export { fromKafka, toKafka, type KafkaRecord } from './kafka-codec.js';
