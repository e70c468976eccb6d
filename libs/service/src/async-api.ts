import * as published from '@xiezhi/contracts';
import { agencyTopic, topicOf, type Contract, type JsonSchema } from '@xiezhi/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

export const ASYNCAPI_PATH = '/api/asyncapi.json';

/** Stands for the agency's code in the address of its topic. */
const AGENCY = '{agency}';

const DESCRIPTION = [
  'Public events of legal aid coordination, as CloudEvents 1.0 in binary content mode: attributes are headers, the value is the data alone.',
  'At least once, in order per key. Contracts grow by addition: ignore what you do not know; a break is a new version beside the old.',
  'An agency reads its own topic and no other; the topics of services carry personal fields only sealed.',
].join('\n\n');

const TEXT: JsonSchema = { type: 'string' };
/** Attributes of every message. */
const headersOf = (type: string): JsonSchema => ({
  type: 'object',
  properties: {
    ce_specversion: { type: 'string', enum: ['1.0'] },
    ce_id: { type: 'string', description: 'Unique with ce_source: drop what you have seen' },
    ce_source: TEXT,
    ce_type: { type: 'string', enum: [type] },
    ce_time: { type: 'string', format: 'date-time' },
    ce_subject: { type: 'string', description: 'The matter or thing that the message is about' },
  },
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type'],
});

type Json = Readonly<Record<string, unknown>>;

const isContract = (value: unknown): value is Contract<object> =>
  typeof value === 'object' && value !== null && 'type' in value && 'schema' in value && 'example' in value;

const messageOf = ({ type, description, schema, example }: Contract<object>): Json => ({
  name: type,
  title: description.zh,
  summary: description.en,
  contentType: 'application/json',
  headers: headersOf(type),
  payload: schema,
  examples: [{ name: 'example', payload: example }],
});

/** The key of a topic among the channels: an address may hold what a key may not. */
const keyOf = (address: string): string => address.replaceAll(/[{}]/g, '');

function channelOf(address: string, types: readonly string[]): Json {
  return {
    address,
    messages: Object.fromEntries(types.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
    ...(address.includes(AGENCY) && { parameters: { agency: { description: '单位代码 Code of the agency, such as court-540100' } } }),
    bindings: { kafka: { topic: address, bindingVersion: '0.5.0' } },
  };
}

const operationOf = (address: string): Json => ({
  action: 'send',
  channel: { $ref: `#/channels/${keyOf(address)}` },
  summary: address.includes(AGENCY) ? 'What one agency is entitled to see' : 'What a service tells the others',
});

/** What the platform tells, on which topics, and an example of each message: AsyncAPI 3, made of the contracts. */
export function asyncApiOf(): Json {
  const contracts = Object.values<unknown>(published).filter(isContract);
  const addresses = new Map<string, string[]>();
  for (const { type } of contracts) {
    const address = topicOf(type, AGENCY);
    addresses.set(address, [...(addresses.get(address) ?? []), type]);
  }
  const told = [...addresses].sort(([a], [b]) => Number(b === agencyTopic(AGENCY)) - Number(a === agencyTopic(AGENCY)));
  return {
    asyncapi: '3.0.0',
    info: { title: 'Xiezhi (獬豸)', version: '1', description: DESCRIPTION },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(told.map(([address, types]) => [keyOf(address), channelOf(address, types)])),
    operations: Object.fromEntries(told.map(([address]) => [`send.${keyOf(address)}`, operationOf(address)])),
    components: { messages: Object.fromEntries(contracts.map((contract) => [contract.type, messageOf(contract)])) },
  };
}

/** Serves the description at {@link ASYNCAPI_PATH}, for everyone. */
export function serveAsyncApi(app: NestFastifyApplication): void {
  const document = JSON.stringify(asyncApiOf());
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.get(ASYNCAPI_PATH, (_request, reply) => reply.type('application/json; charset=utf-8').send(document));
}
