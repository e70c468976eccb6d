import type { ApiDescription } from '@xiezhi/service';
import ts from 'typescript';
import { createGenerator } from 'ts-json-schema-generator';
import { decoratorsOf, type Handler } from './program.js';

type Schema = ApiDescription['schemas'][string];
type Answer = Omit<ApiDescription['operations'][string], 'refusals'>;

export interface Answers {
  readonly answers: Readonly<Record<string, Answer>>;
  /** Types that answers share. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

const SHARED = '#/components/schemas/';
const JSON_TYPE = 'application/json';
/** A file, of the media type that the request or the file says. */
const FILE: Answer = { mediaType: '*/*', schema: { type: 'string', format: 'binary' } };

/**
 * The schemas of what handlers answer, from their types and the comments on them. Open to additions: an answer may gain fields.
 * @throws Error when two types of one name differ, or when a type has no JSON form
 */
export function answersOf(program: ts.Program, handlers: readonly Handler[]): Answers {
  const generator = createGenerator({
    tsProgram: program,
    topRef: false,
    encodeRefs: false,
    sortProps: false,
    additionalProperties: true,
    functions: 'fail',
  });
  const schemas: Record<string, Schema> = {};
  const share = (name: string, schema: Schema): void => {
    if (name in schemas && JSON.stringify(schemas[name]) !== JSON.stringify(schema)) throw new Error(`two types are named ${name}`);
    schemas[name] = schema;
  };
  const describe = (method: ts.MethodDeclaration): Answer => {
    const type = answeredType(method);
    if (type === undefined || type.kind === ts.SyntaxKind.VoidKeyword) return {};
    if (type.getText() === 'StreamableFile') return FILE;
    const { definitions = {}, $schema: _dialect, ...found } = generator.createSchemaFromNodes([type]);
    for (const [name, definition] of Object.entries(definitions)) share(name, published(definition) as Schema);
    const schema = published(found) as Schema;
    const name = nameOf(type);
    if (name === null) return { mediaType: mediaTypeOf(method), schema };
    share(name, schema);
    return { mediaType: mediaTypeOf(method), schema: { $ref: `${SHARED}${name}` } };
  };
  const named = (operation: string, method: ts.MethodDeclaration): Answer => {
    try {
      return describe(method);
    } catch (error) {
      throw new Error(`the answer of ${operation} cannot be described: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  };
  const answers = Object.fromEntries(handlers.map(({ operation, method }) => [operation, named(operation, method)]));
  return { answers, schemas };
}

/** The type of the answer itself, out of its promise. */
function answeredType({ type }: ts.MethodDeclaration): ts.TypeNode | undefined {
  const promised = type !== undefined && ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Promise';
  return promised ? type.typeArguments?.[0] : type;
}

/** The name that a type goes by; `null` for one that is written in place. */
const nameOf = (type: ts.TypeNode): string | null =>
  ts.isTypeReferenceNode(type) && type.typeArguments === undefined && ts.isIdentifier(type.typeName) ? type.typeName.text : null;

function mediaTypeOf(method: ts.MethodDeclaration): string {
  const header = decoratorsOf(method).get('Header')?.expression;
  const [name, value] = header !== undefined && ts.isCallExpression(header) ? header.arguments : [];
  const given = name !== undefined && ts.isStringLiteral(name) && name.text.toLowerCase() === 'content-type';
  return given && value !== undefined && ts.isStringLiteral(value) ? value.text.split(';')[0]! : JSON_TYPE;
}

const INSTANT = /(^|[a-z])At$/;

/** References as OpenAPI has them; and what a field's name says of its type: instants end in `At`. */
function published(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => published(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => {
    if (key === '$ref') return [key, String(item).replace('#/definitions/', SHARED)];
    if (key !== 'properties') return [key, published(item)];
    return [key, Object.fromEntries(Object.entries(item as object).map(([name, property]) => [name, published(property, name)]))];
  });
  const schema = Object.fromEntries(entries) as Record<string, unknown>;
  return INSTANT.test(field) && isText(schema['type']) ? { ...schema, format: 'date-time' } : schema;
}

const isText = (type: unknown): boolean => type === 'string' || (Array.isArray(type) && type.includes('string'));
