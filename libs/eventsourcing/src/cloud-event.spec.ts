import { describe, expect, it } from '@jest/globals';
import { NotACloudEvent, fromCloudEvent, toCloudEvent } from './cloud-event.js';
import { fromKafka, toKafka } from './kafka/kafka-codec.js';
import { message } from './message-bus.support.contract.js';

const at = { topic: 't' };
const event = { specversion: '1.0', id: '1', source: '/s', type: 'x.v1', time: '2026-03-01T00:00:00Z', data: {} } as const;

describe('a CloudEvent', () => {
  it('comes back as the message it was made from', () => {
    const sent = message('t', '钥', 1, { 名: 'བོད' });
    expect(fromCloudEvent(toCloudEvent(sent), at)).toEqual(sent);
  });

  it('refuses an extension that is misnamed or takes the place of an attribute', () => {
    for (const name of ['Upper', 'with-dash', 'source', 'data', 'partitionkey'])
      expect(() => toCloudEvent({ ...message('t', 'k', 1), extensions: { [name]: 'x' } })).toThrow(/cannot name/);
  });

  it('refuses to be made with control characters in a text', () => {
    expect(() => toCloudEvent({ ...message('t', 'k', 1), subject: 'a\nb' })).toThrow(/control characters/);
  });

  it.each([
    ['no object', []],
    ['another version', { ...event, specversion: '0.3' }],
    ['no id', { ...event, id: '' }],
    ['no source', { ...event, source: null }],
    ['a type that is no text', { ...event, type: 7 }],
    ['a subject that is no text', { ...event, subject: {} }],
    ['a time that is none', { ...event, time: 'yesterday' }],
    ['data that is no object', { ...event, data: [1] }],
    ['no data', { ...event, data: null }],
    ['data that is not JSON', { ...event, datacontenttype: 'text/xml' }],
    ['an attribute with a capital', { ...event, correlationId: 'x' }],
    ['an attribute that is an object', { ...event, extra: {} }],
    ['control characters in an id', { ...event, id: 'a\u0000b' }],
  ])('is not %s', (_what, value) => {
    expect(() => fromCloudEvent(value, at)).toThrow(NotACloudEvent);
  });

  it('takes its key from the transport, else from partitionkey, else from its id', () => {
    expect(fromCloudEvent({ ...event, partitionkey: 'p' }, { topic: 't', key: 'k' }).key).toBe('k');
    expect(fromCloudEvent({ ...event, partitionkey: 'p' }, at).key).toBe('p');
    expect(fromCloudEvent(event, at).key).toBe('1');
  });
});

describe('a Kafka record', () => {
  const record = (change: object = {}) => {
    const { key, value, headers } = toKafka(message('t', 'k', 1));
    return { key: Buffer.from(key), value: Buffer.from(value), headers, timestamp: '1772352000000', ...change };
  };

  it('carries the message both ways', () => {
    expect(fromKafka('t', record())).toEqual(message('t', 'k', 1));
  });

  it.each([
    ['no value', { value: null }],
    ['no headers', { headers: {} }],
    ['a value that is not UTF-8', { value: Buffer.from([0xff]) }],
    ['a value that is not JSON', { value: Buffer.from('{') }],
    ['a header that is not UTF-8', { headers: { ce_specversion: Buffer.from([0xc3]) } }],
    ['another format', { headers: { 'content-type': 'application/cloudevents+avro' } }],
    ['a batch of events', { headers: { 'content-type': 'application/cloudevents-batch+json' } }],
  ])('is refused with %s', (_what, change) => {
    expect(() => fromKafka('t', record(change))).toThrow(NotACloudEvent);
  });
});
