import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { until, type Answer, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import type { OpenedStep, QualityList, QualityMatterPage } from '../../apps/assignment/src/quality-matters/quality-matters.queries.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { connected, dumpOf, foundIn } from '../support/clear-text.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const COMPLAINTS = '/api/assignment/complaints';
const VALUES = '/api/directory/reference-values';
const SLOWEST_MS = 30_000;
const DAY_MS = 86_400_000;

/** Made-up people and what they wrote. */
const COMPLAINANT = { name: '投诉某某 བློ་བཟང་།', phone: '0891-1234509' };
const TEXT = '律师收了两千元,一直没有会见。བྱ་སྤྱོད།';
const FINDINGS = '经查证收款属实的结论';

interface Sent {
  readonly id: string;
  readonly position: string;
}

let platform: TestPlatform;
let officer: Api;
let head: Api;
let secretariat: Api;
let court: Api;
let neighbour: Api;
let requestId: string;

const filing = (changes: object = {}): object => ({
  about: 'request',
  requestId,
  complainantKind: 'recipient',
  way: 'visit',
  grounds: ['property', 'neglect'],
  complainant: COMPLAINANT,
  text: TEXT,
  ...changes,
});
const file = async (by: Api, changes: object = {}): Promise<Sent> => {
  const { status, body } = await by.post<Sent>(COMPLAINTS, filing(changes));
  expect(status).toBe(201);
  return body;
};
const act = async (by: Api, id: string, what: string, body: object = {}): Promise<Answer<Sent & ProblemBody>> =>
  by.post(`${COMPLAINTS}/${id}/${what}`, body);
const page = async (by: Api, id: string, after = ''): Promise<Answer<QualityMatterPage & ProblemBody>> =>
  by.get(`${COMPLAINTS}/${id}${after === '' ? '' : `?after=${after}`}`);

beforeAll(async () => {
  platform = await startTestPlatform();
  ({ institutionOfficer: officer, institutionHead: head, secretariat, courtClerk: court } = platform.api);
  neighbour = await platform.as({ ...DEMONSTRATION_ACCOUNTS.institutionHead, agency: 'institution-540200', division: '540200' });
  const { body } = await court.post<Sent>(REQUESTS, notice());
  requestId = body.id;
}, 60_000);
afterAll(() => platform?.stop());

describe('a complaint that a citizen makes to an institution’s officer', () => {
  let sent: Sent;

  beforeAll(async () => {
    sent = await file(officer);
  });

  it('is on the list of its institution with a number, and runs without end date while nobody set one', async () => {
    const { body } = await head.get<QualityList>(`${COMPLAINTS}?after=${sent.position}`);
    expect(body.total).toEqual({ count: 1, exact: true });
    const [row] = body.items;
    expect(row).toMatchObject({ id: sent.id, requestId, status: 'filed', open: true, dueAt: null });
    expect(row!.number).toMatch(/^拉萨援投字〔\d{4}〕第1号$/);
    expect(row!.clock).toMatchObject({ duty: 'accept', clock: { id: 'C47', dueAt: null, standing: 'unconfirmed' } });
    expect(JSON.stringify(body)).not.toContain('投诉某某');
  });

  it('is nobody else’s, and is told from none that does not exist', async () => {
    for (const api of [neighbour, court, platform.api.lawyer, platform.api.liaison]) {
      const foreign = await page(api, sent.id);
      const unknown = await page(api, '0192f3c4-5a6b-8c7d-9e0f-000000000000');
      expect([foreign.status, foreign.body.code, foreign.body.detail]).toEqual([404, 'quality.not_found', unknown.body.detail]);
    }
    expect((await neighbour.get<QualityList>(COMPLAINTS)).body.items).toEqual([]);
    expect((await act(neighbour, sent.id, 'accept')).body.code).toBe('quality.not_found');
    expect((await act(court, sent.id, 'withdraw', { reason: '示例' })).body.code).toBe('quality.not_found');
    expect((await page(secretariat, sent.id)).status).toBe(200);
  });

  it('cannot be filed about a request that the filer has nothing to do with', async () => {
    for (const api of [neighbour, platform.api.procuratorateClerk, platform.api.lawyer]) {
      const { status, body } = await api.post<ProblemBody>(COMPLAINTS, filing());
      expect([status, body.code]).toEqual([404, 'defence_request.not_found']);
    }
  });

  it('is decided by the head alone, and shows who complained only to whom it records', async () => {
    expect((await act(officer, sent.id, 'accept')).status).toBe(403);
    expect((await act(head, sent.id, 'accept')).status).toBe(200);
    const doneAt = new Date().toISOString();
    expect((await act(officer, sent.id, 'steps', { step: 'file_read', doneAt, note: '已查阅案卷' })).status).toBe(200);
    const decided = await act(head, sent.id, 'decide', { outcome: 'upheld', measures: ['accountability'], findings: FINDINGS });
    expect(decided.status).toBe(200);
    const again = await act(head, sent.id, 'decide', { outcome: 'upheld', measures: [], findings: FINDINGS });
    expect([again.status, again.body.code]).toEqual([409, 'complaint.wrong_state']);

    const shown = await page(head, sent.id, decided.body.position);
    expect(shown.body.timeline.map(({ event }) => event)).toEqual([
      'ComplaintFiled',
      'ComplaintAccepted',
      'ComplaintStepTaken',
      'ComplaintDecided',
    ]);
    expect(JSON.stringify(shown.body)).not.toMatch(/投诉某某|两千元|收款属实/);
    const opened = await head.get<{ items: readonly OpenedStep[] }>(`${COMPLAINTS}/${sent.id}/people?purpose=complaint`);
    expect(opened.body.items.map(({ texts }) => texts)).toEqual([
      { complainant: COMPLAINANT, text: TEXT },
      { note: '已查阅案卷' },
      { findings: FINDINGS },
    ]);
    const log = await head.get<{ items: readonly { requestId: string; purpose: string }[] }>('/api/assignment/access-log');
    expect(log.body.items.some((reading) => JSON.stringify(reading).includes(sent.id))).toBe(true);
    expect((await act(head, sent.id, 'answer', { way: 'phone', answeredAt: doneAt, answer: '已告知结论' })).status).toBe(200);
  });

  it('leaves no personal text in clear anywhere in the database', async () => {
    const dump = [...(await dumpOf(platform.database.url)).values()].join('\n');
    expect(foundIn(dump, ['投诉某某', '两千元', '收款属实', '已告知结论', COMPLAINANT.phone])).toEqual([]);
  });

  it('forgets the complainant who is erased, and keeps what was decided', async () => {
    const [row] = await connected(
      platform.database.url,
      async (client) =>
        (await client.query<{ person: string }>('SELECT person FROM assignment.quality_matters_v2 WHERE id = $1', [sent.id])).rows,
    );
    const decision = { ground: 'consent_withdrawn', decision: '藏司个保〔2026〕8号' };
    expect((await platform.api.privacyOfficer.post(`/api/directory/persons/${row!.person}/erase`, decision)).status).toBe(200);
    const erased = await until(
      () => page(head, sent.id),
      ({ body }) => body.erased,
      SLOWEST_MS,
    );
    expect(erased.value!.body.facts).toMatchObject({ outcome: 'upheld' });
    const opened = await head.get<{ items: readonly OpenedStep[] }>(`${COMPLAINTS}/${sent.id}/people?purpose=complaint`);
    expect(opened.body.items).toEqual([]);
    // Nobody else must be told of the institution's own work: the certificate waits for no one.
    const certificate = await until(
      () => platform.api.privacyOfficer.get<{ complete: boolean }>(`/api/directory/persons/${row!.person}/erasure`),
      ({ body }) => body.complete,
      SLOWEST_MS,
    );
    expect(certificate.value?.body.complete).toBe(true);
  });
});

describe('a return visit', () => {
  it('is planned by the institution’s choice, recorded in codes, and told without words', async () => {
    const VISITS = '/api/assignment/return-visits';
    const foreign = await neighbour.post<ProblemBody>(VISITS, { requestId });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'defence_request.not_found']);
    const planned = await officer.post<Sent>(VISITS, { requestId });
    expect((await officer.post<Sent>(VISITS, { requestId })).body).toMatchObject({ id: planned.body.id, position: null });
    const { id } = planned.body;
    const early = await officer.post<ProblemBody>(`${VISITS}/${id}/give-up`, {});
    expect([early.status, early.body.code]).toEqual([409, 'return_visit.too_few_tries']);
    const at = new Date().toISOString();
    expect((await officer.post(`${VISITS}/${id}/not-reached`, { way: 'phone', triedAt: at, why: 'no_answer' })).status).toBe(200);
    const said = {
      way: 'visit',
      visitedAt: at,
      language: 'bo',
      satisfaction: '4',
      answers: { met: 'yes', free: 'no' },
      remark: '谢谢次仁律师',
    };
    expect((await neighbour.post<ProblemBody>(`${VISITS}/${id}/record`, said)).body.code).toBe('quality.not_found');
    const recorded = await officer.post<Sent>(`${VISITS}/${id}/record`, said);
    expect(recorded.status).toBe(200);
    const shown = await secretariat.get<QualityMatterPage>(`${VISITS}/${id}?after=${recorded.body.position}`);
    expect(shown.body).toMatchObject({ status: 'visited', requestId, facts: { reason: 'chosen', every: 1, satisfaction: 4 } });
    expect(JSON.stringify(shown.body)).not.toContain('次仁律师');
    const opened = await head.get<{ items: readonly OpenedStep[] }>(`${VISITS}/${id}/people?purpose=supervision`);
    expect(opened.body.items.map(({ texts }) => texts)).toEqual([{ remark: '谢谢次仁律师' }]);
    const dump = [...(await dumpOf(platform.database.url)).values()].join('\n');
    expect(foundIn(dump, ['次仁律师'])).toEqual([]);
  });
});

describe('a case that ends', () => {
  const INSPECTIONS = '/api/assignment/inspections';
  let closed: string;

  beforeAll(async () => {
    const { body } = await court.post<Sent>(REQUESTS, notice());
    closed = body.id;
    expect((await head.post(`${REQUESTS}/${closed}/terminate`, { ground: 'recipient_asked', reason: '本人要求' })).status).toBe(200);
    const servedAt = new Date().toISOString();
    expect((await officer.post(`${REQUESTS}/${closed}/termination-served`, { servedAt })).status).toBe(200);
  });

  it('puts its recipient on the list of visits by itself', async () => {
    const listed = await until(
      () => officer.get<QualityList>(`/api/assignment/return-visits?request=${closed}`),
      ({ body }) => body.items.length === 1,
      SLOWEST_MS,
    );
    expect(listed.value!.body.items[0]).toMatchObject({ status: 'planned', facts: { reason: 'terminated', every: 1, language: 'bo' } });
  });

  it('is drawn, inspected and graded, and its grade is told when the results are published', async () => {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const period = { from: today, to: today, size: 5 };
    const none = await officer.post<ProblemBody>(INSPECTIONS, { ...period, from: '2020-01-01', to: '2020-12-31' });
    expect([none.status, none.body.code]).toEqual([409, 'inspection.no_cases']);
    expect((await neighbour.post<ProblemBody>(INSPECTIONS, { ...period, institution: 'institution-540100' })).status).toBe(404);
    const planned = await until(
      () => officer.post<Sent>(INSPECTIONS, period),
      ({ status }) => status === 201,
      SLOWEST_MS,
    );
    const { id, position } = planned.value!.body;
    const shown = await head.get<QualityMatterPage>(`${INSPECTIONS}/${id}?after=${position}`);
    expect(shown.body).toMatchObject({ status: 'planned', facts: { sample: [closed], cases: 1, seed: id } });
    expect((await officer.post(`${INSPECTIONS}/${id}/publish`, {})).status).toBe(403);
    const early = await head.post<ProblemBody>(`${INSPECTIONS}/${id}/publish`, {});
    expect([early.status, early.body.code]).toEqual([409, 'inspection.incomplete']);
    const foreign = await neighbour.post<ProblemBody>(`${INSPECTIONS}/${id}/publish`, {});
    expect([foreign.status, foreign.body.code]).toEqual([404, 'quality.not_found']);
    const graded = await officer.post(`${INSPECTIONS}/${id}/grade`, { caseId: closed, grade: 'good', defects: ['file_late'] });
    expect(graded.status).toBe(200);
    expect((await head.post(`${INSPECTIONS}/${id}/publish`, {})).status).toBe(200);
    const published = await until(
      () => fetch(new URL('/public/zh/inspections', platform.address)).then((answer) => answer.text()),
      (text) => text.includes('<dt>良好</dt><dd>1件</dd>'),
      SLOWEST_MS,
    );
    const everyone = published.value!;
    expect(everyone).toMatch(/拉萨援检字〔\d{4}〕第1号/);
    expect(everyone).not.toContain(closed);
    expect((await fetch(new URL('/public/xx/inspections', platform.address))).status).toBe(404);
    const told = (): Promise<readonly { readonly data: object }[]> =>
      connected(
        platform.database.url,
        async (client) =>
          (
            await client.query<{ data: { grade: string } }>(
              "SELECT data FROM assignment.events WHERE stream = $1 AND type = 'QualityGraded'",
              [`quality-grade-${closed}`],
            )
          ).rows,
      );
    const grades = await until(told, (rows) => rows.length === 1, SLOWEST_MS);
    expect(grades.value![0]!.data).toMatchObject({ grade: 'good', source: 'inspection', sourceId: id });
  });
});

describe('a case under way', () => {
  const TRACKINGS = '/api/assignment/case-trackings';
  const [LAWYER, TRACKER] = [demonstrationLawyerId(0), demonstrationLawyerId(1)];
  let trackingId: string;
  let tracker: Api;
  let caseId: string;

  beforeAll(async () => {
    const { body } = await court.post<Sent>(REQUESTS, notice());
    caseId = body.id;
    expect((await officer.post(`${REQUESTS}/${caseId}/assign`, { lawyerId: LAWYER })).status).toBe(200);
    tracker = await platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: 'tracker', lawyerId: TRACKER });
  });

  it('is drawn into a tracking whose seed is kept, by its institution or the justice side alone', async () => {
    expect((await neighbour.post<ProblemBody>(TRACKINGS, { layers: 'stage', size: 5, institution: 'institution-540100' })).status).toBe(
      404,
    );
    const both = await officer.post<ProblemBody>(TRACKINGS, { layers: 'stage', size: 5, percent: 10 });
    expect([both.status, both.body.code]).toEqual([422, 'case_tracking.size.invalid']);
    const planned = await until(
      () => officer.post<Sent>(TRACKINGS, { layers: 'stage', size: 100 }),
      ({ status }) => status === 201,
      SLOWEST_MS,
    );
    trackingId = planned.value!.body.id;
    const shown = await head.get<QualityMatterPage>(`${TRACKINGS}/${trackingId}?after=${planned.value!.body.position}`);
    expect(shown.body).toMatchObject({
      status: 'planned',
      facts: { seed: trackingId, layers: 'stage', sample: [caseId], tracked: [LAWYER] },
    });
    expect(shown.body.number).toMatch(/^拉萨援跟字/);
    const whole = await secretariat.post<Sent>(TRACKINGS, { layers: 'division', percent: 100 });
    expect(whole.status).toBe(201);
  });

  it('is tracked by a lawyer who has no case in the sample, and sees that case alone', async () => {
    const own = await officer.post<ProblemBody>(`${TRACKINGS}/${trackingId}/trackers`, { caseId, trackerId: LAWYER });
    expect([own.status, own.body.code]).toEqual([409, 'case_tracking.tracker_under_tracking']);
    const before = await tracker.get<ProblemBody>(`${TRACKINGS}/${trackingId}`);
    expect([before.status, before.body.code]).toEqual([404, 'quality.not_found']);
    const found = { caseId, tool: 'file_checked', observedAt: new Date().toISOString(), verdict: 'reminded', defects: ['person_not_told'] };
    expect((await tracker.post<ProblemBody>(`${TRACKINGS}/${trackingId}/findings`, found)).body.code).toBe('quality.not_found');
    const appointed = await officer.post<Sent>(`${TRACKINGS}/${trackingId}/trackers`, { caseId, trackerId: TRACKER });
    expect(appointed.status).toBe(200);
    const { body } = await tracker.get<QualityList>(`${TRACKINGS}?after=${appointed.body.position}`);
    expect(body.items.map(({ id, facts }) => [id, facts['sample'], facts['tracked']])).toEqual([[trackingId, [caseId], undefined]]);
    expect((await tracker.post(`${TRACKINGS}/${trackingId}/findings`, found)).status).toBe(200);
    expect((await platform.api.lawyer.get<QualityList>(TRACKINGS)).body.items).toEqual([]);
  });

  it('is told of in counts when the tracking is closed', async () => {
    expect((await tracker.post(`${TRACKINGS}/${trackingId}/close`, {})).status).toBe(403);
    const closed = await officer.post<Sent>(`${TRACKINGS}/${trackingId}/close`, {});
    expect(closed.status).toBe(200);
    const shown = await head.get<QualityMatterPage>(`${TRACKINGS}/${trackingId}?after=${closed.body.position}`);
    expect(shown.body).toMatchObject({ status: 'closed', open: false, facts: { verdicts: { reminded: 1 }, tools: { file_checked: 1 } } });
  });
});

describe('a closed case under peer review', () => {
  const REVIEWS = '/api/assignment/peer-reviews';
  let caseId: string;
  let reviewId: string;
  let reviewers: readonly { readonly id: string; readonly api: Api }[];

  beforeAll(async () => {
    const { body } = await court.post<Sent>(REQUESTS, notice());
    caseId = body.id;
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
    expect(JSON.stringify(file.body)).not.toMatch(/caseNumber|coAccusedGroup|刑初|personId/);
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
    const graded = await until(
      () =>
        connected(platform.database.url, async (client) => {
          const stream = `quality-grade-${caseId}`;
          return (await client.query<{ data: object }>('SELECT data FROM assignment.events WHERE stream = $1', [stream])).rows;
        }),
      (rows) => rows.length === 1,
      SLOWEST_MS,
    );
    expect(graded.value![0]!.data).toMatchObject({ grade: 'good', source: 'peer_review', sourceId: reviewId });
  });
});

describe('a lawyer whom an upheld complaint is about', () => {
  const ACCOUNTABILITIES = '/api/assignment/accountabilities';
  const LAWYER = demonstrationLawyerId(3);
  let lawyer: Api;
  let complaintId: string;
  let id: string;
  const candidates = async () => {
    const { body } = await court.post<Sent>(REQUESTS, notice());
    const answer = await officer.get<{
      items: readonly { lawyerId: string; may: boolean; reasons: readonly { code: string; text: string }[] }[];
    }>(`${REQUESTS}/${body.id}/candidates?limit=100&after=${body.position}`);
    const found = answer.body.items.find(({ lawyerId }) => lawyerId === LAWYER);
    const codes = found?.reasons.map(({ code }) => code) ?? [];
    return { requestId: body.id, barred: codes.includes('lawyer.barred_from_assignment'), texts: JSON.stringify(found?.reasons) };
  };

  beforeAll(async () => {
    lawyer = await platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: 'answering-lawyer', lawyerId: LAWYER });
    complaintId = (await file(officer, { about: 'lawyer', requestId: undefined, lawyerId: LAWYER })).id;
  });

  it('is told once the complaint is accepted, of what and not by whom, and states the own side', async () => {
    expect((await page(lawyer, complaintId)).status).toBe(404);
    const accepted = await act(head, complaintId, 'accept');
    expect(accepted.status).toBe(200);
    const told = await page(lawyer, complaintId, accepted.body.position);
    expect(told.body).toMatchObject({ status: 'accepted', facts: { grounds: ['property', 'neglect'] }, filedBy: 'institution-540100' });
    expect(told.body.facts).not.toHaveProperty('complainantKind');
    expect((await lawyer.get(`${COMPLAINTS}/${complaintId}/people?purpose=complaint`)).status).toBe(403);
    expect((await act(lawyer, complaintId, 'statement', { statement: '本人没有收费。' })).status).toBe(200);
    const other = await platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: 'another-lawyer', lawyerId: demonstrationLawyerId(4) });
    expect((await act(other, complaintId, 'statement', { statement: '无关' })).body.code).toBe('quality.not_found');
  });

  it('answers for it in proceedings that follow from the conclusion, and from nothing less', async () => {
    const opening = { kind: 'complaint', findingId: complaintId, ground: 'property' };
    const early = await head.post<ProblemBody>(ACCOUNTABILITIES, opening);
    expect([early.status, early.body.code]).toEqual([409, 'accountability.no_finding']);
    expect((await act(head, complaintId, 'decide', { outcome: 'upheld', measures: ['accountability'], findings: FINDINGS })).status).toBe(
      200,
    );
    expect((await neighbour.post<ProblemBody>(ACCOUNTABILITIES, opening)).status).toBe(404);
    expect((await officer.post(ACCOUNTABILITIES, opening)).status).toBe(403);
    const opened = await head.post<Sent & ProblemBody>(ACCOUNTABILITIES, opening);
    expect(opened.status).toBe(201);
    id = opened.body.id;
    expect((await head.post<ProblemBody>(ACCOUNTABILITIES, opening)).body.code).toBe('accountability.exists');
    const { body } = await lawyer.get<QualityList>(`${ACCOUNTABILITIES}?after=${opened.body.position}`);
    expect(body.items.map((one) => [one.id, one.status, one.lawyerId])).toEqual([[id, 'opened', LAWYER]]);
    const unheard = await head.post<ProblemBody>(`${ACCOUNTABILITIES}/${id}/decide`, { measure: 'warning', findings: '属实' });
    expect([unheard.status, unheard.body.code]).toEqual([409, 'accountability.not_heard']);
    expect((await lawyer.post(`${ACCOUNTABILITIES}/${id}/statement`, { statement: '已退还全部款项的陈述' })).status).toBe(200);
  });

  it('is not assigned while suspended, by the ranking as by hand, and is again when a review revokes it', async () => {
    expect((await candidates()).barred).toBe(false);
    const decided = await head.post<Sent>(`${ACCOUNTABILITIES}/${id}/decide`, {
      measure: 'suspended',
      days: 90,
      findings: '违规收费的认定',
    });
    expect(decided.status).toBe(200);
    const barred = await until(candidates, (found) => found.barred, SLOWEST_MS);
    expect(barred.value!.texts).toMatch(/暂停指派至\d{4}-\d{2}-\d{2}（拉萨援责字〔\d{4}〕第1号）/);
    const byHand = await officer.post<ProblemBody>(`${REQUESTS}/${barred.value!.requestId}/assign`, { lawyerId: LAWYER });
    expect([byHand.status, byHand.body.errors?.some(({ code }) => code === 'lawyer.barred_from_assignment')]).toEqual([409, true]);
    const opened = await lawyer.get<{ items: readonly OpenedStep[] }>(`${ACCOUNTABILITIES}/${id}/people?purpose=case_handling`);
    expect(opened.body.items.map(({ texts }) => texts)).toEqual([{ statement: '已退还全部款项的陈述' }, { findings: '违规收费的认定' }]);
    expect((await lawyer.post(`${ACCOUNTABILITIES}/${id}/request-review`, { reason: '处理过重' })).status).toBe(200);
    expect((await head.post(`${ACCOUNTABILITIES}/${id}/decide-review`, { outcome: 'revoked', reasons: '示例' })).status).toBe(403);
    expect((await secretariat.post(`${ACCOUNTABILITIES}/${id}/decide-review`, { outcome: 'revoked', reasons: '事实不清' })).status).toBe(
      200,
    );
    await until(candidates, (found) => !found.barred, SLOWEST_MS);
    const dump = [...(await dumpOf(platform.database.url)).values()].join('\n');
    expect(foundIn(dump, ['全部款项', '违规收费', '本人没有收费'])).toEqual([]);
  });
});

describe('a complaint about the institution itself', () => {
  it('is decided by the justice side, which alone sees who complained', async () => {
    const { id } = await file(court, { about: 'institution', requestId: undefined, institution: 'institution-540100' });
    const own = await act(head, id, 'accept');
    expect([own.status, own.body.code]).toEqual([403, 'complaint.about_own_institution.forbidden']);
    const accepted = await act(secretariat, id, 'accept');
    expect(accepted.status).toBe(200);
    await page(secretariat, id, accepted.body.position);
    const peek = await head.get<ProblemBody>(`${COMPLAINTS}/${id}/people?purpose=complaint`);
    expect([peek.status, peek.body.code]).toEqual([403, 'complaint.about_own_institution.forbidden']);
    expect((await secretariat.get(`${COMPLAINTS}/${id}/people?purpose=complaint`)).status).toBe(200);
    expect((await act(court, id, 'withdraw', { reason: '已解决' })).status).toBe(200);
  });
});

describe('the time for a complaint', () => {
  it('is that of 2013 for what was received before the measures of 2025, and known to be over though nobody watched', async () => {
    const { id } = await file(officer, { receivedAt: '2025-06-12T02:00:00Z' });
    const shown = await until(
      () => page(head, id),
      ({ body }) => (body.breachedAt ?? null) !== null,
      SLOWEST_MS,
    );
    expect(shown.value!.body).toMatchObject({
      breachedAt: '2025-06-19T16:00:00.000Z',
      clock: { clock: { id: 'C44', standing: 'statute' } },
    });
  });

  it('is what two administrators set, once they did', async () => {
    const value = { kind: 'complaint_accept_days', division: '540000', value: 5, validFrom: '2026-01-01', sourceOn: '2025-12-01' };
    const fraction = await platform.api.administrator.post<ProblemBody>(VALUES, { ...value, value: 2.5, source: '示例' });
    expect([fraction.status, fraction.body.errors?.[0]?.code]).toEqual([422, 'reference_value.not_a_count']);
    const entered = await platform.api.administrator.post<Sent>(VALUES, { ...value, source: '藏司规〔2026〕2号(示例)' });
    const approval = await platform.api.secondAdministrator.post(`${VALUES}/${entered.body.id}/decide`, { decision: 'approved' });
    expect(approval.status).toBe(200);
    const shown = await until(
      async () => {
        const { id, position } = await file(officer);
        return page(head, id, position);
      },
      ({ body }) => (body.dueAt ?? null) !== null,
      SLOWEST_MS,
    );
    const { dueAt, openedAt, clock } = shown.value!.body;
    expect(clock).toMatchObject({ clock: { standing: 'configured', basis: expect.stringContaining('藏司规〔2026〕2号') } });
    expect(Date.parse(dueAt!) - Date.parse(openedAt)).toBeGreaterThan(5 * DAY_MS);
  });
});

describe('a matter that ends while a complaint about it is under way', () => {
  it('is held until the complaint is taken back', async () => {
    const { body } = await court.post<Sent>(REQUESTS, notice());
    expect((await court.post(`${REQUESTS}/${body.id}/withdraw`, { reason: '重复' })).status).toBe(200);
    const { id } = await file(officer, { requestId: body.id });
    const heldAs = async (stage: string): Promise<boolean> => {
      const listed = await head.get<{ items: readonly { id: string; holds: readonly { ground: string }[] }[] }>(
        `/api/assignment/retention?stage=${stage}`,
      );
      return listed.body.items.some((one) => one.id === body.id && (stage === 'kept' || one.holds[0]?.ground === 'complaint'));
    };
    await until(() => heldAs('exempt'), Boolean, SLOWEST_MS);
    expect((await act(officer, id, 'withdraw', { reason: '已沟通' })).status).toBe(200);
    await until(() => heldAs('kept'), Boolean, SLOWEST_MS);
  });
});
