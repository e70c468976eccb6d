import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { builtDescription, type ApiDescription } from './api-description.js';
import { PROBLEM_SCHEMA, REFUSAL, responsesOf, type Response } from './open-api-answers.js';
import { SESSION_COOKIE } from './sessions/cookies.js';

export const OPENAPI_PATH = '/api/openapi.json';

const DESCRIPTION = [
  'Legal aid coordination between the agencies of a region.',
  'Every request carries an access token, or the cookie of a signed-in browser; with the cookie an unsafe request carries `x-csrf-token` too. Every command carries an `Idempotency-Key`; sent again with the same key it is carried out once.',
  'Errors are RFC 9457 problems with a stable `code`.',
].join('\n\n');

/** The application's description, OpenAPI 3.1; `description` is what types and code tell beside the decorators. */
export function openApiOf(app: NestFastifyApplication, description: ApiDescription = builtDescription()): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle('Xiezhi (獬豸)')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addCookieAuth(SESSION_COOKIE)
    .build();
  return completed(SwaggerModule.createDocument(app, base), description);
}

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Described[];
  readonly responses: Readonly<Record<string, Response>>;
}
interface Described {
  readonly type?: string;
  readonly name?: string;
  readonly in?: string;
  readonly default?: unknown;
  readonly allOf?: unknown;
  readonly schema?: Described;
}

/** A field with a default may be left out, and has its type: the compiler's plugin tells neither of a field without a written type. */
function withDefaults<T extends Described>(described: T): T {
  if (described.schema !== undefined) {
    const schema = withDefaults(described.schema);
    return { ...described, schema, ...(schema.default !== undefined && { required: false }) };
  }
  const { default: value, allOf, ...rest } = described;
  if (value === undefined || allOf === undefined) return described;
  return { ...rest, type: typeof value === 'number' ? 'integer' : typeof value, default: value } as unknown as T;
}

/** A request class as it is described: what has a default is not required. */
function modelOf(model: Model): Model {
  const properties = Object.fromEntries(Object.entries(model.properties ?? {}).map(([name, property]) => [name, withDefaults(property)]));
  const required = model.required?.filter((name) => properties[name]?.default === undefined);
  return { ...model, ...(model.properties !== undefined && { properties }), ...(required !== undefined && { required }) };
}

interface Model {
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
}

/** An operation's parameters, those of its path among them: of a class of parameters the compiler's plugin may know nothing. */
function parametersOf(path: string, { parameters = [] }: Operation): readonly Described[] {
  const given = new Set(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name));
  const missing = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).filter((name) => !given.has(name));
  return [...missing.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })), ...parameters.map(withDefaults)];
}

/** A handler that stands at several paths has an operation at each: `LetterController_draft[1]` is that at the second. */
const PLACE = /\[(\d+)\]$/;

/** What was found out about operations is added to what their decorators say. */
function completed(document: OpenAPIObject, description: ApiDescription): OpenAPIObject {
  const answers = ({ operationId, responses }: Operation): object => {
    const described = description.operations[operationId.replace(PLACE, '')];
    return described === undefined ? { ...responses, '4XX': REFUSAL } : responsesOf(responses, described);
  };
  const { Object: _untyped, ...schemas } = (document.components?.schemas ?? {}) as Readonly<Record<string, Model>>;
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const operations = Object.entries(item).map(([method, operation]: [string, Operation]) => [
      method,
      {
        ...operation,
        operationId: operation.operationId.replace(PLACE, (_, place: string) => (place === '0' ? '' : `_${Number(place) + 1}`)),
        parameters: parametersOf(path, operation),
        responses: answers(operation),
      },
    ]);
    return [path, Object.fromEntries(operations)];
  });
  return {
    ...document,
    paths: Object.fromEntries(paths) as OpenAPIObject['paths'],
    components: {
      ...document.components,
      schemas: {
        ...(Object.fromEntries(Object.entries(schemas).map(([name, model]) => [name, modelOf(model)])) as Schemas),
        ...shared(description.schemas, schemas),
        Problem: PROBLEM_SCHEMA,
      },
    },
  };
}

/** Types of answers. @throws Error when a request's class has the name of one and other fields */
function shared(schemas: ApiDescription['schemas'], requests: Readonly<Record<string, Model>>): ApiDescription['schemas'] {
  const fields = (model: Model | undefined): string =>
    Object.keys(model?.properties ?? {})
      .sort()
      .join();
  const clash = Object.entries(schemas).find(
    ([name, schema]) => fields(requests[name]) !== '' && fields(schema) !== fields(requests[name]),
  );
  if (clash !== undefined) throw new Error(`a request and an answer are both named ${clash[0]}`);
  return schemas;
}

/** Serves the description at {@link OPENAPI_PATH}, for everyone. It is made when first asked for. */
export function serveOpenApi(app: NestFastifyApplication): void {
  let document: string | undefined;
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.get(OPENAPI_PATH, (_request, reply) => {
    document ??= JSON.stringify(openApiOf(app));
    return reply.type('application/json; charset=utf-8').send(document);
  });
}
