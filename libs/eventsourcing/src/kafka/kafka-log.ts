import kafkajs from 'kafkajs';
import type { LogEntry, logCreator, logLevel } from 'kafkajs';

type Level = 'debug' | 'info' | 'warn' | 'error';

/** Where the client's log goes; a pino logger is one. */
export type KafkaLog = Readonly<Record<Level, (fields: Readonly<Record<string, string | number | boolean>>, message: string) => void>>;

/** What may be logged of an entry. Everything else the client adds (errors with their causes, payloads) may hold content. */
const FIELDS = ['groupId', 'memberId', 'topic', 'partition', 'broker', 'clientId', 'retryCount', 'retryTime', 'generationId', 'nodeId'];

const levelOf = (level: logLevel): Level => {
  if (level === kafkajs.logLevel.ERROR) return 'error';
  if (level === kafkajs.logLevel.WARN) return 'warn';
  return level === kafkajs.logLevel.INFO ? 'info' : 'debug';
};

/** Routes what kafkajs logs to `log`: the text and named fields only, never a message. */
export function routeLog(log: KafkaLog): logCreator {
  return () =>
    ({ namespace, level, log: entry }: LogEntry) => {
      const fields: Record<string, string | number | boolean> = { part: namespace };
      for (const name of FIELDS) {
        const value: unknown = entry[name];
        if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') fields[name] = value;
      }
      log[levelOf(level)](fields, `kafka: ${entry.message}`);
    };
}
