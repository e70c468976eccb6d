import { Kafka } from 'kafkajs';

export const store = Kafka;
