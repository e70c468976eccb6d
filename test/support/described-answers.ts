import { execFile } from 'node:child_process';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { API_DESCRIPTION, built } from './built.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAX_BYTES = 16 * 1_024 * 1_024;

const FILE = join(ROOT, 'dist/openapi.json');

/** The description of the API (OpenAPI) as the built platform gives it; made once for each build. */
export async function builtOpenApi(): Promise<string> {
  await built();
  const [made, build] = await Promise.all([FILE, join(ROOT, 'dist', API_DESCRIPTION)].map((file) => stat(file).catch(() => null)));
  if ((made?.mtimeMs ?? 0) < build!.mtimeMs) {
    const { stdout } = await run(process.execPath, ['test/checks/describe.mjs'], { cwd: ROOT, maxBuffer: MAX_BYTES });
    await writeFile(`${FILE}.${process.pid}`, stdout);
    await rename(`${FILE}.${process.pid}`, FILE);
  }
  return readFile(FILE, 'utf8');
}

interface Validator {
  (data: unknown): boolean;
  errors?: readonly { readonly instancePath: string; readonly message?: string; readonly params: object }[] | null;
}
interface Ajv {
  addSchema(schema: object, key: string): Ajv;
  compile(schema: object): Validator;
}
// Both packages are CommonJS, whose default export Node and the compiler see differently.
const require = createRequire(import.meta.url);
const { Ajv2020 } = require('ajv/dist/2020.js') as { Ajv2020: new (options: object) => Ajv };
const addFormats = require('ajv-formats') as (ajv: Ajv) => void;

interface Responses {
  readonly [status: string]: { readonly content?: Readonly<Record<string, { readonly schema: object }>> };
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Responses }>>>>;
}

/** Holds every answer of a server against the description of the API: its status, its media type and each of its fields. */
export class DescribedAnswers {
  /** What was answered otherwise than described. */
  readonly faults: string[] = [];
  /** What was answered as described: `GET /api/… 200`. */
  readonly sound = new Set<string>();
  readonly #ajv: Ajv;
  readonly #validators = new Map<string, Validator>();
  readonly #templates: readonly { readonly path: string; readonly pattern: RegExp }[];

  private constructor(private readonly document: OpenApi) {
    this.#ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(this.#ajv);
    this.#ajv.addSchema(closed(document) as object, 'api');
    // A fixed part of a path is preferred to a parameter, as the router does.
    this.#templates = Object.keys(document.paths)
      .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
      .sort((one, other) => parameters(one.path) - parameters(other.path));
  }

  static async of(server: Server): Promise<DescribedAnswers> {
    const answers = new DescribedAnswers(JSON.parse(await builtOpenApi()) as OpenApi);
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => answers.#listen(request, response));
    return answers;
  }

  #listen({ method = '', url = '' }: IncomingMessage, response: ServerResponse): void {
    const template = this.#templates.find(({ pattern }) => pattern.test(url.split('?')[0]!));
    if (template === undefined || this.document.paths[template.path]?.[method.toLowerCase()] === undefined) return;
    const chunks: Buffer[] = [];
    let mediaType = '';
    // Headers are given with the status, or set before when the body is a stream.
    instead(response, 'writeHead', (given) => {
      const headers = given.findLast((one) => typeof one === 'object') as Readonly<Record<string, unknown>> | undefined;
      mediaType = String(headers?.['content-type'] ?? response.getHeader('content-type') ?? '').split(';')[0]!;
    });
    for (const name of ['write', 'end'] as const) {
      instead(response, name, ([chunk]) => {
        if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) chunks.push(Buffer.from(chunk as string));
      });
    }
    response.once('finish', () => this.#hold(method.toLowerCase(), template.path, response.statusCode, mediaType, Buffer.concat(chunks)));
  }

  #hold(method: string, path: string, status: number, mediaType: string, body: Buffer): void {
    const what = `${method.toUpperCase()} ${path} ${status}`;
    const fault = this.#faultOf(method, path, String(status), mediaType, body);
    if (fault === null) this.sound.add(what);
    else this.faults.push(`${what}: ${fault}`);
  }

  #faultOf(method: string, path: string, status: string, mediaType: string, body: Buffer): string | null {
    const described = this.document.paths[path]![method]!.responses[status];
    if (described === undefined) return `no such status is described: ${body.toString('utf8')}`;
    const { content } = described;
    if (content === undefined) return body.length === 0 ? null : 'has a body';
    if (content[mediaType] === undefined) return '*/*' in content ? null : `${mediaType} is not described`;
    if (!mediaType.endsWith('json')) return null;
    const validate = this.#validator(['paths', path, method, 'responses', status, 'content', mediaType, 'schema']);
    if (validate(JSON.parse(body.toString('utf8')))) return null;
    return (validate.errors ?? [])
      .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
      .join('; ');
  }

  #validator(place: readonly string[]): Validator {
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const validator = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `api#/${pointer}` });
    this.#validators.set(pointer, validator);
    return validator;
  }
}

/** Has `look` see what a method is given, before the method does its work. */
function instead(response: ServerResponse, name: 'writeHead' | 'write' | 'end', look: (given: readonly unknown[]) => void): void {
  const original = response[name].bind(response) as (...given: readonly unknown[]) => unknown;
  Object.assign(response, {
    [name]: (...given: readonly unknown[]): unknown => {
      look(given);
      return original(...given);
    },
  });
}

const parameters = (path: string): number => path.split('{').length;

/** A schema that takes no field beside those it names: what is not described may not be answered, though clients must expect it. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, closed(item)]));
  return entries['type'] === 'object' && 'properties' in entries && !('additionalProperties' in entries)
    ? { ...entries, additionalProperties: false }
    : entries;
}

/** Holds what a suite's platform answers against the description from here on; the suite fails when anything differs. */
export function describedThroughout(platform: () => { readonly app: { getHttpServer(): Server } }): void {
  let answers: DescribedAnswers;
  beforeAll(async () => {
    answers = await DescribedAnswers.of(platform().app.getHttpServer());
  }, 180_000);
  afterAll(() => {
    expect(answers.faults).toEqual([]);
    expect(answers.sound.size).toBeGreaterThan(0);
  });
}
