import { randomUUID } from 'node:crypto';
import type { Principal } from '@xiezhi/service';
import { issueToken, SIGNING_KEY, type OwnSigningKey } from '@xiezhi/service';
import { Client } from 'pg';
import { until, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { connected } from '../support/clear-text.js';
import { describedThroughout } from '../support/described-answers.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const DRAFTS = '/api/assignment/notice-drafts';
const CONTENT = { caseNumber: '（2026）藏01刑初7号', person: { name: 'བཀྲ་ཤིས། 扎西某某' }, reason: '写到一半\n\t\ud800' };

interface Saved {
  readonly id: string;
  readonly revision: number;
  readonly savedAt: string;
  readonly expiresAt: string;
}
interface Answer<Body> {
  readonly status: number;
  readonly etag: string | null;
  readonly body: Body;
}

let platform: TestPlatform;
const clerk: Principal = { ...DEMONSTRATION_ACCOUNTS.courtClerk, account: 'test-draft-author' };
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());
describedThroughout(() => platform);

async function send<Body = Saved>(
  method: string,
  path: string,
  { as = clerk, body, ifMatch }: { as?: Principal; body?: unknown; ifMatch?: string } = {},
): Promise<Answer<Body>> {
  const token = await issueToken(platform.app.get<OwnSigningKey>(SIGNING_KEY), platform.config, as, 3_600);
  const response = await fetch(new URL(path, platform.address), {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, etag: response.headers.get('etag'), body: (text === '' ? null : JSON.parse(text)) as Body };
}
const save = (id: string, content: unknown, ifMatch?: string, as: Principal = clerk) =>
  send<Saved & ProblemBody>('PUT', `${DRAFTS}/${id}`, { as, body: { content }, ...(ifMatch !== undefined && { ifMatch }) });
const sql = <Row extends object>(text: string, values: unknown[]): Promise<Row[]> =>
  connected(platform.database.url, async (client) => (await client.query<Row & Record<string, unknown>>(text, values)).rows);
/** The person that a draft is sealed for. */
const keyOf = async (id: string): Promise<string> =>
  (await sql<{ person: string }>(`SELECT content #>> '{$sealed,person}' AS person FROM assignment.notice_drafts WHERE id = $1`, [id]))[0]!
    .person;
const keysLeft = async (persons: readonly string[]): Promise<readonly string[]> =>
  (await sql<{ id: string }>('SELECT person_id AS id FROM person_keys.keys WHERE person_id = ANY ($1) ORDER BY 1', [persons])).map(
    ({ id }) => id,
  );
const codeOf = async (answer: Promise<Answer<unknown>>): Promise<readonly unknown[]> => {
  const { status, body } = await answer;
  return [status, (body as ProblemBody | null)?.code];
};

describe('a draft', () => {
  it('is kept as it was written, and given back to its author', async () => {
    const id = randomUUID();
    const saved = await save(id, CONTENT);
    expect([saved.status, saved.etag, saved.body.revision]).toEqual([200, '"0"', 0]);
    const { body, etag } = await send<Saved & { content: unknown }>('GET', `${DRAFTS}/${id}`);
    expect([body.content, etag]).toEqual([CONTENT, '"0"']);
    expect(Date.parse(body.expiresAt) - Date.parse(body.savedAt)).toBe(30 * 86_400_000);
    const { body: list } = await send<{ items: unknown[] }>('GET', DRAFTS);
    expect(list.items).toEqual([expect.objectContaining({ id, caseNumber: CONTENT.caseNumber, personName: 'བཀྲ××' })]);
    expect(JSON.stringify(list)).not.toContain('扎西某某');
  });

  it('says which form it is of: a notice, a discovery, or the notice of a recorded one', async () => {
    const author = { ...clerk, account: 'test-author-of-forms' };
    const requestId = randomUUID();
    const contents = [CONTENT, { caseNumber: CONTENT.caseNumber, form: 'discovery' }, { ...CONTENT, form: 'notice', requestId }];
    for (const content of contents) expect((await save(randomUUID(), content, undefined, author)).status).toBe(200);
    const { items } = (await send<{ items: { form: string; requestId: string | null }[] }>('GET', DRAFTS, { as: author })).body;
    expect(items.map((item) => [item.form, item.requestId]).toReversed()).toEqual([
      ['notice', null],
      ['discovery', null],
      ['notice', requestId],
    ]);
  });

  it('given a change made elsewhere meanwhile, refuses to overwrite it', async () => {
    const id = randomUUID();
    await save(id, CONTENT);
    expect((await save(id, { ...CONTENT, reason: 'one' }, '"0"')).body.revision).toBe(1);
    expect(await codeOf(save(id, { ...CONTENT, reason: 'two' }, '"0"'))).toEqual([412, 'revision.changed']);
    expect(await codeOf(save(id, { ...CONTENT, reason: 'two' }))).toEqual([412, 'revision.changed']);
    expect(await codeOf(save(id, CONTENT, 'W/"0"'))).toEqual([400, 'if_match.malformed']);
  });

  it('given the same again because the answer was lost, answers alike', async () => {
    const id = randomUUID();
    const [first, again] = [await save(id, CONTENT), await save(id, CONTENT)];
    expect(again.body).toEqual(first.body);
    const next = await save(id, { reason: 'next' }, '"0"');
    expect((await save(id, { reason: 'next' }, '"0"')).body).toEqual(next.body);
    const both = await Promise.all([save(id, { reason: 'a' }, '"1"'), save(id, { reason: 'b' }, '"1"')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('is nobody else’s: neither of a colleague, nor of the same person in another agency, nor of another role', async () => {
    const id = randomUUID();
    await save(id, CONTENT);
    const colleague = { ...clerk, account: 'test-colleague' };
    const moved = { ...clerk, agency: 'court-540200' };
    for (const as of [colleague, moved]) {
      const unknown = await codeOf(send('GET', `${DRAFTS}/${randomUUID()}`, { as }));
      expect(unknown).toEqual([404, 'notice_draft.not_found']);
      expect(await codeOf(send('GET', `${DRAFTS}/${id}`, { as }))).toEqual(unknown);
      expect(await codeOf(save(id, { reason: 'theirs' }, undefined, as))).toEqual(unknown);
      expect(await codeOf(save(id, { reason: 'theirs' }, '"0"', as))).toEqual(unknown);
      expect(await codeOf(send('DELETE', `${DRAFTS}/${id}`, { as }))).toEqual(unknown);
      expect((await send<{ items: unknown[] }>('GET', DRAFTS, { as })).body.items).toEqual([]);
    }
    expect(await codeOf(send('GET', DRAFTS, { as: DEMONSTRATION_ACCOUNTS.institutionOfficer }))).toEqual([403, 'permission.denied']);
    expect((await send<{ content: unknown }>('GET', `${DRAFTS}/${id}`)).body.content).toEqual(CONTENT);
  });

  it('takes its key with it, whether it is deleted, sent or erased with the person', async () => {
    const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
    const [deleted, sent, erased] = ids;
    for (const id of ids) await save(id, CONTENT);
    const keys = await Promise.all(ids.map(keyOf));
    expect(await keysLeft(keys)).toHaveLength(3);
    expect((await send('DELETE', `${DRAFTS}/${deleted}`)).status).toBe(204);
    expect((await send('POST', '/api/assignment/defence-requests', { body: notice({ draftId: sent }) })).status).toBe(201);
    expect(await keysLeft(keys)).toEqual([keys[2]]);
    const order = { ground: 'consent_withdrawn', decision: '藏司个保〔2026〕9号' };
    expect((await platform.api.privacyOfficer.post(`/api/directory/persons/${keys[2]}/erase`, order)).status).toBe(200);
    await until(
      () => codeOf(send('GET', `${DRAFTS}/${erased}`)),
      ([status]) => status === 404,
      15_000,
    );
    await until(
      () => sql('SELECT id FROM assignment.notice_drafts WHERE id = ANY ($1)', [ids]),
      (rows) => rows.length === 0,
      15_000,
    );
  });

  it('is deleted once, and cannot be saved on from an old page', async () => {
    const id = randomUUID();
    await save(id, CONTENT);
    expect((await send('DELETE', `${DRAFTS}/${id}`)).status).toBe(204);
    expect(await codeOf(send('DELETE', `${DRAFTS}/${id}`))).toEqual([404, 'notice_draft.not_found']);
    expect(await codeOf(save(id, CONTENT, '"0"'))).toEqual([404, 'notice_draft.not_found']);
  });

  it('goes when its notice is sent, and another’s does not', async () => {
    const [mine, theirs] = [randomUUID(), randomUUID()];
    await save(mine, CONTENT);
    await save(theirs, CONTENT, undefined, { ...clerk, account: 'test-colleague' });
    for (const draftId of [mine, theirs]) {
      expect((await send('POST', '/api/assignment/defence-requests', { body: notice({ draftId }) })).status).toBe(201);
    }
    expect((await send('GET', `${DRAFTS}/${mine}`)).status).toBe(404);
    expect((await send('GET', `${DRAFTS}/${theirs}`, { as: { ...clerk, account: 'test-colleague' } })).status).toBe(200);
  });

  it('stays when its notice is refused', async () => {
    const id = randomUUID();
    await save(id, CONTENT);
    const refused = await send('POST', '/api/assignment/defence-requests', {
      body: notice({ draftId: id, hearingAt: '2020-01-01T00:00:00Z' }),
    });
    expect(refused.status).toBe(422);
    expect((await send('GET', `${DRAFTS}/${id}`)).status).toBe(200);
  });

  it('is bounded in size and number, also for two windows at once', async () => {
    const author = { ...clerk, account: 'test-many-drafts' };
    const large = await save(randomUUID(), { reason: '长'.repeat(30_000) }, undefined, author);
    expect([large.status, large.body.errors]).toEqual([400, [expect.objectContaining({ path: 'content', code: 'draft.too_large' })]]);
    for (const content of [undefined, null, [], 'text', 7]) expect((await save(randomUUID(), content, undefined, author)).status).toBe(400);
    const answers = await Promise.all(Array.from({ length: 25 }, () => save(randomUUID(), CONTENT, undefined, author)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(answers.find(({ status }) => status !== 200)).toMatchObject({ status: 409, body: { code: 'notice_draft.too_many' } });
  });

  it('lies sealed in the database, and is gone when it was not saved for too long', async () => {
    const author = { ...clerk, account: 'test-old-draft' };
    const id = randomUUID();
    await save(id, CONTENT, undefined, author);
    const client = new Client({ connectionString: platform.database.url });
    await client.connect();
    const rows = async (): Promise<readonly string[]> =>
      (await client.query<{ row: string }>('SELECT d::text AS row FROM assignment.notice_drafts d WHERE id = $1', [id])).rows.map(
        ({ row }) => row,
      );
    const key = await keyOf(id);
    expect((await rows())[0]).not.toMatch(/扎西|藏01刑初/);
    await client.query(`UPDATE assignment.notice_drafts SET saved_at = now() - interval '31 days' WHERE id = $1`, [id]);
    expect((await send('GET', `${DRAFTS}/${id}`, { as: author })).status).toBe(404);
    expect((await send<{ items: unknown[] }>('GET', DRAFTS, { as: author })).body.items).toEqual([]);
    expect(await codeOf(save(id, { reason: 'late' }, '"0"', author))).toEqual([404, 'notice_draft.not_found']);
    // Another process on the same data: it looks when it starts.
    const other = await startTestPlatform({ databaseUrl: platform.database.url, databaseAdminUrl: platform.database.url });
    await until(rows, (found) => found.length === 0, 15_000);
    expect(await keysLeft([key])).toEqual([]);
    await other.stop();
    await client.end();
  }, 60_000);
});
