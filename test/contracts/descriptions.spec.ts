import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { asyncApiOf } from '@xiezhi/service';
import { builtOpenApi } from '../support/described-answers.js';
import { contracts } from './published.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAX_BYTES = 16 * 1_024 * 1_024;

interface Linted {
  readonly totals: { readonly errors: number; readonly warnings: number };
  readonly problems: readonly {
    readonly ruleId: string;
    readonly message: string;
    readonly location: readonly { readonly pointer?: string }[];
  }[];
}

/** Runs `work` on a file that holds `document`. */
async function inFile<T>(document: string, work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'xiezhi-description-'));
  try {
    const file = join(folder, 'description.json');
    await writeFile(file, document);
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What Redocly says of a document; its exit code says no more. */
const linted = (document: string): Promise<Linted> =>
  inFile(document, async (file) => {
    const cli = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js');
    const args = [cli, 'lint', file, '--format=json', `--config=${join(ROOT, 'redocly.yaml')}`];
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const { stdout } = await run(process.execPath, args, { env, maxBuffer: MAX_BYTES }).catch((error: { stdout?: string }) => {
      if (error.stdout === undefined || error.stdout === '') throw error;
      return { stdout: error.stdout };
    });
    return JSON.parse(stdout) as Linted;
  });

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, MediaType>> }>>;
}
interface MediaType {
  readonly schema?: object;
  readonly example?: object;
}
/** More than "an object". */
const isDescribed = ({ schema = {} }: MediaType): boolean =>
  Object.keys(schema).some((key) => key !== 'type') || !('type' in schema && schema.type === 'object');

describe('the description of the API', () => {
  let document: string;
  beforeAll(async () => {
    document = await builtOpenApi();
  }, 180_000);

  it('has no fault by Redocly', async () => {
    const { totals, problems } = await linted(document);
    expect(problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ''}: ${message}`)).toEqual([]);
    expect(totals).toMatchObject({ errors: 0, warnings: 0 });
  }, 60_000);

  it('is found faulty when it is', async () => {
    const broken = JSON.parse(document) as { paths: Record<string, Record<string, { summary?: string }>> };
    delete broken.paths['/api/assignment/defence-requests']!['get']!.summary;
    expect((await linted(JSON.stringify(broken))).problems.map(({ ruleId }) => ruleId)).toEqual(['operation-summary']);
  }, 60_000);

  const operations = (): readonly (readonly [string, Operation])[] =>
    Object.entries((JSON.parse(document) as { paths: Record<string, Record<string, Operation>> }).paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    );

  it('tells of every operation what it answers', () => {
    const silent = operations().filter(([, { responses }]) =>
      Object.entries(responses).some(
        ([status, { content }]) => /^20[0-3]$/.test(status) && !Object.values(content ?? {}).some(isDescribed),
      ),
    );
    expect(operations().length).toBeGreaterThan(80);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('tells of every operation what it refuses, by status and code', () => {
    const vague = operations().filter(([, { responses }]) =>
      Object.entries(responses).some(
        ([status, { content }]) => /^[45X]/.test(status) && content?.['application/problem+json']?.example === undefined,
      ),
    );
    expect(vague.map(([name]) => name)).toEqual([]);
    const { responses } = operations().find(([name]) => name === 'POST /api/assignment/defence-requests/{id}/assign')![1];
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '404', '409', '412', '422', '429']));
    expect(JSON.stringify(responses['409'])).toContain('defence_request.lawyer_may_not');
    expect(JSON.stringify(responses['409'])).not.toContain('defence_request.already_returned');
  });

  it('tells which fields of a notice are required, and what they may be', () => {
    const { components } = JSON.parse(document) as {
      components: { schemas: Record<string, { required: string[]; properties: Record<string, { enum?: string[] }> }> };
    };
    const { required, properties } = components.schemas['SendNoticeRequest']!;
    expect(required).toEqual(expect.arrayContaining(['caseNumber', 'division', 'ground', 'person', 'contact']));
    expect(required).not.toEqual(expect.arrayContaining(['organ']));
    expect(properties['ground']!.enum).toContain('minor');
  });
});

describe('the description of messages', () => {
  // In a process of its own: within Jest's modules the parser takes so much memory that a worker ends too slowly.
  const faults = (document: object): Promise<readonly string[]> =>
    inFile(JSON.stringify(document), async (file) => {
      const { stdout } = await run(process.execPath, [join(ROOT, 'test/checks/asyncapi-faults.mjs'), file], {
        cwd: ROOT,
        maxBuffer: MAX_BYTES,
      });
      return JSON.parse(stdout) as readonly string[];
    });

  it('has no error by the AsyncAPI parser', async () => {
    expect(await faults(asyncApiOf())).toEqual([]);
  }, 60_000);

  it('is found faulty when it is', async () => {
    expect(
      await faults({ ...asyncApiOf(), channels: { broken: { messages: { x: { $ref: '#/components/messages/none' } } } } }),
    ).not.toEqual([]);
  }, 60_000);

  it('holds every contract with its example, each on one topic, and an agency’s own topic', () => {
    const { channels, components } = asyncApiOf() as {
      channels: Record<string, { address: string; messages: object }>;
      components: { messages: Record<string, { examples: { payload: unknown }[] }> };
    };
    const told = Object.values(channels).flatMap(({ messages }) => Object.keys(messages));
    expect([...told].sort()).toEqual(contracts.map(({ type }) => type).sort());
    for (const { type, example } of contracts) expect(components.messages[type]!.examples[0]!.payload).toEqual(example);
    expect(Object.values(channels).map(({ address }) => address)).toContain('xiezhi.agency.{agency}.v1');
  });
});
