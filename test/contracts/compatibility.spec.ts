import type { JsonSchema } from '@xiezhi/contracts';
import { breaksOf } from './compatibility.js';

const published: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    state: { type: 'string', enum: ['open', 'closed'] },
    code: { type: 'string', pattern: '^[a-z]+$' },
    tags: { type: 'array', items: { type: 'string' } },
    clock: { type: 'object', properties: { dueAt: { type: 'string' } }, required: ['dueAt'] },
  },
  required: ['id', 'state'],
  additionalProperties: true,
};
const property = (name: string, schema: JsonSchema): JsonSchema => ({
  ...published,
  properties: { ...published.properties, [name]: schema },
});

describe('a published schema', () => {
  it('may stay as it is', () => {
    expect(breaksOf(published, structuredClone(published))).toEqual([]);
  });

  it.each<[string, JsonSchema]>([
    ['an optional property', property('note', { type: 'string' })],
    ['a value in a list of values', property('state', { type: 'string', enum: ['open', 'closed', 'moved'] })],
    ['a description', { ...published, description: 'more is said' }],
  ])('may gain %s', (_what, present) => {
    expect(breaksOf(published, present)).toEqual([]);
  });

  const { id: _id, ...withoutId } = published.properties!;
  it.each<[string, JsonSchema, string]>([
    ['lose a property', { ...published, properties: withoutId }, 'data.id was removed'],
    ['change a type', property('id', { type: 'integer', format: 'uuid' }), 'type of data.id changed from "string" to "integer"'],
    ['change a format', property('id', { type: 'string' }), 'format of data.id changed from "uuid" to nothing'],
    [
      'change a pattern',
      property('code', { type: 'string', pattern: '^[a-c]+$' }),
      'pattern of data.code changed from "^[a-z]+$" to "^[a-c]+$"',
    ],
    ['lose a value of a list', property('state', { type: 'string', enum: ['open'] }), 'data.state no longer takes "closed"'],
    ['lose a list of values', property('state', { type: 'string' }), 'data.state is no longer a list of values'],
    ['gain a list of values', property('id', { type: 'string', format: 'uuid', enum: ['x'] }), 'data.id became a list of values'],
    ['require more', { ...published, required: ['id', 'state', 'code'] }, 'data.code became required'],
    ['promise less', { ...published, required: ['id'] }, 'data.state is no longer required: receivers rely on it'],
    ['refuse additions', { ...published, additionalProperties: false }, 'data no longer takes additions'],
    [
      'change what a list holds',
      property('tags', { type: 'array', items: { type: 'number' } }),
      'type of data.tags[] changed from "string" to "number"',
    ],
    ['change what is nested', property('clock', { type: 'object', properties: {}, required: ['dueAt'] }), 'data.clock.dueAt was removed'],
  ])('may not %s', (_what, present, reason) => {
    expect(breaksOf(published, present)).toEqual([reason]);
  });
});
