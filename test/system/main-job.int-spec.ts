import { randomUUID } from 'node:crypto';
import { topicOf } from '@xiezhi/contracts';
import { Client } from 'pg';
import { until, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { playMainJob } from '../../apps/platform/src/demo/main-job.js';
import { Timeline } from '../../apps/platform/src/demo/timeline.js';
import { describedThroughout } from '../support/described-answers.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';

interface Answer {
  readonly id: string;
  readonly revision: number;
  readonly position: string;
  readonly replayed: boolean;
}
interface Page {
  readonly id: string;
  readonly status: string;
  readonly personName: string;
  readonly lawyerId: string | null;
  readonly institution: string;
  readonly clock: { readonly stoppedAt: string | null };
}

let platform: TestPlatform;
let court: Api;
let officer: Api;
beforeAll(async () => {
  platform = await startTestPlatform();
  ({ courtClerk: court, institutionOfficer: officer } = platform.api);
});
afterAll(() => platform.stop());
describedThroughout(() => platform);

/** Each case is heard on a day of its own: a lawyer has one hearing at a time. */
let days = 30;
const hearing = (): { hearingAt: string } => ({ hearingAt: new Date(Date.now() + (days += 1) * 86_400_000).toISOString() });
const send = async (changes: Record<string, unknown> = {}): Promise<Answer> => {
  const { status, body } = await court.post<Answer>(REQUESTS, notice({ ...hearing(), ...changes }));
  expect([status, body]).toEqual([201, expect.objectContaining({ replayed: false })]);
  return body;
};
const able = async (id: string): Promise<string[]> => {
  const { body } = await until(
    () => officer.get<{ items: { lawyerId: string; may: boolean }[] }>(`${REQUESTS}/${id}/candidates`),
    (answer) => answer.body.items?.some(({ may }) => may),
    10_000,
  ).then(({ value }) => value);
  return body.items.filter(({ may }) => may).map(({ lawyerId }) => lawyerId);
};
const assign = (api: Api, id: string, lawyerId: string | undefined, key?: string) =>
  api.post<Answer & ProblemBody>(`${REQUESTS}/${id}/assign`, { lawyerId }, key);

it('plays from court to lawyer to court, twice without colliding', async () => {
  const lines: string[] = [];
  await playMainJob(platform.api, new Timeline((line) => lines.push(line)));
  await playMainJob(platform.api, new Timeline((line) => lines.push(line)));
  expect(lines.join('\n')).toContain('按时率 100.0%');
});

describe('a command sent twice', () => {
  it('is carried out once and answered alike', async () => {
    const body = notice();
    const key = randomUUID();
    const [first, second] = await Promise.all([court.post<Answer>(REQUESTS, body, key), court.post<Answer>(REQUESTS, body, key)]);
    const third = await court.post<Answer>(REQUESTS, body, key);
    expect([second.body.id, third.body.id]).toEqual([first.body.id, first.body.id]);
    expect([first, second, third].filter((answer) => answer.body.replayed)).toHaveLength(2);
    expect(third.body.position).toBe(first.body.position);
  });

  it('is refused with another content', async () => {
    const key = randomUUID();
    await court.post(REQUESTS, notice(), key);
    const { status, body } = await court.post<ProblemBody>(REQUESTS, notice(), key);
    expect([status, body.code]).toEqual([422, 'command.reused']);
  });
});

describe('a bad notice', () => {
  it.each([
    ['an unknown ground', { ground: 'because' }, 400, 'ground'],
    ['an unknown division', { division: '990000' }, 422, 'division'],
    ['a minor with an adult’s birth date', { ground: 'minor' }, 422, 'person.birthDate'],
    ['a hearing in the past', { hearingAt: '2020-01-01T00:00:00Z' }, 422, 'hearingAt'],
    ['another organ', { organ: 'police-540100' }, 403, 'organ'],
    ['no person', { person: undefined }, 400, 'person'],
  ])('with %s is refused by field, and nothing is written', async (_what, changes, expected, field) => {
    const before = await count((await send()).position);
    const { status, body } = await court.post<ProblemBody>(REQUESTS, notice(changes));
    expect([status, body.errors?.map(({ path }) => path)]).toEqual([expected, [field]]);
    expect(body.errors![0]!.detail.length).toBeGreaterThan(5);
    // One more notice, a sound one: the list is read behind it, and holds nothing else that is new.
    expect(await count((await send()).position)).toBe(before + 1);
  });

  const count = async (after: string): Promise<number> =>
    (await court.get<{ total: { count: number } }>(`${REQUESTS}?limit=1&after=${after}`)).body.total.count;
});

describe('two officers at once', () => {
  it('assign one lawyer to a request, the first one', async () => {
    const { id } = await send();
    const [one, two] = await able(id);
    const answers = await Promise.all([assign(officer, id, one), assign(platform.api.institutionHead, id, two)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('defence_request.already_assigned');
  });

  it('cannot give one lawyer to two co-accused, and a lawyer who was let go is free again', async () => {
    const caseNumber = `（2026）藏01刑初${randomUUID()}号`;
    const [first, second] = [await send({ caseNumber }), await send({ caseNumber })];
    const [one, two] = await able(first.id);
    const answers = await Promise.all([assign(officer, first.id, one), assign(platform.api.institutionHead, second.id, one)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.body.errors).toEqual([expect.objectContaining({ code: 'lawyer.defends_co_accused' })]);
    const loser = answers[0]!.status === 409 ? first : second;
    expect((await assign(officer, loser.id, two)).status).toBe(200);
    const third = await send({ caseNumber });
    await court.post(`${REQUESTS}/${third.id}/withdraw`, { reason: '重复' });
    const fourth = await send({ caseNumber });
    expect((await assign(officer, fourth.id, one)).status).toBe(409);
  });

  it('number their letters without a gap', async () => {
    const sent = await Promise.all(Array.from({ length: 6 }, () => send()));
    const lawyers = await able(sent[0]!.id);
    // The institution has each of them a moment after it was sent.
    await Promise.all(
      sent.map(({ id }, index) =>
        until(
          () => assign(officer, id, lawyers[index % lawyers.length]),
          ({ status }) => status === 200,
          5_000,
        ),
      ),
    );
    const numbers = await Promise.all(
      sent.map(async ({ id }) => {
        const { value } = await until(
          () => court.get<{ letterNumber: string | null }>(`${REQUESTS}/${id}`),
          ({ body }) => body.letterNumber !== null,
          5_000,
        );
        return Number(/第(\d+)号/.exec(value.body.letterNumber!)![1]);
      }),
    );
    const sorted = numbers.toSorted((a, b) => a - b);
    expect(sorted).toEqual(sorted.map((_, index) => sorted[0]! + index));
  });
});

describe('a command that names the revision it was decided on', () => {
  const given = async (who: 'courtClerk' | 'institutionOfficer', path: string, body: unknown, revision: number): Promise<number> => {
    const tokens = (await (await fetch(new URL('/demonstration/tokens', platform.address))).json()) as Record<
      typeof who,
      { token: string }
    >;
    const { status } = await fetch(new URL(`${REQUESTS}/${path}`, platform.address), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens[who].token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        'if-match': `"${revision}"`,
      },
      body: JSON.stringify(body),
    });
    return status;
  };

  it('is refused when that is no longer the newest, and carried out when it is', async () => {
    const { id, revision } = await send();
    expect(await given('courtClerk', `${id}/withdraw`, { reason: '重复' }, revision - 1)).toBe(412);
    expect(await given('courtClerk', `${id}/withdraw`, { reason: '重复' }, revision)).toBe(200);
  });

  it('assigns a lawyer on the revision of the request, whatever else the assignment writes to', async () => {
    const { id, revision } = await send();
    const [lawyerId] = await able(id);
    expect(await given('institutionOfficer', `${id}/assign`, { lawyerId }, revision - 1)).toBe(412);
    expect(await given('institutionOfficer', `${id}/assign`, { lawyerId }, revision)).toBe(200);
  });
});

it('tells both parties what is missing until the notice is corrected', async () => {
  const { courtClerk, institutionOfficer } = platform.api;
  const missing = '请补充:\n一、起诉书副本 བཀྲ་ཤིས།';
  const sent = await courtClerk.post<{ id: string }>(REQUESTS, notice());
  const path = `${REQUESTS}/${sent.body.id}`;
  const returned = await institutionOfficer.post<{ position: string }>(`${path}/return`, { missing });
  for (const party of [courtClerk, institutionOfficer]) {
    const { body } = await party.get<{ status: string; missing: string | null }>(`${path}?after=${returned.body.position}`);
    expect(body).toMatchObject({ status: 'returned', missing });
  }
  const { division: _division, ...corrected } = notice();
  const { body } = await courtClerk.post<{ position: string }>(`${path}/correct`, corrected);
  expect((await courtClerk.get(`${path}?after=${body.position}`)).body).toMatchObject({ status: 'received', missing: null });
});

it('hands a transferred request to the institution with jurisdiction as a new one, with its people', async () => {
  const { id } = await send();
  const moved = await officer.post<Answer>(`${REQUESTS}/${id}/transfer`, { to: 'institution-540102', reason: '由城关区管辖' });
  expect(moved.status).toBe(200);
  const other = await platform.as({
    account: 'test-other',
    agency: 'institution-540102',
    agencyKind: 'institution',
    role: 'institution_officer',
    division: '540102',
  });
  const { value } = await until(
    () => other.get<{ items: Page[] }>(REQUESTS),
    ({ body }) => body.items.length === 1,
    10_000,
  );
  const [spawned] = value.body.items;
  expect(spawned).toMatchObject({ status: 'received', institution: 'institution-540102' });
  const people = await other.get<{ person: { name: string } }>(`${REQUESTS}/${spawned!.id}/people?purpose=case_handling`);
  expect(people.body.person.name).toBe('བཀྲ་ཤིས། 扎西某某');
});

it('shows Chinese and Tibetan byte for byte to those who may read, and masks names in lists', async () => {
  const { id, position } = await send({ person: { name: 'བསོད་ནམས་རྒྱལ་མཚན། 索朗坚赞', birthDate: '1990-05-01' } });
  const page = await court.get<Page>(`${REQUESTS}/${id}?after=${position}`);
  expect(page.body.personName).not.toContain('索朗坚赞');
  const people = await officer.get<{ person: { name: string }; papers: { list: unknown[] } }>(
    `${REQUESTS}/${id}/people?purpose=case_handling`,
  );
  expect(people.body.person.name).toBe('བསོད་ནམས་རྒྱལ་མཚན། 索朗坚赞');
  expect(people.body.papers.list).toEqual([{ kind: 'indictment', title: '起诉书副本' }]);
});

describe('what is told over the bus', () => {
  it('is told on the topic that its description names', async () => {
    const client = new Client({ connectionString: platform.database.url });
    await client.connect();
    const { rows } = await client.query<{ type: string; topic: string }>(
      `SELECT DISTINCT message->>'type' AS type, topic FROM bus.messages`,
    );
    await client.end();
    const types = new Set(rows.map(({ type }) => type));
    expect([...types]).toEqual(
      expect.arrayContaining(['assignment.lawyer-assigned.v1', 'directory.agency-recorded.v1', 'agency.defence-request-news.v1']),
    );
    for (const { type, topic } of rows) {
      const [, agency = ''] = /^xiezhi[.]agency[.](.+)[.]v1$/.exec(topic) ?? [];
      expect([type, topic]).toEqual([type, topicOf(type, agency)]);
    }
  });
});
