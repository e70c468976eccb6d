import { randomUUID } from 'node:crypto';
import { APPLICATION_STREAM, applicationGranted, TOPICS } from '@xiezhi/contracts';
import { seal, type BusMessage, type JsonObject } from '@xiezhi/eventsourcing';
import { Platform } from '@xiezhi/service';
import type { CaseListPage, CasePage, CasePeople } from '../../apps/assignment/src/aid-case-list/aid-case-list.queries.js';
import type { CaseDate } from '../../apps/assignment/src/case-dates/case-dates.queries.js';
import type { MyCasesPage } from '../../apps/assignment/src/case-dates/my-cases.queries.js';
import type { RetainedPage } from '../../apps/assignment/src/retained-matters/retained-matters.queries.js';
import type { CandidatesPage } from '../../apps/assignment/src/candidates/candidates.queries.js';
import type { ListedLetter } from '../../apps/assignment/src/letter-register/letter-register.queries.js';
import type { QualityList } from '../../apps/assignment/src/quality-matters/quality-matters.queries.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { until, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { anotherLawyer } from '../support/accounts.js';
import { dumpOf, foundIn } from '../support/clear-text.js';
import { Grants } from '../support/grants.js';
import { nextHearing, notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const CASES = '/api/assignment/aid-cases';
const VISITS = '/api/assignment/return-visits';
const DATES = '/api/assignment/case-dates';
const SLOWEST_MS = 30_000;

let platform: TestPlatform;
let officer: Api;
let head: Api;
let lawyer: Api;
let otherLawyer: Api;
let grants: Grants;

const now = (): string => new Date().toISOString();
beforeAll(async () => {
  platform = await startTestPlatform();
  ({ institutionOfficer: officer, institutionHead: head, lawyer } = platform.api);
  grants = new Grants(platform.api);
  otherLawyer = await anotherLawyer(platform);
}, 60_000);
afterAll(() => platform?.stop());

describe('a grant on paper', () => {
  it('is a case that waits for a lawyer within three days of the decision, and says no name in full', async () => {
    const recorded = await grants.record();
    expect(recorded.status).toBe(201);
    const page = await grants.shown(recorded);
    expect(page).toMatchObject({ status: 'received', institution: 'institution-540100', source: 'paper', lawyerId: null });
    expect(page.clocks).toEqual([expect.objectContaining({ id: 'C23', holder: 'institution', stoppedAt: null })]);
    expect(JSON.stringify(page)).not.toContain('卓玛某某');
    const { body } = await officer.get<CasePeople>(`${CASES}/${page.id}/people?purpose=case_handling`);
    expect(body).toMatchObject({ recipient: { name: 'སྒྲོལ་མ། 卓玛某某' }, particulars: { opponents: [{ name: '某某建筑公司' }] } });
  });

  it('is recorded once: sent again it is answered again, typed again it is refused', async () => {
    const [key, decisionNumber] = [randomUUID(), `拉萨援决字〔2026〕第${randomUUID()}号`];
    const grantedAt = now();
    const once = { decisionNumber, grantedAt, applicationNumber: '拉萨援申字〔2026〕第1号' };
    const [first, again] = [await grants.record(once, key), await grants.record(once, key)];
    expect(again.body).toMatchObject({ id: first.body.id, replayed: true });
    expect(await grants.record(once)).toMatchObject({ status: 409, body: { code: 'aid_case.exists' } });
    expect(await grants.record({ grantedAt: '2099-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
      body: { code: 'aid_case.invalid', errors: [{ path: 'grantedAt' }] },
    });
  });
});

describe('a grant that intake tells', () => {
  async function granted(changes: Record<string, unknown> = {}): Promise<BusMessage> {
    const { keys } = platform.app.get(Platform);
    const { personId, key } = await (await keys).create();
    const applicationId = randomUUID();
    const stream = `${APPLICATION_STREAM}-${applicationId}`;
    const data = {
      ...applicationGranted.example,
      applicationId,
      decisionNumber: `拉萨援决字〔2026〕第${applicationId}号`,
      personId,
      applicant: seal({ name: '申请人某某' }, personId, key, stream, 'applicant'),
      particulars: seal({ opponents: [{ name: '对方某某' }] }, personId, key, stream, 'particulars'),
      ...changes,
    };
    return {
      ...{ topic: TOPICS.intake, key: stream, id: randomUUID(), source: '/xiezhi/intake', type: applicationGranted.type },
      ...{ time: now(), subject: applicationId, dataschema: `urn:xiezhi:contract:${applicationGranted.type}` },
      extensions: { correlationid: randomUUID(), causationid: randomUUID() },
      data: data as unknown as JsonObject,
    };
  }
  const caseOf = async ({ data }: BusMessage): Promise<CasePage | undefined> => {
    const { body } = await officer.get<CaseListPage>(`${CASES}?state=received&limit=100`);
    return body.items.find(({ facts }) => facts.decisionNumber === data['decisionNumber']);
  };

  it('is a case once, however often the message comes', async () => {
    const bus = await platform.app.get(Platform).bus;
    const message = await granted();
    await bus.publish([message]);
    await bus.publish([{ ...message, id: randomUUID() }]);
    const { value } = await until(
      () => caseOf(message),
      (found) => found !== undefined,
      SLOWEST_MS,
    );
    expect(value).toMatchObject({ source: 'intake', status: 'received', facts: { applicationId: message.data['applicationId'] } });
    const { body } = await officer.get<CaseListPage>(`${CASES}?limit=100`);
    expect(body.items.filter(({ facts }) => facts.decisionNumber === message.data['decisionNumber'])).toHaveLength(1);
    const people = (await officer.get<CasePeople>(`${CASES}/${value!.id}/people?purpose=case_handling`)).body;
    expect(people).toMatchObject({ recipient: { name: '申请人某某' }, particulars: { opponents: [{ name: '对方某某' }] } });
  }, 60_000);

  it('before its institution is known waits for it, and others go on', async () => {
    const bus = await platform.app.get(Platform).bus;
    const [waiting, sound] = [await granted({ institution: 'institution-549999' }), await granted()];
    await bus.publish([waiting]);
    await bus.publish([sound]);
    await until(
      () => caseOf(sound),
      (found) => found !== undefined,
      SLOWEST_MS,
    );
    expect(await caseOf(waiting)).toBeUndefined();
  }, 60_000);
});

describe('the lawyer', () => {
  it('is chosen among ranked candidates, is told the number of the notice, and has the case until it ends', async () => {
    const { id, position } = (await grants.record()).body;
    const { body } = await officer.get<CandidatesPage>(`${CASES}/${id}/candidates?after=${position}`);
    expect(body.items[0]).toMatchObject({ may: true, place: 1 });
    expect((await lawyer.get(`${CASES}/${id}`)).status).toBe(404);
    const assigned = await grants.all(id, grants.assignTo(0));
    expect(await grants.shown(assigned, lawyer)).toMatchObject({
      status: 'assigned',
      letterNumber: expect.stringMatching(/^拉萨援指字〔\d{4}〕第\d+号$/) as string,
    });
    expect((await otherLawyer.get(`${CASES}/${id}`)).status).toBe(404);
    expect(await grants.does(otherLawyer, id, 'work', { kind: 'evidence', doneAt: now() })).toMatchObject({ status: 404 });
    expect(await grants.does(lawyer, id, 'assign', { lawyerId: demonstrationLawyerId(1) })).toMatchObject({ status: 403 });
    expect(await grants.does(officer, id, 'assign', { lawyerId: demonstrationLawyerId(1) })).toMatchObject({
      status: 409,
      body: { code: 'aid_case.already_assigned' },
    });
    await grants.all(id, [officer, 'recipient-told', { toldAt: now(), mode: 'phone' }], grants.signed(), [
      lawyer,
      'work',
      { kind: 'evidence', doneAt: now(), note: '到某某工地调取工资表' },
    ]);
    const worked = await grants.all(id, [lawyer, 'progress', { toldAt: now(), mode: 'phone', summary: '已立案,等候开庭' }]);
    const page = await grants.shown(worked, lawyer);
    expect(page.clocks).toEqual([
      expect.objectContaining({ id: 'C23', outcome: 'met' }),
      expect.objectContaining({ id: 'C24', outcome: 'met', onTime: true }),
    ]);
    expect(page.timeline.map(({ event }) => event)).toEqual([
      ...['AidCaseReceived', 'PersonnelAssigned', 'RecipientTold', 'EngagementSigned', 'WorkRecorded', 'ProgressReported'],
    ]);
    const people = (await lawyer.get<CasePeople>(`${CASES}/${id}/people?purpose=case_handling`)).body;
    expect(Object.values(people.texts)).toEqual(['到某某工地调取工资表', '已立案,等候开庭']);
    const mine = (await lawyer.get<MyCasesPage>(`/api/assignment/my-cases?after=${worked.body.position}`)).body.items;
    expect(mine.find((one) => one.id === id)).toMatchObject({ matter: 'aid-case', status: 'engaged' });
    const hearingAt = new Date(Date.now() + 10 * 86_400_000).toISOString();
    const heard = await grants.all(id, [lawyer, 'hearing', { hearingAt, hearingPlace: '第二法庭' }]);
    const day = new Date(Date.parse(hearingAt) + 8 * 3_600_000).toISOString().slice(0, 10);
    const dates = (await lawyer.get<{ items: readonly CaseDate[] }>(`${DATES}?from=${day}&until=${day}&after=${heard.body.position}`)).body
      .items;
    expect(dates).toEqual([expect.objectContaining({ matter: 'aid-case', requestId: id, kind: 'hearing', at: hearingAt })]);
    const items = ['assignment_notice', 'engagement', 'case_papers', 'meeting_minutes', 'opinion', 'work_record', 'closing_report'];
    await grants.all(id, [lawyer, 'conclude', { concludedAt: now(), outcome: 'judgment' }], [lawyer, 'file', { items }]);
    const accepted = await grants.all(id, [officer, 'accept-file']);
    const kept = (await head.get<RetainedPage>(`/api/assignment/retention?stage=kept&limit=100&after=${accepted.body.position}`)).body
      .items;
    expect(kept.find((one) => one.id === id)).toMatchObject({ kind: 'completed', institution: 'institution-540100' });
    expect(await grants.shown(accepted)).toMatchObject({ status: 'closed', open: false, reason: 'completed', lawyerId: null });
    expect((await lawyer.get(`${CASES}/${id}`)).status).toBe(404);
  }, 60_000);

  it('is asked about when the case is over: a visit is planned by itself, and its record is a letter of the case', async () => {
    const { id } = (await grants.record({ language: 'bo' })).body;
    await grants.all(id, grants.assignTo(0), grants.signed());
    const closing = [lawyer, 'conclude', { concludedAt: now(), outcome: 'judgment' }] as const;
    const items = ['assignment_notice', 'engagement', 'case_papers', 'meeting_minutes', 'opinion', 'work_record', 'closing_report'];
    await grants.all(id, closing, [lawyer, 'file', { items }], [officer, 'accept-file']);
    const listed = await until(
      () => officer.get<QualityList>(`${VISITS}?request=${id}`),
      ({ body }) => body.items.length === 1,
      SLOWEST_MS,
    );
    const visit = listed.value!.body.items[0]!;
    expect(visit).toMatchObject({ status: 'planned', facts: { matter: 'aid-case', reason: 'sampled', language: 'bo' } });
    expect(visit.caseNumber).not.toBeNull();
    const said = { way: 'phone', visitedAt: now(), language: 'bo', satisfaction: '5', answers: { met: 'yes' } };
    expect((await officer.post(`${VISITS}/${visit.id}/record`, said)).status).toBe(200);
    await until(
      () => officer.get<{ items: readonly ListedLetter[] }>(`${CASES}/${id}/letters`),
      ({ body }) => body.items.some(({ form }) => form === 32),
      SLOWEST_MS,
    );
  }, 60_000);

  it('may be asked about by choice, but not by who has nothing to do with the case', async () => {
    const { id } = (await grants.record()).body;
    const neighbour = await platform.as({ ...DEMONSTRATION_ACCOUNTS.institutionHead, agency: 'institution-540200', division: '540200' });
    const of = { requestId: id, matter: 'aid-case' };
    for (const [by, body, code] of [
      [neighbour, of, 'aid_case.not_found'],
      [officer, { requestId: id }, 'defence_request.not_found'],
      [officer, { ...of, requestId: randomUUID() }, 'aid_case.not_found'],
    ] as const) {
      const refused = await by.post<ProblemBody>(VISITS, body);
      expect([refused.status, refused.body.code]).toEqual([404, code]);
    }
    expect((await officer.post(VISITS, of)).status).toBe(201);
  }, 60_000);

  it('who acts for one side takes no case of the other', async () => {
    const [one, other] = [{ name: `甲某${randomUUID()}` }, { name: `乙某${randomUUID()}`, idNumber: randomUUID().slice(0, 18) }];
    const first = (await grants.record({ recipient: one, opponents: [other] })).body.id;
    await grants.all(first, grants.assignTo(0));
    const second = await grants.record({ recipient: other, opponents: [one] });
    await grants.shown(second);
    const { body } = await officer.get<CandidatesPage>(`${CASES}/${second.body.id}/candidates?limit=100`);
    expect(body.items.find(({ lawyerId }) => lawyerId === demonstrationLawyerId(0))).toMatchObject({
      may: false,
      reasons: [{ code: 'lawyer.conflict_of_interest' }],
    });
    expect(await grants.does(officer, second.body.id, 'assign', { lawyerId: demonstrationLawyerId(0) })).toMatchObject({
      status: 409,
      body: { code: 'aid_case.lawyer_may_not', errors: [{ code: 'lawyer.conflict_of_interest' }] },
    });
    await grants.all(second.body.id, grants.assignTo(1));
  }, 60_000);

  it('presses nobody to settle who suffered violence at home', async () => {
    const { id } = (await grants.record({ cause: 'domestic_violence', causeText: '离婚纠纷' })).body;
    await grants.all(id, grants.assignTo(0), grants.signed());
    expect(await grants.does(lawyer, id, 'mediation/offer', { offeredAt: now(), ownWish: false })).toMatchObject({
      status: 409,
      body: { code: 'aid_case.mediation.own_wish_only' },
    });
    await grants.all(
      id,
      [lawyer, 'mediation/offer', { offeredAt: now(), ownWish: true }],
      [lawyer, 'mediation/refuse', { refusedAt: now() }],
    );
    expect(await grants.does(lawyer, id, 'mediation/offer', { offeredAt: now(), ownWish: true })).toMatchObject({
      body: { code: 'aid_case.mediation.not_again' },
    });
  }, 60_000);
});

describe('the lawyer’s half-day', () => {
  const REQUESTS = '/api/assignment/defence-requests';
  const hearingOf = (id: string): Promise<CasePage> => officer.get<CasePage>(`${CASES}/${id}`).then(({ body }) => body);
  it('holds one hearing, of a granted case or a defence request; who sets another is told what the lawyer has', async () => {
    const [first, second] = [(await grants.record({ caseNumber: '（2026）藏0102民初1号' })).body.id, (await grants.record()).body.id];
    await grants.all(first, grants.assignTo(0), grants.signed());
    await grants.all(second, grants.assignTo(0), grants.signed());
    const hearingAt = nextHearing();
    await grants.all(first, [lawyer, 'hearing', { hearingAt, hearingPlace: '第二法庭' }]);
    const refused = await grants.does(lawyer, second, 'hearing', { hearingAt });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'aid_case.lawyer_at_hearing', errors: [{ path: 'hearingAt', code: 'lawyer.hearing_at_that_time' }] },
    });
    expect(refused.body.detail).toContain('（2026）藏0102民初1号');
    const request = (await platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice({ hearingAt }))).body.id;
    const byHand = await officer.post<ProblemBody>(`${REQUESTS}/${request}/assign`, { lawyerId: demonstrationLawyerId(0) });
    expect([byHand.status, byHand.body.code]).toEqual([409, 'defence_request.lawyer_at_hearing']);
    // The first hearing goes to another day: its half-day is free for the second.
    await grants.all(first, [lawyer, 'hearing', { hearingAt: nextHearing() }]);
    const { value } = await until(
      () => grants.does(lawyer, second, 'hearing', { hearingAt }),
      ({ status }) => status === 200,
      SLOWEST_MS,
    );
    expect(value.status).toBe(200);
  }, 60_000);

  it('is flagged on the case where a court moves a defence onto its hearing, and on nobody else’s', async () => {
    const [granted, other] = [(await grants.record()).body.id, (await grants.record()).body.id];
    await grants.all(granted, grants.assignTo(0), grants.signed());
    await grants.all(other, grants.assignTo(0), grants.signed());
    const hearingAt = nextHearing();
    await grants.all(granted, [lawyer, 'hearing', { hearingAt }]);
    await grants.all(other, [lawyer, 'hearing', { hearingAt: nextHearing() }]);
    expect((await hearingOf(granted)).hearingConflict).toBe(false);
    const request = (await platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice())).body.id;
    expect((await officer.post(`${REQUESTS}/${request}/assign`, { lawyerId: demonstrationLawyerId(0) })).status).toBe(200);
    expect((await platform.api.courtClerk.post(`${REQUESTS}/${request}/hearing`, { hearingAt })).status).toBe(200);
    const flagged = await until(
      () => hearingOf(granted),
      ({ hearingConflict }) => hearingConflict,
      SLOWEST_MS,
    );
    expect(flagged.value.hearingConflict).toBe(true);
    expect((await hearingOf(other)).hearingConflict).toBe(false);
    const mine = await lawyer.get<{ items: readonly { id: string; matter: string; hearingConflict: boolean }[] }>(
      '/api/assignment/my-cases',
    );
    expect(mine.body.items.filter((one) => one.matter === 'aid-case' && one.hearingConflict).map(({ id }) => id)).toEqual([granted]);
    const list = await officer.get<{ items: readonly CasePage[] }>(`${CASES}?limit=100`);
    expect(list.body.items.filter(({ hearingConflict }) => hearingConflict).map(({ id }) => id)).toEqual([granted]);
    expect((await platform.api.courtClerk.post(`${REQUESTS}/${request}/hearing`, { hearingAt: nextHearing() })).status).toBe(200);
    const solved = await until(
      () => hearingOf(granted),
      ({ hearingConflict }) => !hearingConflict,
      SLOWEST_MS,
    );
    expect(solved.value.hearingConflict).toBe(false);
  }, 60_000);

  it('of a case that gets another lawyer is asked of that lawyer', async () => {
    const [first, second] = [(await grants.record()).body.id, (await grants.record()).body.id];
    await grants.all(first, grants.assignTo(0), grants.signed());
    await grants.all(second, grants.assignTo(1));
    const hearingAt = nextHearing();
    await grants.all(first, [lawyer, 'hearing', { hearingAt }]);
    await grants.all(second, [otherLawyer, 'hearing', { hearingAt }]);
    expect(
      await grants.does(officer, second, 'replace-lawyer', { lawyerId: demonstrationLawyerId(0), reasonCode: 'language' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'aid_case.lawyer_at_hearing', errors: [{ path: 'lawyerId' }] },
    });
    const { value } = await until(
      () => hearingOf(second),
      ({ lawyerId }) => lawyerId !== null,
      SLOWEST_MS,
    );
    expect(value.lawyerId).toBe(demonstrationLawyerId(1));
  }, 60_000);
});

describe('a termination', () => {
  it('ends the lawyer’s part, and when it is to be corrected the lawyer goes on', async () => {
    const { id } = (await grants.record()).body;
    await grants.all(id, grants.assignTo(0), grants.signed());
    expect(await grants.does(officer, id, 'terminate', { ground: 'recipient_asked', reason: '本人要求' })).toMatchObject({ status: 403 });
    const terminated = await grants.all(id, [head, 'terminate', { ground: 'recipient_asked', reason: '本人要求' }]);
    expect(await grants.shown(terminated)).toMatchObject({ status: 'terminated', lawyerId: null });
    expect((await lawyer.get(`${CASES}/${id}`)).status).toBe(404);
    const corrected = await grants.all(
      id,
      [officer, 'serve-termination', { servedAt: now() }],
      [officer, 'objection', { filedAt: now(), reason: '没有要求过终止' }],
      [head, 'objection-decision', { decidedAt: now(), outcome: 'corrected' }],
    );
    expect(await grants.shown(corrected, lawyer)).toMatchObject({ status: 'engaged', lawyerId: demonstrationLawyerId(0) });
  }, 60_000);
});

it('writes no name in clear anywhere', async () => {
  const secrets = ['卓玛某某', '某某建筑公司', '申请人某某', '到某某工地调取工资表'];
  for (const [table, text] of await dumpOf(platform.database.url)) expect([table, foundIn(text, secrets)]).toEqual([table, []]);
});
