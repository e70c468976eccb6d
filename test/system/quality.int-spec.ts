import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { until, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import type { OpenedStep, QualityList, QualityMatterPage } from '../../apps/assignment/src/quality-matters/quality-matters.queries.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import type { QualityOverview } from '../../apps/assignment/src/quality-tools/quality-overview.queries.js';
import { connected, dumpOf, foundIn } from '../support/clear-text.js';
import { assignedGrant, closedGrant } from '../support/grants.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const VISITS = '/api/assignment/return-visits';
const SLOWEST_MS = 30_000;
const DAY_MS = 86_400_000;

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

beforeAll(async () => {
  platform = await startTestPlatform();
  ({ institutionOfficer: officer, institutionHead: head, secretariat, courtClerk: court } = platform.api);
  neighbour = await platform.as({ ...DEMONSTRATION_ACCOUNTS.institutionHead, agency: 'institution-540200', division: '540200' });
  const { body } = await court.post<Sent>(REQUESTS, notice());
  requestId = body.id;
}, 60_000);
afterAll(() => platform?.stop());

describe('a return visit', () => {
  it('is planned by the institution’s choice, recorded in codes, and told without words', async () => {
    const foreign = await neighbour.post<ProblemBody>(VISITS, { requestId });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'defence_request.not_found']);
    const planned = await officer.post<Sent>(VISITS, { requestId });
    expect((await officer.post<Sent>(VISITS, { requestId })).body).toMatchObject({
      id: planned.body.id,
      position: planned.body.position,
    });
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

describe('a return visit by form', () => {
  const LINK = /^(.+)\/public\/bo\/visits\/([\da-f-]{36})\/([\w-]{24})$/;
  const SAID = '感谢次旺律师 ཐུགས་རྗེ་ཆེ།\n讲得很清楚';
  interface Given extends Sent {
    readonly link: string;
    readonly expiresAt: string;
  }
  let id: string;
  let path: string;
  const give = async (key?: string): Promise<Given> => {
    const answer = await officer.post<Given>(`${VISITS}/${id}/form`, {}, key);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const pathOf = ({ link }: Given): string => link.slice(LINK.exec(link)![1]!.length);
  const read = async (to: string) => {
    const answer = await fetch(new URL(to, platform.address));
    return { status: answer.status, kept: answer.headers.get('cache-control'), text: await answer.text() };
  };
  const send = async (to: string, fields: Readonly<Record<string, string>>) => {
    const answer = await fetch(new URL(to, platform.address), { method: 'POST', body: new URLSearchParams(fields) });
    return { status: answer.status, text: await answer.text() };
  };

  beforeAll(async () => {
    const { body } = await court.post<Sent>(REQUESTS, notice());
    id = (await officer.post<Sent>(VISITS, { requestId: body.id })).body.id;
  });

  it('is given out as a link by the institution’s people alone, in the recipient’s language, and the same when asked again', async () => {
    const foreign = await neighbour.post<ProblemBody>(`${VISITS}/${id}/form`, {});
    expect([foreign.status, foreign.body.code]).toEqual([404, 'quality.not_found']);
    expect((await secretariat.post(`${VISITS}/${id}/form`, {})).status).toBe(403);
    const lost = await give();
    const given = await give('a-link');
    expect(given.link).toMatch(LINK);
    expect((await give('a-link')).link).toBe(given.link);
    expect(Date.parse(given.expiresAt) - Date.now()).toBeGreaterThan(13 * DAY_MS);
    path = pathOf(given);
    expect((await read(pathOf(lost))).status).toBe(404);
    const shown = await head.get<QualityMatterPage>(`${VISITS}/${id}?after=${given.position}`);
    expect(JSON.stringify(shown.body)).not.toContain(path.split('/').at(-1));
  });

  it('says who asks and nothing of whom, in Chinese while no Tibetan text is approved, and is kept by nobody', async () => {
    const { status, kept, text } = await read(path);
    expect([status, kept]).toEqual([200, 'no-store']);
    expect(text).toContain('藏文版的文字正在审校');
    expect(text).toContain('拉萨市法律援助中心');
    expect(text).not.toContain('某某');
    expect(text).not.toContain('<script');
    expect((await read(path.replace('/bo/', '/en/'))).text).toContain('All in all, how satisfied are you?');
  });

  it('opens the same page for a link that is wrong, whatever is wrong with it', async () => {
    const wrong = [
      `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`,
      path.replace(
        id,
        id.replace(/^./, (first) => (first === 'f' ? '0' : 'f')),
      ),
      path.replace(id, 'x'),
    ];
    for (const one of wrong) {
      const { status, text } = await read(one);
      expect([status, text.includes('这个链接不能使用')]).toEqual([404, true]);
      expect((await send(one, { satisfaction: '5' })).status).toBe(404);
    }
  });

  it('keeps what was written when something is missing or too long', async () => {
    const missing = await send(path, { remark: SAID, met: 'no' });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('请选择您的满意程度');
    expect(missing.text).toContain(SAID);
    expect(missing.text).toContain('<option value="no" selected>');
    const long = await send(path, { satisfaction: '2', remark: '长'.repeat(2_001) });
    expect([long.status, long.text.includes('id="satisfaction-2" name="satisfaction" value="2" checked')]).toEqual([422, true]);
  });

  it('is answered once, and the answer is the visit’s, its words sealed', async () => {
    const fields = { satisfaction: '5', met: 'yes', free: 'yes', diligent: '', informed: 'perhaps', remark: SAID.replace('\n', '\r\n') };
    const answered = await Promise.all([send(path, fields), send(path, fields)]);
    expect(answered.map(({ status }) => status)).toEqual([200, 200]);
    expect(answered[0]!.text).toContain('谢谢您的评价');
    expect((await send(path, { ...fields, satisfaction: '1' })).status).toBe(410);
    expect(await read(path)).toMatchObject({ status: 410, text: expect.stringContaining('这个链接不能使用') });
    const shown = await until(
      () => secretariat.get<QualityMatterPage>(`${VISITS}/${id}`),
      ({ body }) => body.status === 'visited',
      SLOWEST_MS,
    );
    expect(shown.value!.body.facts).toMatchObject({ way: 'form', language: 'zh', satisfaction: 5, answers: { met: 'yes', free: 'yes' } });
    const opened = await head.get<{ items: readonly OpenedStep[] }>(`${VISITS}/${id}/people?purpose=supervision`);
    expect(opened.body.items.map(({ texts }) => texts)).toEqual([{ remark: SAID }]);
    const dump = [...(await dumpOf(platform.database.url)).values()].join('\n');
    expect(foundIn(dump, ['次旺律师', path.split('/').at(-1)!])).toEqual([]);
    const late = await officer.post<ProblemBody>(`${VISITS}/${id}/form`, {});
    expect([late.status, late.body.code]).toEqual([409, 'return_visit.closed']);
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
    const { caseNumber } = (await officer.get<{ caseNumber: string }>(`${REQUESTS}/${closed}`)).body;
    expect(listed.value!.body.items[0]).toMatchObject({
      caseNumber,
      status: 'planned',
      facts: { reason: 'terminated', every: 1, language: 'bo' },
    });
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

describe('granted cases', () => {
  const gradesOf = (id: string) =>
    connected(
      platform.database.url,
      async (client) =>
        (await client.query<{ data: object }>('SELECT data FROM assignment.events WHERE stream = $1', [`quality-grade-${id}`])).rows,
    );

  it('that closed are drawn for an inspection with the requests that did, and graded by it', async () => {
    const id = await closedGrant(platform);
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const inspections = '/api/assignment/inspections';
    // A plan draws what is known to have closed; until the case is, another is made.
    const planned = await until(
      async () => {
        const { body } = await officer.post<Sent>(inspections, { from: today, to: today, size: 5 });
        return (await head.get<QualityMatterPage>(`${inspections}/${body.id}?after=${body.position}`)).body;
      },
      ({ cases }) => cases.some((one) => one.id === id),
      SLOWEST_MS,
    );
    const { id: inspectionId, cases, facts } = planned.value!;
    expect(facts['aidCases']).toEqual([id]);
    expect(cases.map(({ matter }) => matter).toSorted()).toEqual(['aid-case', 'defence-request']);
    const { decisionNumber } = (await officer.get<{ facts: { decisionNumber: string } }>(`/api/assignment/aid-cases/${id}`)).body.facts;
    expect(cases.find((one) => one.id === id)).toEqual({ id, matter: 'aid-case', caseNumber: decisionNumber });
    expect(cases.find((one) => one.id !== id)!.caseNumber).toMatch(/刑初/);
    const seen = await secretariat.get<QualityMatterPage>(`${inspections}/${inspectionId}`);
    expect(seen.body.cases.map(({ caseNumber }) => caseNumber)).toEqual([null, null]);
    for (const { id: caseId } of cases) {
      const grade = { caseId, grade: caseId === id ? 'unqualified' : 'good', defects: [] };
      expect((await officer.post(`${inspections}/${inspectionId}/grade`, grade)).status).toBe(200);
    }
    expect((await head.post(`${inspections}/${inspectionId}/publish`, {})).status).toBe(200);
    const graded = await until(
      () => gradesOf(id),
      (rows) => rows.length === 1,
      SLOWEST_MS,
    );
    expect(graded.value![0]!.data).toMatchObject({ matter: 'aid-case', grade: 'unqualified', source: 'inspection' });
    const finding = { kind: 'inspection', findingId: inspectionId, caseId: id, ground: 'refused_or_neglected' };
    const opened = await head.post<Sent>('/api/assignment/accountabilities', finding);
    expect(opened.status).toBe(201);
    const page = await head.get<QualityMatterPage>(`/api/assignment/accountabilities/${opened.body.id}?after=${opened.body.position}`);
    expect(page.body.facts['subject']).toEqual({ lawyerId: demonstrationLawyerId(0), requestId: id, matter: 'aid-case' });
    const counted = await head.get<QualityOverview>(
      `/api/assignment/quality-overview?from=${today}&to=${today}&after=${opened.body.position}`,
    );
    expect(counted.body.closed).toBe(2);
    expect(counted.body.grades.find(({ grade }) => grade === 'unqualified')).toEqual({ grade: 'unqualified', cases: 1 });
  });

  it('that are under way are drawn for a tracking, in layers of their own', async () => {
    const id = await assignedGrant(platform, { kind: 'administrative', cause: 'social_benefits' });
    const trackings = '/api/assignment/case-trackings';
    const planned = await until(
      async () => {
        const { body } = await officer.post<Sent>(trackings, { layers: 'stage', size: 100 });
        return (await head.get<QualityMatterPage>(`${trackings}/${body.id}?after=${body.position}`)).body;
      },
      ({ cases }) => cases.some((one) => one.id === id),
      SLOWEST_MS,
    );
    const { id: trackingId, cases, facts } = planned.value!;
    expect(facts['aidCases']).toEqual([id]);
    expect(facts['drawn']).toContainEqual({ layer: 'administrative', cases: 1, sampled: 1 });
    expect(cases).toContainEqual({ id, matter: 'aid-case', caseNumber: expect.stringContaining('援决字') });
    const observedAt = new Date().toISOString();
    const found = { caseId: id, tool: 'file_checked', observedAt, verdict: 'in_order', defects: [] };
    const recorded = await officer.post<Sent>(`${trackings}/${trackingId}/findings`, found);
    expect(recorded.status).toBe(200);
    const shown = await head.get<QualityMatterPage>(`${trackings}/${trackingId}?after=${recorded.body.position}`);
    expect(shown.body.timeline.at(-1)).toMatchObject({ event: 'CaseTracked', facts: { caseId: id, matter: 'aid-case' } });
  });
});
