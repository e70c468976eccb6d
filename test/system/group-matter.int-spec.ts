import { randomUUID } from 'node:crypto';
import type { GroupInList, GroupMatterPage } from '../../apps/assignment/src/group-matters/group-matters.queries.js';
import type { GroupSuggestion } from '../../apps/assignment/src/group-matters/group-suggestions.queries.js';
import type { PagedList } from '../../apps/assignment/src/worklist/paged-rows.queries.js';
import type { Answer, Api, ProblemBody } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { invitedOfficer } from '../support/accounts.js';
import { aidGrant, dutyHelpRequest, notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const GROUPS = '/api/assignment/group-matters';
const REQUESTS = '/api/assignment/defence-requests';
const HELPS = '/api/assignment/duty-helps';
const AID_CASES = '/api/assignment/aid-cases';
const { institutionOfficer: OFFICER } = DEMONSTRATION_ACCOUNTS;

type Kind = 'defence-request' | 'duty-help' | 'aid-case';
type Done = Answer<{ readonly id: string; readonly position: string; readonly revision: number } & ProblemBody>;

let platform: TestPlatform;
let head: Api;
/** Opens the groups, and leads them. */
let officer: Api;
/** Another officer of the same institution. */
let colleague: Api;
/** An officer of another institution. */
let stranger: Api;

beforeAll(async () => {
  platform = await startTestPlatform({ groupSuggestedFrom: 3 });
  head = platform.api.institutionHead;
  officer = platform.api.institutionOfficer;
  colleague = await platform.as({ ...OFFICER, account: randomUUID() });
  stranger = await platform.as({ ...OFFICER, account: randomUUID(), agency: 'institution-540102', division: '540102' });
}, 60_000);
afterAll(() => platform?.stop());

/** A matter of each kind; `position`: where it stands in the log. */
async function matter(kind: Kind): Promise<{ readonly id: string; readonly position: string }> {
  const court = platform.api.courtClerk;
  const { status, body } = await (kind === 'defence-request'
    ? court.post<Done['body']>(REQUESTS, notice())
    : kind === 'duty-help'
      ? court.post<Done['body']>(HELPS, dutyHelpRequest())
      : officer.post<Done['body']>(AID_CASES, aidGrant()));
  expect(status).toBe(201);
  return body;
}

async function opened(by: Api = officer): Promise<string> {
  const done: Done = await by.post(GROUPS, { title: '某工地拖欠工资案', reason: 'wages' });
  expect(done.status).toBe(201);
  return done.body.id;
}
const joins = (by: Api, group: string, matterId: string, matterKind: Kind = 'defence-request'): Promise<Done> =>
  by.post(`${GROUPS}/${group}/members`, { matterId, matterKind, basis: 'same_event' });
const removes = (by: Api, group: string, matterId: string): Promise<Done> =>
  by.post(`${GROUPS}/${group}/members/${matterId}/remove`, { reason: 'other_facts' });
const pageOf = (by: Api, group: string, after: string): Promise<Answer<GroupMatterPage & ProblemBody>> =>
  by.get(`${GROUPS}/${group}?after=${after}`);
const groupsOf = async (by: Api, matterId: string, after: string): Promise<readonly GroupInList[]> =>
  (await by.get<PagedList<GroupInList>>(`${GROUPS}?matter=${matterId}&after=${after}`)).body.items;

describe('a group matter', () => {
  it('joins matters of every kind, and shows where each stands', async () => {
    const group = await opened();
    const kinds: readonly Kind[] = ['defence-request', 'duty-help', 'aid-case'];
    const matters = await Promise.all(kinds.map((kind) => matter(kind)));
    let last = '';
    for (const [place, { id }] of matters.entries()) {
      const done = await joins(officer, group, id, kinds[place]);
      expect(done.status).toBe(200);
      last = done.body.position;
    }
    const { body } = await pageOf(colleague, group, last);
    expect(body).toMatchObject({ title: '某工地拖欠工资案', status: 'open', officer: OFFICER.account, members: 3 });
    const shown = new Map(body.memberships.map(({ id, matterKind, standing }) => [id, { matterKind, standing }]));
    for (const [place, { id }] of matters.entries())
      expect(shown.get(id)).toMatchObject({ matterKind: kinds[place], standing: { open: true, sensitive: false, lawyerId: null } });
    for (const { standing } of body.memberships) expect(standing?.personName).toMatch(/^\S+××$/u);
    const [only, ...others] = await groupsOf(colleague, matters[0]!.id, last);
    expect([only?.id, others]).toEqual([group, []]);
  });

  it('has each matter once, and a matter is in no second group until it is removed from the first', async () => {
    const [first, second] = [await opened(), await opened()];
    const { id } = await matter('defence-request');
    expect((await joins(officer, first, id)).status).toBe(200);
    expect((await joins(colleague, first, id)).body.code).toBe('group_matter.already_member');
    expect((await joins(colleague, second, id)).body.code).toBe('group_matter.member_elsewhere');
    expect((await removes(colleague, second, id)).body.code).toBe('group_matter.member.not_found');
    expect((await removes(colleague, first, id)).status).toBe(200);
    const again = await joins(colleague, second, id);
    expect(again.status).toBe(200);
    expect((await groupsOf(officer, id, again.body.position)).map((one) => one.id)).toEqual([second]);
    const { body } = await pageOf(officer, first, again.body.position);
    expect(body).toMatchObject({ members: 0, memberships: [{ id, removal: 'other_facts' }] });
  });

  it('gives one of two officers who join a matter to two groups at once what the other is refused', async () => {
    const [first, second] = [await opened(), await opened()];
    const { id } = await matter('defence-request');
    const answers = await Promise.all([joins(officer, first, id), joins(colleague, second, id)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('lets its matters join another one once it is closed, and changes no more', async () => {
    const [first, second] = [await opened(), await opened()];
    const { id } = await matter('defence-request');
    await joins(officer, first, id);
    expect((await officer.post<ProblemBody>(`${GROUPS}/${first}/close`, { reason: 'divided' })).status).toBe(200);
    expect((await removes(officer, first, id)).body.code).toBe('group_matter.closed');
    expect((await joins(officer, first, randomUUID())).status).toBe(404);
    const again = await joins(officer, second, id);
    expect(again.status).toBe(200);
    const { body } = await officer.get<PagedList<GroupInList>>(`${GROUPS}?state=closed&after=${again.body.position}`);
    expect(body.items).toContainEqual(expect.objectContaining({ id: first, closing: 'divided', members: 1 }));
  });

  it('is led by another officer when the head says so, and not when an officer does', async () => {
    const group = await opened();
    const officerNow = await invitedOfficer(platform, OFFICER.agency);
    expect((await officer.post(`${GROUPS}/${group}/officer`, { officer: officerNow })).status).toBe(403);
    const done: Done = await head.post(`${GROUPS}/${group}/officer`, { officer: officerNow });
    expect((await pageOf(head, group, done.body.position)).body.officer).toBe(officerNow);
  });

  it('is led by nobody of another institution, and by nobody the directory does not know', async () => {
    const group = await opened();
    for (const foreign of [await invitedOfficer(platform, 'institution-540102'), randomUUID()]) {
      const { status, body }: Done = await head.post(`${GROUPS}/${group}/officer`, { officer: foreign });
      expect([status, body.code]).toEqual([422, 'group_matter.officer.unknown']);
      expect(body.errors?.map(({ path, code }) => [path, code])).toEqual([['officer', 'not_of_institution']]);
    }
  });

  it('exists for no other institution, and takes nothing of another', async () => {
    const group = await opened();
    const { id } = await matter('defence-request');
    const done = await joins(officer, group, id);
    expect((await pageOf(stranger, group, done.body.position)).status).toBe(404);
    expect((await joins(stranger, group, id)).body.code).toBe('group_matter.not_found');
    expect(await groupsOf(stranger, id, done.body.position)).toEqual([]);
    const own = await opened(stranger);
    const foreign = await joins(stranger, own, id);
    const unknown = await joins(stranger, own, randomUUID());
    expect([foreign.status, foreign.body.code]).toEqual([404, 'group_matter.matter.not_found']);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'group_matter.matter.not_found']);
  });
});

describe('a suggestion to join matters', () => {
  const suggested = async (by: Api, id: string, matterKind: Kind, after: string): Promise<GroupSuggestion | null> => {
    const read = await by.get<{ suggestion: GroupSuggestion | null }>(
      `/api/assignment/group-suggestions?matter=${id}&matterKind=${matterKind}&after=${after}`,
    );
    expect(read.status).toBe(200);
    return read.body.suggestion;
  };
  /** Requests of one case number, behind which the worklist is. */
  const ofOneCase = async (count: number): Promise<readonly string[]> => {
    const caseNumber = `（2026）藏01刑初${randomUUID().slice(0, 8)}号`;
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const { body } = await platform.api.courtClerk.post<Done['body']>(REQUESTS, notice({ caseNumber }));
      await officer.get(`${REQUESTS}/${body.id}?after=${body.position}`);
      ids.push(body.id);
    }
    return ids;
  };

  it('is made once as many open requests have one case number as are configured, and names them', async () => {
    const [first, second] = await ofOneCase(2);
    expect(await suggested(officer, first!, 'defence-request', '0')).toBeNull();
    const ids = await ofOneCase(3);
    const found = await suggested(officer, ids[1]!, 'defence-request', '0');
    expect(found).toMatchObject({ basis: 'same_case', more: false });
    expect(found!.members.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(await suggested(stranger, ids[1]!, 'defence-request', '0')).toBeNull();
    expect(await suggested(officer, second!, 'duty-help', '0')).toBeNull();
  });

  it('counts neither what is in a group already nor what is hidden from the reader', async () => {
    const ids = await ofOneCase(4);
    const flag = { reason: 'mass_matter', text: '同村二十余人' };
    const flagged: Done = await officer.post(`/api/assignment/sensitive-matters/${ids[0]}/flag`, flag);
    await officer.get(`/api/assignment/sensitive-matters?after=${flagged.body.position}`);
    expect((await suggested(officer, ids[1]!, 'defence-request', '0'))?.members).toHaveLength(4);
    expect((await suggested(colleague, ids[1]!, 'defence-request', '0'))?.members).toHaveLength(3);
    expect(await suggested(colleague, ids[0]!, 'defence-request', '0')).toBeNull();
    const joined = await joins(officer, await opened(), ids[3]!);
    expect(await suggested(colleague, ids[1]!, 'defence-request', joined.body.position)).toBeNull();
    expect(await suggested(officer, ids[3]!, 'defence-request', joined.body.position)).toBeNull();
  });

  const marked = async (by: Api, matterKind: Kind, ids: readonly string[], after = '0'): Promise<readonly string[]> => {
    const path = `/api/assignment/group-suggestions/rows?matters=${ids.join(',')}&matterKind=${matterKind}&after=${after}`;
    const { status, body } = await by.get<{ readonly matters: readonly string[] }>(path);
    expect(status).toBe(200);
    return body.matters.toSorted();
  };

  it('marks the rows of a list it would be made for, until they are in a group', async () => {
    const alone = await ofOneCase(2);
    const ids = await ofOneCase(3);
    expect(await marked(officer, 'defence-request', [...alone, ...ids])).toEqual(ids.toSorted());
    expect(await marked(officer, 'defence-request', [ids[0]!, alone[0]!])).toEqual([ids[0]]);
    expect(await marked(stranger, 'defence-request', ids)).toEqual([]);
    const joined = await joins(officer, await opened(), ids[2]!);
    expect(await marked(officer, 'defence-request', ids, joined.body.position)).toEqual([]);
  });

  it('is made of requests for a duty lawyer’s help in one case, too', async () => {
    const caseNumber = `（2026）藏01刑初${randomUUID().slice(0, 8)}号`;
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const { body } = await platform.api.courtClerk.post<Done['body']>(HELPS, dutyHelpRequest({ caseNumber }));
      await officer.get(`${HELPS}/${body.id}?after=${body.position}`);
      ids.push(body.id);
    }
    const found = await suggested(officer, ids[1]!, 'duty-help', '0');
    expect(found).toMatchObject({ basis: 'same_case', more: false });
    expect(found!.members.map(({ id, number }) => [id, number])).toEqual(ids.map((id) => [id, caseNumber]));
    const { body: other } = await platform.api.courtClerk.post<Done['body']>(HELPS, dutyHelpRequest());
    await officer.get(`${HELPS}/${other.id}?after=${other.position}`);
    expect(await marked(officer, 'duty-help', [...ids, other.id])).toEqual(ids.toSorted());
  });

  it('is made of granted cases against one opposing party, and of no others', async () => {
    const against = async (name: string): Promise<Done['body']> => {
      const { body } = await officer.post<Done['body']>(AID_CASES, aidGrant({ opponents: [{ name }] }));
      await officer.get(`${AID_CASES}/${body.id}?after=${body.position}`);
      return body;
    };
    const company = `某某工程公司${randomUUID()}`;
    const cases = [await against(company), await against(company), await against(company), await against('另一公司')];
    const found = await suggested(officer, cases[0]!.id, 'aid-case', '0');
    expect(found?.basis).toBe('same_opponent');
    expect(found!.members.map(({ id }) => id).toSorted()).toEqual(
      cases
        .slice(0, 3)
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(JSON.stringify(found)).not.toContain(company);
    expect(await suggested(officer, cases[3]!.id, 'aid-case', '0')).toBeNull();
  });
});

describe('a sensitive matter in a group', () => {
  it('is neither shown nor counted to an officer outside of its circle, and a group of nothing else is hidden with it', async () => {
    const group = await opened();
    const [hidden, shown] = [await matter('defence-request'), await matter('aid-case')];
    await joins(officer, group, hidden.id);
    const joined = await joins(officer, group, shown.id, 'aid-case');
    expect((await pageOf(colleague, group, joined.body.position)).body.members).toBe(2);
    const flag = { reason: 'mass_matter', text: '同村二十余人' };
    const flagged: Done = await officer.post(`/api/assignment/sensitive-matters/${hidden.id}/flag`, flag);
    await officer.get(`/api/assignment/sensitive-matters?after=${flagged.body.position}`);

    const outside = (await pageOf(colleague, group, flagged.body.position)).body;
    expect(outside.members).toBe(1);
    expect(outside.memberships.map(({ id }) => id)).toEqual([shown.id]);
    const inside = (await pageOf(officer, group, flagged.body.position)).body;
    expect(inside.members).toBe(2);
    expect(inside.memberships.find(({ id }) => id === hidden.id)?.standing?.sensitive).toBe(true);
    expect(await groupsOf(colleague, hidden.id, flagged.body.position)).toEqual([]);
    expect((await removes(colleague, group, hidden.id)).body.code).toBe('group_matter.matter.not_found');

    const left = await removes(colleague, group, shown.id);
    expect(left.status).toBe(200);
    const also = { ...flag, matterKind: 'aid-case', reason: 'privacy' };
    const both: Done = await officer.post(`/api/assignment/sensitive-matters/${shown.id}/flag`, also);
    await officer.get(`/api/assignment/sensitive-matters?after=${both.body.position}`);
    expect((await pageOf(colleague, group, both.body.position)).status).toBe(404);
    expect((await joins(colleague, group, (await matter('defence-request')).id)).body.code).toBe('group_matter.not_found');
    const lists = await Promise.all([colleague, officer, head].map((by) => by.get<PagedList<GroupInList>>(`${GROUPS}?limit=100`)));
    expect(lists.map(({ body }) => body.items.some(({ id }) => id === group))).toEqual([false, true, true]);
  });
});
