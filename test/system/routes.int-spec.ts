import { randomUUID } from 'node:crypto';
import { Routes, type ListedRoute } from '@xiezhi/service';
import type { ProblemBody } from '../../apps/platform/src/demo/api.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';
import { BODIES, QUERIES } from './authorisation.samples.js';

let platform: TestPlatform;
let guarded: readonly (ListedRoute & { readonly access: { readonly name: string; readonly roles: readonly string[] | 'any' } })[];

beforeAll(async () => {
  platform = await startTestPlatform();
  guarded = platform.app
    .get(Routes)
    .list()
    .filter((route): route is (typeof guarded)[number] => route.access !== 'public' && route.access !== null);
});
afterAll(() => platform.stop());

const path = (route: ListedRoute): string => route.path.replaceAll(/:\w+/g, randomUUID());
const token = async (role: string, agency = 'institution-540100', agencyKind = 'institution') =>
  platform.as({ account: `test-${role}`, agency, agencyKind, role, division: '540100' });

/** A sound body of a command on a matter, by its permission or by its route. */
const bodyOf = ({ method, path: of, access }: (typeof guarded)[number]): unknown => (BODIES[`${method} ${of}`] ?? BODIES[access.name])?.();

/** Commands that say all in their address: they take no body. */
const WITHOUT_BODY = [
  /\/:id\/(own-lawyer|reassignment|give-up|publish|pass-on-application|remind|accept-file)$/,
  /\/case-trackings\/:id\/close$/,
  /\/(refusal|file|complaints\/:id)\/accept$/,
  /\/letters\/:letterId\/issue$/,
  /\/search\/call-off$/,
  /\/return-visits\/:id\/form$/,
  /\/duty-helps\/:id\/conclude$/,
  /^\/auth\//,
  /^\/api\/session\/sessions\//,
];
const takesBody = ({ path: of }: ListedRoute): boolean => !WITHOUT_BODY.some((one) => one.test(of));

describe('every guarded route', () => {
  it('exists', () => {
    expect(guarded.length).toBeGreaterThanOrEqual(14);
  });

  it('refuses a caller without a token with 401', async () => {
    for (const route of guarded) {
      const answer = await fetch(new URL(path(route), platform.address), { method: route.method });
      expect([route.path, answer.status]).toEqual([route.path, 401]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('refuses a role that it does not name with 403', async () => {
    const nobody = await token('role_of_nothing');
    for (const route of guarded.filter(({ access }) => access.roles !== 'any')) {
      const { status, body } = await nobody.send<ProblemBody>(route.method, path(route), route.method === 'GET' ? undefined : {});
      expect([route.path, status, body.code]).toEqual([route.path, 403, 'permission.denied']);
    }
  });

  it('refuses a garbage body with 400, naming each field', async () => {
    for (const route of guarded.filter((one) => one.method === 'POST' && takesBody(one))) {
      const api = await token(route.access.roles[0]!);
      const { status, body } = await api.post<ProblemBody>(path(route), { rubbish: true, person: 7, reason: 12 });
      expect([route.path, status, body.code]).toEqual([route.path, 400, 'request.invalid']);
      expect(body.errors).toContainEqual(expect.objectContaining({ path: 'rubbish', code: 'field.unknown' }));
    }
  });

  it('answers a foreign matter with 404, exactly like one that does not exist', async () => {
    const sent = await platform.api.courtClerk.post<{ id: string }>('/api/assignment/defence-requests', notice());
    expect(sent.status).toBe(201);
    const foreign = {
      case_agency_clerk: await token('case_agency_clerk', 'court-540200', 'court'),
      institution_officer: await token('institution_officer', 'institution-540200'),
      institution_head: await token('institution_head', 'institution-540200'),
      lawyer: await token('lawyer', 'law-firm-demonstration-2', 'law_firm'),
    };
    const bodies: Readonly<Record<string, unknown>> = {
      assign: { lawyerId: await anyLawyer() },
      papers: { uploadId: randomUUID(), kind: 'other', fileName: '起诉书.pdf' },
      uploads: { size: 10, mediaType: 'application/pdf' },
    };
    for (const route of guarded.filter(({ path: of }) => of.startsWith('/api/assignment/defence-requests/:id'))) {
      const role = (Object.keys(foreign) as (keyof typeof foreign)[]).find((one) => route.access.roles.includes(one))!;
      const act = route.path.split('/').at(-1)!;
      const answers = [];
      for (const id of [sent.body.id, randomUUID()]) {
        const of = `${path({ ...route, path: route.path.replace(':id', id).replace(':number', '0') })}${QUERIES[route.access.name] ?? ''}`;
        const answer =
          route.method === 'PUT'
            ? await foreign[role].put<ProblemBody>(of, Buffer.from('x'))
            : await foreign[role].send<ProblemBody>(route.method, of, route.method === 'GET' ? undefined : (bodies[act] ?? bodyOf(route)));
        answers.push([answer.status, answer.body.code, answer.body.detail]);
      }
      expect([route.path, answers[0]]).toEqual([route.path, answers[1]]);
      expect([route.path, answers[0]![0]]).toEqual([route.path, 404]);
    }
  });

  it('asks every command for an Idempotency-Key', async () => {
    const { status, body } = await bare('/api/assignment/defence-requests', notice());
    expect([status, body.code]).toEqual([400, 'idempotency_key.missing']);
  });
});

async function anyLawyer(): Promise<string> {
  const { body } = await platform.api.institutionOfficer.get<{ items: { id: string }[] }>('/api/directory/lawyers');
  return body.items[0]!.id;
}

async function bare(of: string, body: unknown): Promise<{ status: number; body: ProblemBody }> {
  const tokens = (await (await fetch(new URL('/demonstration/tokens', platform.address))).json()) as { courtClerk: { token: string } };
  const response = await fetch(new URL(of, platform.address), {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.courtClerk.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as ProblemBody };
}
