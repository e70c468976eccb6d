import { Kafka } from 'kafkajs';

export const publisher = Kafka;
