import { isProduction, isPure, sourcesOf, type Source } from './sources.js';
import {
  filesAreShort,
  functionsAreShort,
  handlersHaveDeciders,
  leavesNothingOpen,
  MAX_FILE_LINES,
  MAX_FUNCTION_LINES,
  namesNoMachine,
  readsNoEnvironment,
  repeatable,
  requestsAreDescribed,
  runsEveryTest,
  type TextCheck,
} from './text-checks.js';

const RULE = 'apps/intake/src/application/application.ts';
const HANDLER = 'apps/intake/src/application/application.handler.ts';
const SPEC = 'apps/intake/src/application/application.spec.ts';

/** These hold the very words that they look for. */
const ABOUT_THE_CHECKS = /^test\/architecture\/text-checks(\.spec)?\.ts$/;
/** Switches off what the machine cannot run, and has it named at the end of the run. */
const SKIPS_BY_NAME = 'test/support/needs.ts';

const REQUEST = 'export class ReadQuery {\n  @IsInt()\n  limit = 40;\n}';
const sources = sourcesOf('apps', 'libs', 'test', 'infra', 'docs', '.ci', '.').filter(({ path }) => !ABOUT_THE_CHECKS.test(path));
const body = (lines: number): string => Array.from({ length: lines }, (_, index) => `  use(${index});`).join('\n');

const checks: readonly (readonly [string, TextCheck, { readonly red: readonly Source[]; readonly green: readonly Source[] }])[] = [
  [
    'rules, publishers and projections read no clock, no chance and no surroundings',
    repeatable,
    {
      red: ['new Date()', 'Date.now()', 'Math.random()', 'process.env.X', 'randomUUID()', 'performance.now()'].flatMap((text) =>
        [RULE, RULE.replace('.ts', '.publisher.ts'), RULE.replace('.ts', '.projection.ts'), 'apps/intake/src/application/notice.ts'].map(
          (path) => ({ path, text }),
        ),
      ),
      green: [
        { path: RULE, text: 'new Date(at)' },
        { path: HANDLER, text: 'new Date()' },
      ],
    },
  ],
  [
    'the environment is read in one place',
    readsNoEnvironment,
    {
      red: [
        { path: HANDLER, text: 'process.env.PORT' },
        { path: 'libs/service/src/health.ts', text: "import { env } from 'node:process';" },
        { path: HANDLER, text: "process['env']" },
        { path: HANDLER, text: 'const { env } = process;' },
      ],
      green: [
        { path: 'libs/service/src/config.ts', text: 'process.env' },
        { path: SPEC, text: 'process.env' },
        { path: HANDLER, text: 'process.once("SIGTERM", stop)' },
      ],
    },
  ],
  [
    'nothing is left open',
    leavesNothingOpen,
    {
      red: [
        { path: 'docs/operations.md', text: 'TODO: say how' },
        { path: HANDLER, text: '// FIXME later' },
      ],
      green: [{ path: HANDLER, text: 'todos' }],
    },
  ],
  [
    'every test runs',
    runsEveryTest,
    {
      red: [
        "describe.skip('x'",
        "it.only('x'",
        "test.todo('x'",
        "xit('x'",
        "fdescribe('x'",
        'const suite = ready ? describe : describe.skip;',
      ].map((text) => ({
        path: SPEC,
        text,
      })),
      green: [{ path: SPEC, text: "it.each([1])('%s', split); exit(); audit(x);" }],
    },
  ],
  [
    'nothing leads to a place on somebody’s machine',
    namesNoMachine,
    {
      red: [
        { path: 'README.md', text: 'see /work/notes' },
        { path: HANDLER, text: "'/home/someone/key'" },
      ],
      green: [{ path: HANDLER, text: "'./work/notes', '/api/work', '/var/lib/xiezhi'" }],
    },
  ],
  [
    'requests stand where the compiler describes them',
    requestsAreDescribed,
    {
      red: [{ path: 'apps/intake/src/application/application.controller.ts', text: REQUEST }],
      green: [
        { path: 'apps/intake/src/application/application.request.ts', text: REQUEST },
        { path: HANDLER, text: 'class Held {\n  constructor(@Inject(X) private readonly x: X) {}\n}' },
      ],
    },
  ],
  [
    `a file has at most ${MAX_FILE_LINES} lines`,
    filesAreShort,
    {
      red: [{ path: HANDLER, text: `${body(MAX_FILE_LINES + 1)}\n` }],
      green: [
        { path: HANDLER, text: `${body(MAX_FILE_LINES)}\n` },
        { path: SPEC, text: body(MAX_FILE_LINES + 1) },
      ],
    },
  ],
  [
    `a function has at most ${MAX_FUNCTION_LINES} lines`,
    functionsAreShort,
    {
      red: [
        { path: HANDLER, text: `function long() {\n${body(MAX_FUNCTION_LINES - 1)}\n}` },
        { path: HANDLER, text: `const long = () => {\n${body(MAX_FUNCTION_LINES - 1)}\n};` },
        { path: HANDLER, text: `class Long {\n  method() {\n${body(MAX_FUNCTION_LINES - 1)}\n  }\n}` },
      ],
      green: [
        { path: HANDLER, text: `function fits() {\n${body(MAX_FUNCTION_LINES - 2)}\n}\nclass Long {\n${'  method() {}\n'.repeat(100)}}` },
      ],
    },
  ],
];

describe.each(checks)('%s', (_name, check, { red, green }) => {
  it('everywhere in the project', () => {
    const exempt = check === runsEveryTest ? [SKIPS_BY_NAME] : [];
    expect(sources.filter(({ path }) => !exempt.includes(path)).flatMap(check)).toEqual([]);
  });

  it('and a breach is seen', () => {
    expect(red.filter((source) => check(source).length === 0)).toEqual([]);
  });

  it('and what is allowed is let be', () => {
    expect(green.flatMap(check)).toEqual([]);
  });
});

describe('a folder with a handler has a decider of its own name', () => {
  it('everywhere in the project', () => {
    expect(handlersHaveDeciders(sources.map(({ path }) => path))).toEqual([]);
  });

  it('and a breach is seen', () => {
    expect(handlersHaveDeciders([HANDLER, 'apps/intake/src/application/rules.ts'])).toEqual([`${HANDLER} has no decider ${RULE}`]);
    expect(handlersHaveDeciders([HANDLER, RULE])).toEqual([]);
  });
});

describe('the files that the checks are about', () => {
  it('are found', () => {
    expect(sources.filter(({ path }) => isPure(path)).map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'apps/assignment/src/defence-request/defence-request.ts',
        'apps/assignment/src/assignment-deadlines/assignment-deadlines.ts',
        'apps/assignment/src/worklist/worklist.projection.ts',
        'apps/directory/src/directory.publisher.ts',
        'apps/referrals/src/delivery/delivery.ts',
        'libs/legal-policy/src/clock.ts',
      ]),
    );
    expect(sources.filter(({ path }) => isProduction(path)).length).toBeGreaterThan(100);
  });
});
