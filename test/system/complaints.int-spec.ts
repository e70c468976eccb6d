import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { until, type Answer, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import type { OpenedStep, QualityList, QualityMatterPage } from '../../apps/assignment/src/quality-matters/quality-matters.queries.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { connected, dumpOf, foundIn } from '../support/clear-text.js';
import { aidGrant, notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const COMPLAINTS = '/api/assignment/complaints';
const VALUES = '/api/directory/reference-values';
/** Measures against lawyers, as the read model is stored. */
const BARS = 'assignment.lawyer_bars_v1';
const HELD_BACK_MS = 300;
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

  it('may be about a granted case, whose lawyer it is then about, and is unknown to who has nothing to do with that', async () => {
    const CASES = '/api/assignment/aid-cases';
    const granted = (await officer.post<Sent>(CASES, aidGrant())).body.id;
    const lawyerId = demonstrationLawyerId(0);
    expect((await officer.post(`${CASES}/${granted}/assign`, { lawyerId })).status).toBe(200);
    const about = { requestId: granted, matter: 'aid-case' };
    const { id, position } = await file(officer, about);
    const { body } = await page(head, id, position);
    expect(body).toMatchObject({ requestId: granted, lawyerId, facts: { subject: { about: 'request', matter: 'aid-case' } } });
    for (const [by, changes, code] of [
      [court, about, 'aid_case.not_found'],
      [neighbour, about, 'aid_case.not_found'],
      // It is no defence request.
      [officer, { requestId: granted }, 'defence_request.not_found'],
    ] as const) {
      const refused = await by.post<ProblemBody>(COMPLAINTS, filing(changes));
      expect([refused.status, refused.body.code]).toEqual([404, code]);
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

describe('a lawyer whom an upheld complaint is about', () => {
  const ACCOUNTABILITIES = '/api/assignment/accountabilities';
  const LAWYER = demonstrationLawyerId(4);
  let lawyer: Api;
  let complaintId: string;
  let id: string;
  const ROTA = '/api/directory/duty-rota';
  const dayAfter = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const shift = (lawyerId: string, day: string) => ({
    institution: 'institution-540100',
    placeKind: 'detention_centre',
    place: '拉萨市看守所',
    day,
    starts: '05:30',
    ends: '06:30',
    lawyerId,
  });
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
    const other = await platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: 'another-lawyer', lawyerId: demonstrationLawyerId(5) });
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
    const soon = dayAfter(3);
    const planned = await head.post<Sent & ProblemBody>(ROTA, shift(LAWYER, soon));
    expect([planned.status, planned.body.detail]).toEqual([201, undefined]);
    const flagged = async () => {
      const { body } = await officer.get<{ items: readonly { id: string; bar: { until: string | null } | null }[] }>(
        `${ROTA}?institution=institution-540100&from=${soon}&to=${soon}`,
      );
      return body.items.find(({ id: of }) => of === planned.body.id)?.bar ?? null;
    };
    expect(await flagged()).toBeNull();
    const waiting = (await court.post<Sent>(REQUESTS, notice())).body.id;
    // In the instant after the decision, while the read model of measures is held back, the assignment waits for it.
    const { decided, atOnce } = await connected(platform.database.url, async (client) => {
      await client.query(`BEGIN; LOCK TABLE ${BARS} IN SHARE ROW EXCLUSIVE MODE`);
      const suspension = { measure: 'suspended', days: 90, findings: '违规收费的认定' };
      const answer = await head.post<Sent>(`${ACCOUNTABILITIES}/${id}/decide`, suspension);
      const assigning = officer.post<ProblemBody>(`${REQUESTS}/${waiting}/assign`, { lawyerId: LAWYER });
      await new Promise((resolve) => setTimeout(resolve, HELD_BACK_MS));
      await client.query('COMMIT');
      return { decided: answer, atOnce: await assigning };
    });
    expect(decided.status).toBe(200);
    expect([atOnce.status, atOnce.body.errors?.some(({ code }) => code === 'lawyer.barred_from_assignment')]).toEqual([409, true]);
    const barred = await until(candidates, (found) => found.barred, SLOWEST_MS);
    expect(barred.value!.texts).toMatch(/暂停指派至\d{4}-\d{2}-\d{2}（拉萨援责字〔\d{4}〕第1号）/);
    const byHand = await officer.post<ProblemBody>(`${REQUESTS}/${barred.value!.requestId}/assign`, { lawyerId: LAWYER });
    expect([byHand.status, byHand.body.errors?.some(({ code }) => code === 'lawyer.barred_from_assignment')]).toEqual([409, true]);
    // The duty rota hears of it too: what is planned is flagged, nothing more is, and another takes the shift over.
    const bar = await until(flagged, (found) => found !== null, SLOWEST_MS);
    expect(bar.value!.until).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const onRota = await head.post<ProblemBody>(ROTA, shift(LAWYER, dayAfter(4)));
    expect([onRota.status, onRota.body.errors?.[0]?.code]).toEqual([409, 'duty_shift.lawyer_barred']);
    expect((await head.post<Sent>(ROTA, shift(LAWYER, dayAfter(120)))).status).toBe(201);
    const itself = await head.post<ProblemBody>(`${ROTA}/${planned.body.id}/replace`, { lawyerId: LAWYER });
    expect(itself.body.code).toBe('duty_shift.lawyer_barred');
    expect((await neighbour.post<ProblemBody>(`${ROTA}/${planned.body.id}/replace`, { lawyerId: LAWYER })).status).toBe(404);
    const other = { lawyerId: demonstrationLawyerId(1) };
    const [replaced, again] = [
      await head.post<Sent>(`${ROTA}/${planned.body.id}/replace`, other, 'replacing'),
      await head.post<Sent>(`${ROTA}/${planned.body.id}/replace`, other, 'replacing'),
    ];
    expect([replaced.status, again.body.id]).toEqual([200, replaced.body.id]);
    expect((await head.post<ProblemBody>(`${ROTA}/${planned.body.id}/replace`, other)).body.code).toBe('duty_shift.cancelled');
    const opened = await lawyer.get<{ items: readonly OpenedStep[] }>(`${ACCOUNTABILITIES}/${id}/people?purpose=case_handling`);
    expect(opened.body.items.map(({ texts }) => texts)).toEqual([{ statement: '已退还全部款项的陈述' }, { findings: '违规收费的认定' }]);
    expect((await lawyer.post(`${ACCOUNTABILITIES}/${id}/request-review`, { reason: '处理过重' })).status).toBe(200);
    expect((await head.post(`${ACCOUNTABILITIES}/${id}/decide-review`, { outcome: 'revoked', reasons: '示例' })).status).toBe(403);
    expect((await secretariat.post(`${ACCOUNTABILITIES}/${id}/decide-review`, { outcome: 'revoked', reasons: '事实不清' })).status).toBe(
      200,
    );
    await until(candidates, (found) => !found.barred, SLOWEST_MS);
    const free = await until(
      () => head.post<Sent>(ROTA, shift(LAWYER, dayAfter(5))),
      ({ status }) => status === 201,
      SLOWEST_MS,
    );
    expect(free.value?.status).toBe(201);
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
