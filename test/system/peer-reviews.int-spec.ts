import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { until, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import type { QualityList, QualityMatterPage } from '../../apps/assignment/src/quality-matters/quality-matters.queries.js';
import type { ReviewedFile } from '../../apps/assignment/src/peer-review/reviewed-file.queries.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { connected } from '../support/clear-text.js';
import { closedGrant } from '../support/grants.js';
import { papersOf, pdf, uploadTo } from '../support/papers.js';
import { aidGrant, notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const REVIEWS = '/api/assignment/peer-reviews';
const SLOWEST_MS = 30_000;

interface Sent {
  readonly id: string;
  readonly position: string;
}

let platform: TestPlatform;
let officer: Api;
let head: Api;
let court: Api;
let neighbour: Api;

beforeAll(async () => {
  platform = await startTestPlatform();
  ({ institutionOfficer: officer, institutionHead: head, courtClerk: court } = platform.api);
  neighbour = await platform.as({ ...DEMONSTRATION_ACCOUNTS.institutionHead, agency: 'institution-540200', division: '540200' });
}, 60_000);
afterAll(() => platform?.stop());

/** What the log says of a case's grade. */
const gradesOf = (caseId: string) =>
  until(
    () =>
      connected(platform.database.url, async (client) => {
        const stream = `quality-grade-${caseId}`;
        return (await client.query<{ data: object }>('SELECT data FROM assignment.events WHERE stream = $1', [stream])).rows;
      }),
    (rows) => rows.length === 1,
    SLOWEST_MS,
  );

describe('a closed case under peer review', () => {
  let caseId: string;
  const content = pdf('起诉书');
  let reviewId: string;
  let reviewers: readonly { readonly id: string; readonly api: Api }[];

  beforeAll(async () => {
    const { body } = await court.post<Sent>(REQUESTS, notice());
    caseId = body.id;
    const uploadId = await uploadTo(court, caseId, content);
    const paper = { uploadId, kind: 'indictment', fileName: '起诉书 扎西某某.pdf' };
    expect((await court.post(papersOf(caseId), paper)).status).toBe(201);
    const had = demonstrationLawyerId(0);
    expect((await officer.post(`${REQUESTS}/${caseId}/assign`, { lawyerId: had })).status).toBe(200);
    const early = await officer.post<ProblemBody>(REVIEWS, { requestId: caseId, firstReviewer: had, secondReviewer: had });
    expect([early.status, early.body.code]).toEqual([409, 'peer_review.case_not_closed']);
    expect((await head.post(`${REQUESTS}/${caseId}/terminate`, { ground: 'recipient_asked', reason: '本人要求' })).status).toBe(200);
    expect((await officer.post(`${REQUESTS}/${caseId}/termination-served`, { servedAt: new Date().toISOString() })).status).toBe(200);
    // Of other firms than who had the case.
    const ids = [1, 2, 4].map(demonstrationLawyerId);
    reviewers = await Promise.all(
      ids.map(async (id, n) => ({
        id,
        api: await platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: `reviewer-${n}`, lawyerId: id }),
      })),
    );
  });

  it('is given to two who have nothing to do with it, and to nobody else', async () => {
    const [first, second, third] = reviewers as [(typeof reviewers)[0], (typeof reviewers)[0], (typeof reviewers)[0]];
    const own = { requestId: caseId, firstReviewer: demonstrationLawyerId(0), secondReviewer: first.id };
    expect((await officer.post<ProblemBody>(REVIEWS, own)).body.code).toBe('peer_review.reviewer_had_the_case');
    const foreign = await neighbour.post<ProblemBody>(REVIEWS, { ...own, firstReviewer: second.id });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'defence_request.not_found']);
    const opened = await officer.post<Sent>(REVIEWS, { ...own, firstReviewer: second.id });
    expect(opened.status).toBe(201);
    reviewId = opened.body.id;
    const { body } = await first.api.get<QualityList>(`${REVIEWS}?after=${opened.body.position}`);
    expect(body.items.map(({ id, facts }) => [id, facts['reviewers']])).toEqual([[reviewId, undefined]]);
    expect((await third.api.get<ProblemBody>(`${REVIEWS}/${reviewId}`)).status).toBe(404);
    expect((await third.api.get<ProblemBody>(`${REVIEWS}/${reviewId}/file`)).status).toBe(404);
    const file = await first.api.get<{ criteria: { version: string }; course: readonly unknown[] }>(`${REVIEWS}/${reviewId}/file`);
    expect(file.body.criteria.version).toBe('criminal-2022.1');
    expect(file.body.course.length).toBeGreaterThan(2);
    expect(body.items[0]!.caseNumber).toBeNull();
    expect(JSON.stringify(file.body)).not.toMatch(/caseNumber|coAccusedGroup|刑初|personId/);
  });

  it('shows its papers to who reviews it, recording each reading, and to nobody whose review ended', async () => {
    const [first, , third] = reviewers as [(typeof reviewers)[0], (typeof reviewers)[0], (typeof reviewers)[0]];
    const papers = `${REVIEWS}/${reviewId}/papers`;
    const listed = await first.api.get<{ items: readonly { readonly id: string; readonly fileName: string }[] }>(papers);
    expect(listed.body.items).toHaveLength(1);
    const [{ id, fileName }] = listed.body.items as [{ id: string; fileName: string }];
    expect(fileName).not.toContain('扎西某某');
    const paper = `${papers}/${id}/content?purpose=supervision`;
    const read = await first.api.download(paper);
    expect([read.status, read.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(Buffer.from(await read.arrayBuffer()).equals(content)).toBe(true);
    // The way of the case's own lawyer stays shut.
    expect((await first.api.get<ProblemBody>(papersOf(caseId))).body.code).toBe('defence_request.not_found');
    const readings = await head.get<{ items: readonly object[] }>(`/api/assignment/access-log`);
    expect(readings.body.items).toContainEqual(
      expect.objectContaining({ account: 'reviewer-0', paperId: id, relation: 'reviewer', purpose: 'supervision' }),
    );
    for (const [by, path] of [third.api, neighbour, platform.api.lawyer].flatMap((one) =>
      [papers, paper].map((to) => [one, to] as const),
    )) {
      expect([403, 404]).toContain((await by.download(path)).status);
    }
    expect((await officer.post(`${REVIEWS}/${reviewId}/recuse`, { reviewerId: first.id })).status).toBe(200);
    expect((await first.api.get<ProblemBody>(papers)).body.code).toBe('quality.not_found');
    expect((await first.api.download(paper)).status).toBe(404);
    const again = demonstrationLawyerId(7);
    expect((await officer.post(`${REVIEWS}/${reviewId}/reviewers`, { reviewerId: again })).status).toBe(200);
    const api = await platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: 'reviewer-again', lawyerId: again });
    reviewers = [{ id: again, api }, ...reviewers.slice(1)];
    expect((await api.download(paper)).status).toBe(200);
  });

  it('shows a reviewer no other’s score, asks a third when two differ, and grades the case by the middle one', async () => {
    const [first, second, third] = reviewers as [(typeof reviewers)[0], (typeof reviewers)[0], (typeof reviewers)[0]];
    const score = (by: Api, opinion: number) =>
      by.post<Sent & ProblemBody>(`${REVIEWS}/${reviewId}/score`, {
        scores: { meeting: 18, file_reading: 18, opinion, hearing: 18, closing_file: 10 },
      });
    expect((await score(third.api, 20)).body.code).toBe('quality.not_found');
    expect((await score(first.api, 26)).body.code).toBe('peer_review.scores.invalid');
    expect((await score(first.api, 25)).status).toBe(200);
    const second5 = await score(second.api, 5);
    expect(second5.status).toBe(200);
    const seen = await second.api.get<QualityMatterPage>(`${REVIEWS}/${reviewId}?after=${second5.body.position}`);
    expect(seen.body.timeline.map(({ event }) => event)).toEqual(['ReviewOpened', 'CaseScored']);
    expect(JSON.stringify(seen.body)).not.toContain(first.id);
    expect((await officer.post(`${REVIEWS}/${reviewId}/reviewers`, { reviewerId: third.id })).status).toBe(200);
    const last = await score(third.api, 20);
    expect(last.status).toBe(200);
    const shown = await head.get<QualityMatterPage>(`${REVIEWS}/${reviewId}?after=${last.body.position}`);
    expect(shown.body).toMatchObject({ status: 'concluded', facts: { score: 84, grade: 'good', reviewed: 3 } });
    expect((await second.api.get<ProblemBody>(`${REVIEWS}/${reviewId}/papers`)).body.code).toBe('quality.not_found');
    const graded = await gradesOf(caseId);
    expect(graded.value![0]!.data).toMatchObject({ grade: 'good', source: 'peer_review', sourceId: reviewId });
  });
});

describe('a granted case under peer review', () => {
  const ids = [1, 4].map(demonstrationLawyerId) as [string, string];
  let caseId: string;
  let reviewId: string;
  let first: Api;
  let second: Api;

  beforeAll(async () => {
    caseId = await closedGrant(platform);
    const as = (id: string) => platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: `of-grants-${id}`, lawyerId: id });
    [first, second] = [await as(ids[0]), await as(ids[1])];
  });

  it('is given to two who have nothing to do with it, of neither side', async () => {
    const of = { requestId: caseId, matter: 'aid-case', firstReviewer: ids[0], secondReviewer: ids[1] };
    for (const [by, body, status, code] of [
      [neighbour, of, 404, 'aid_case.not_found'],
      [officer, { ...of, matter: 'defence-request' }, 404, 'defence_request.not_found'],
      [officer, { ...of, firstReviewer: demonstrationLawyerId(0) }, 409, 'peer_review.reviewer_had_the_case'],
    ] as const) {
      const refused = await by.post<ProblemBody>(REVIEWS, body);
      expect([refused.status, refused.body.code]).toEqual([status, code]);
    }
    // Whoever acted for the other side of the dispute knows too much of it.
    const [one, other] = [{ name: '甲某同行' }, { name: '乙某同行' }];
    const disputed = await closedGrant(platform, { recipient: one, opponents: [other] });
    const against = await officer.post<Sent>('/api/assignment/aid-cases', aidGrant({ recipient: other, opponents: [one] }));
    const at = `/api/assignment/aid-cases/${against.body.id}`;
    const assigned = await officer.post<Sent>(`${at}/assign`, { lawyerId: ids[0] });
    expect(assigned.status).toBe(200);
    expect((await officer.get(`${at}?after=${assigned.body.position}`)).status).toBe(200);
    const conflicted = await officer.post<ProblemBody>(REVIEWS, { ...of, requestId: disputed });
    expect([conflicted.status, conflicted.body.code]).toEqual([409, 'peer_review.reviewer_conflicted']);
    const opened = await officer.post<Sent>(REVIEWS, of);
    expect(opened.status).toBe(201);
    reviewId = opened.body.id;
    const { body } = await first.get<QualityMatterPage>(`${REVIEWS}/${reviewId}?after=${opened.body.position}`);
    expect(body).toMatchObject({ requestId: caseId, caseNumber: null, facts: { matter: 'aid-case', criteria: 'civil-2022.1' } });
    const staff = await head.get<QualityMatterPage>(`${REVIEWS}/${reviewId}`);
    expect(staff.body.caseNumber).toMatch(/援决字/);
  });

  it('shows its reviewers what was done, and nothing of whose it is', async () => {
    const { body } = await first.get<ReviewedFile>(`${REVIEWS}/${reviewId}/file`);
    expect(body).toMatchObject({ matter: 'aid-case', kind: 'civil', cause: 'labour', form: 'litigation', offence: null, stage: null });
    expect(body.course.map(({ event }) => event)).toEqual(expect.arrayContaining(['PersonnelAssigned', 'MatterConcluded']));
    expect(body.course.find(({ event }) => event === 'MatterConcluded')!.codes).toEqual(['judgment']);
    expect(body.criteria.criteria.map(({ code }) => code)).toContain('evidence');
    expect(JSON.stringify(body)).not.toMatch(/卓玛|建筑公司|援决字|援申字|劳动报酬|人民法院|函〔/);
    expect((await first.get<{ items: readonly unknown[] }>(`${REVIEWS}/${reviewId}/papers`)).body.items).toEqual([]);
    expect((await neighbour.get(`${REVIEWS}/${reviewId}/file`)).status).toBe(404);
  });

  it('is scored by the table of civil cases, and graded as a granted case', async () => {
    const scores = { meeting: 18, evidence: 18, agency: 20, proceedings: 18, closing_file: 10 };
    const criminal = { meeting: 18, file_reading: 18, opinion: 20, hearing: 18, closing_file: 10 };
    expect((await first.post<ProblemBody>(`${REVIEWS}/${reviewId}/score`, { scores: criminal })).body.code).toBe(
      'peer_review.scores.invalid',
    );
    for (const by of [first, second]) expect((await by.post(`${REVIEWS}/${reviewId}/score`, { scores })).status).toBe(200);
    const graded = await gradesOf(caseId);
    expect(graded.value![0]!.data).toMatchObject({ matter: 'aid-case', grade: 'good', source: 'peer_review', sourceId: reviewId });
    expect((await first.get<ProblemBody>(`${REVIEWS}/${reviewId}/papers`)).body.code).toBe('quality.not_found');
  });
});
