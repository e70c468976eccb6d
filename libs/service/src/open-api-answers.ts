import { STATUS_CODES } from 'node:http';
import type { OperationDescription, RefusalDescription } from './api-description.js';
import { problemOf } from './problem.js';

const FIELD_ERROR = {
  type: 'object',
  properties: { path: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
  required: ['path', 'code', 'detail'],
};

/** The body of every refusal. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  description:
    'RFC 9457. `code` is stable; `detail` says what to do, in Chinese and English; `basis` is the article behind a legal refusal.',
  properties: {
    type: { type: 'string', description: '`urn:xiezhi:problem:` and the code' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: { type: 'array', items: FIELD_ERROR, description: 'Each bad field once' },
    basis: { type: 'string' },
    requestId: { type: 'string', format: 'uuid' },
  },
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
};

/** Of an operation of which nothing more is known. */
export const REFUSAL = {
  description: 'Refused: see `code` and `detail`',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const EXAMPLE_REQUEST = '01890a5d-ac96-774b-bcce-b302099a8057';

/** A response as OpenAPI has it. */
export interface Response {
  readonly description: string;
  readonly content?: Readonly<Record<string, object>>;
}

/** The responses of an operation: what it answers, as it was declared or as its type says, and each status that it may refuse with. */
export function responsesOf(
  declared: Readonly<Record<string, Response>>,
  described: OperationDescription,
): Readonly<Record<string, Response>> {
  const statuses = [...new Set(described.refusals.map(({ status }) => status))];
  const refused = statuses.map((status) => [String(status), refusalsOf(status, described.refusals)] as const);
  const answered = Object.entries(declared).map(([status, response]) => [status, answerOf(response, described)] as const);
  return Object.fromEntries([...refused, ...answered]);
}

const JSON_TYPE = 'application/json';

/** What a decorator says of an answer that is no JSON stands; of JSON the type says more. */
function answerOf(declared: Response, { mediaType, schema }: OperationDescription): Response {
  const description = declared.description === '' ? 'Done' : declared.description;
  const { [JSON_TYPE]: _untyped, ...other } = declared.content ?? {};
  if (Object.keys(other).length > 0) return { description, content: other };
  return mediaType === undefined ? { description } : { description, content: { [mediaType]: { schema } } };
}

function refusalsOf(status: number, all: readonly RefusalDescription[]): Response {
  const refusals = all.filter((refusal) => refusal.status === status);
  const told = { properties: { status: { const: status }, code: { enum: refusals.map(({ code }) => code) } } };
  const schema = { allOf: [{ $ref: '#/components/schemas/Problem' }, told] };
  const example = problemOf(refusals[0]!, EXAMPLE_REQUEST);
  return {
    description: [STATUS_CODES[status] ?? 'Refused', ...refusals.map(({ code, detail }) => `- \`${code}\`: ${detail}`)].join('\n'),
    content: { 'application/problem+json': { schema, example } },
  };
}
