import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ROLES } from '@xiezhi/contracts';
import { inDivision, issueToken, Routes, SIGNING_KEY, type OwnSigningKey, type Principal } from '@xiezhi/service';
import type { ProblemBody } from '../../apps/platform/src/demo/api.js';
import { describedThroughout } from '../support/described-answers.js';
import { aidGrant, dutyHelpRequest, notice, startTestPlatform, type TestPlatform } from '../support/platform.js';
import { BESIDE_CONTROLLERS, BODIES, OVERSIGHT, QUERIES, WHOSE } from './authorisation.samples.js';

const REQUESTS = '/api/assignment/defence-requests';
const HELPS = '/api/assignment/duty-helps';
const AID_CASES = '/api/assignment/aid-cases';
const ORGAN = 'court-540100';
const INSTITUTION = 'institution-540100';
const TOKEN_SECONDS = 3_600;
/** Strangers change nothing, so that several ask at once. */
const AT_ONCE = 8;

type Access = 'public' | 'any' | readonly string[];
interface Operation {
  readonly method: string;
  /** As routes are written: `/api/…/:id`. */
  readonly path: string;
  readonly permission: string | null;
  readonly reviewed: Access | undefined;
}
interface Identity {
  readonly name: string;
  readonly principal: Principal | null;
}
interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly text: string;
}

let platform: TestPlatform;
let operations: readonly Operation[];
let identities: readonly Identity[];
/** The matter that is there, the id of its author's draft and view, and what would give them away. */
let matter: string;
let help: string;
let aidCase: string;
let draft: string;
const caseNumber = `（2026）藏01刑初${randomUUID()}号`;
const author = person('case_agency_clerk', 'court', ORGAN, '540100');

beforeAll(async () => {
  platform = await startTestPlatform();
  const sent = await answerTo(author, 'POST', REQUESTS, notice({ caseNumber }));
  matter = (JSON.parse(sent.text) as { id: string }).id;
  const asked = await answerTo(author, 'POST', HELPS, dutyHelpRequest({ caseNumber, stage: 'first_instance' }));
  help = (JSON.parse(asked.text) as { id: string }).id;
  const officer = person('institution_officer', 'institution', INSTITUTION, '540100');
  aidCase = (JSON.parse((await answerTo(officer, 'POST', AID_CASES, aidGrant({ caseNumber }))).text) as { id: string }).id;
  draft = randomUUID();
  expect((await answerTo(author, 'PUT', `/api/assignment/notice-drafts/${draft}`, { content: { caseNumber } })).status).toBe(200);
  expect(
    (await answerTo(author, 'PUT', `/api/assignment/worklist-views/${draft}`, { name: caseNumber.slice(0, 30), filter: {} })).status,
  ).toBe(200);
  operations = await described();
  identities = [
    { name: 'nobody', principal: null },
    ...people(),
    { name: 'a role there is not', principal: person('role_of_nothing', 'court', ORGAN, '540100') },
  ];
}, 60_000);
afterAll(() => platform?.stop());
describedThroughout(() => platform);

function person(role: string, kind: string, agency: string, division: string): Principal {
  return { account: `test-${role}-${agency}`, agency, agencyKind: kind, role, division };
}

/** Every role in every kind of agency that may have it: of the matter's own agency, of a neighbour's, and of another division's. */
function people(): readonly Identity[] {
  return ROLES.flatMap(({ code, agencyKinds }) =>
    agencyKinds.flatMap((kind) =>
      ['540100', '540102', '540200'].map((division) => ({
        name: `${code} of ${kind}-${division}`,
        principal: person(code, kind, `${kind}-${division}`, division),
      })),
    ),
  );
}

/** The reviewed table of docs/permissions.md: `METHOD /path` → who may. */
function reviewed(): ReadonlyMap<string, Access> {
  const text = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| ([A-Z]+) +\| `([^`]+)` +\| (?:`[^`]+`)? *\| ([^|]+?) +\|$/gm)];
  return new Map(
    rows.map(([, method, path, roles]) => [`${method} ${path}`, roles === 'public' || roles === 'any' ? roles : roles!.split(', ')]),
  );
}

/** Every operation that the platform describes, with what was reviewed of it. */
async function described(): Promise<readonly Operation[]> {
  const table = reviewed();
  const document = (await (await fetch(new URL('/api/openapi.json', platform.address))).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly 'x-permission'?: { readonly name: string } }>>>>;
  };
  return Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([name, operation]) => {
      const [method, path] = [name.toUpperCase(), template.replaceAll(/\{(\w+)\}/g, ':$1')];
      return { method, path, permission: operation['x-permission']?.name ?? null, reviewed: table.get(`${method} ${path}`) };
    }),
  );
}

const tokens = new Map<Principal, Promise<string>>();

/** One token for all that an identity asks: issuing and verifying one costs more than most of the answers. */
function tokenOf(principal: Principal): Promise<string> {
  const issued =
    tokens.get(principal) ?? issueToken(platform.app.get<OwnSigningKey>(SIGNING_KEY), platform.config, principal, TOKEN_SECONDS);
  tokens.set(principal, issued);
  return issued;
}

async function answerTo(principal: Principal | null, method: string, path: string, body?: unknown): Promise<Answer> {
  const token = principal === null ? null : await tokenOf(principal);
  const bytes = Buffer.isBuffer(body) ? new Uint8Array(body) : null;
  const response = await fetch(new URL(path, platform.address), {
    method,
    redirect: 'manual',
    headers: {
      'idempotency-key': randomUUID(),
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': bytes === null ? 'application/json' : 'application/octet-stream' }),
    },
    ...(body !== undefined && { body: bytes ?? JSON.stringify(body) }),
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) {
    await response.body?.cancel();
    return { status: response.status, code: null, text: '' };
  }
  const text = await response.text();
  const problem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  return { status: response.status, code: problem ? (JSON.parse(text) as ProblemBody).code : null, text };
}

const whose = ({ path }: Pick<Operation, 'path'>): 'agency' | 'author' | 'all' | undefined =>
  path.includes(':') ? WHOSE.find(([prefix]) => path.startsWith(prefix))?.[1] : 'all';

/** Sends the operation as `principal`: about the matter, draft or view that is there, or about one that is not. */
function send({ method, path, permission }: Operation, principal: Principal | null, existing: boolean): Promise<Answer> {
  const id = !existing
    ? randomUUID()
    : whose({ path }) === 'author'
      ? draft
      : path.startsWith(HELPS)
        ? help
        : path.startsWith(AID_CASES)
          ? aidCase
          : matter;
  const filled = path
    .replace(':id', id)
    .replace(':service', 'assignment')
    .replace(':number', '0')
    .replaceAll(/:\w+/g, () => randomUUID());
  const sample = BODIES[`${method} ${path}`] ?? BODIES[permission ?? ''];
  const body = method === 'GET' || method === 'DELETE' ? undefined : (sample?.() ?? {});
  return answerTo(principal, method, encodeURI(`${filled}${permission === null ? '' : (QUERIES[permission] ?? '')}`), body);
}

/** What is wrong with how an operation answers an identity; `null`: it is as reviewed. */
async function difference(operation: Operation, { principal }: Identity): Promise<string | null> {
  const { reviewed: access } = operation;
  const answer = await send(operation, principal, true);
  const { status, code, text } = answer;
  const got = `${status} ${code ?? ''}`;
  if (status >= 500 && code !== 'live.too_many') return `failed: ${got}`;
  if (access === 'public') return status === 401 || status === 403 ? `is public, and refused: ${got}` : null;
  if (principal === null) return status === 401 && code === 'token.missing_or_invalid' ? null : `401 expected, got ${got}`;
  if (access !== 'any' && access?.includes(principal.role) !== true) {
    return status === 403 && code === 'permission.denied' ? null : `403 expected, got ${got}`;
  }
  // A token is no browser's session: it has nothing to say of one.
  if (code === 'session.missing') return null;
  if (status === 401 || code === 'permission.denied') return `is permitted, and refused: ${got}`;
  // A granted case has no case agency.
  const party = principal.agency === INSTITUTION || (principal.agency === ORGAN && !operation.path.startsWith(AID_CASES));
  const oversees = OVERSIGHT[operation.permission ?? '']?.includes(principal.role) === true && inDivision(principal.division, '540100');
  if (!party && !oversees && [matter, help, aidCase, draft, caseNumber].some((secret) => text.includes(secret)))
    return 'shows a foreign matter';
  const owner = whose(operation);
  if (owner === 'all') return null;
  // A lawyer has the matters that name the lawyer, whatever agency the account is of; none of these does.
  const own = owner === 'agency' ? party && principal.role !== 'lawyer' : principal.account === author.account;
  if (own) return status === 403 || (status === 404 && !/:.*:/.test(operation.path)) ? `is its own, and refused: ${got}` : null;
  if (status !== 404) return `is foreign: 404 expected, got ${got}`;
  // The first save under an id makes a draft or a view of it: there is no unknown one.
  if (operation.method === 'PUT') return null;
  const unknown = await send(operation, principal, false);
  const same = unknown.status === 404 && withoutRequest(unknown.text) === withoutRequest(text);
  return same ? null : `is foreign, and told apart from what does not exist: ${got}, ${unknown.status} ${unknown.code ?? ''}`;
}

const withoutRequest = (text: string): string => text.replace(/"requestId":"[^"]*"/, '');

describe('every operation, as every role of the right and of a foreign agency and division', () => {
  it('answers as the reviewed table says', async () => {
    const differences: string[] = [];
    let pairs = 0;
    // Foreign callers first, and what deletes last, so that there is something to refuse.
    const ordered = [...operations].sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));
    for (const operation of ordered) {
      const tried = async (identity: Identity): Promise<void> => {
        pairs += 1;
        const wrong = await difference(operation, identity);
        if (wrong !== null) differences.push(`${operation.method} ${operation.path} as ${identity.name}: ${wrong}`);
      };
      const foreign = identities.filter((identity) => !isParty(identity));
      for (let from = 0; from < foreign.length; from += AT_ONCE) await Promise.all(foreign.slice(from, from + AT_ONCE).map(tried));
      for (const identity of identities.filter(isParty)) await tried(identity);
    }
    console.log(
      `${operations.length} operations × ${identities.length} identities: ${pairs} pairs tried, ${differences.length} differences`,
    );
    expect(differences).toEqual([]);
    expect(pairs).toBeGreaterThanOrEqual(500);
  }, 300_000);

  it('is about ids of which it is said whose they are', () => {
    expect(operations.filter((operation) => whose(operation) === undefined).map(({ path }) => path)).toEqual([]);
  });
});

const beside = (route: string): boolean => BESIDE_CONTROLLERS[route.slice(route.indexOf(' ') + 1)] !== undefined;
const isParty = ({ principal }: Identity): boolean => principal !== null && [ORGAN, INSTITUTION].includes(principal.agency);

describe('every route that the router has', () => {
  it('is declared, described and reviewed, or named as one beside the controllers', () => {
    const declared = new Set(
      platform.app
        .get(Routes)
        .list()
        .map(({ method, path }) => `${method} ${path}`),
    );
    const inDocument = new Set(operations.map(({ method, path }) => `${method} ${path}`));
    const table = reviewed();
    const found = [...platform.app.get(Routes).registered].filter((route) => !/^(HEAD|OPTIONS) /.test(route));
    expect(found.length).toBeGreaterThan(operations.length);
    const undeclared = found.filter((route) => !declared.has(route) && !beside(route));
    expect(undeclared).toEqual([]);
    const undescribed = found.filter((route) => / \/api\//.test(route) && !inDocument.has(route) && !beside(route));
    expect(undescribed).toEqual([]);
    expect(operations.filter(({ reviewed: access }) => access === undefined)).toEqual([]);
    expect([...declared].filter((route) => !table.has(route) && !/ \/demonstration\//.test(route))).toEqual([]);
  });
});
