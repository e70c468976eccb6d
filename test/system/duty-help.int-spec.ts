import { randomUUID } from 'node:crypto';
import type { HelpListPage, HelpPage, HelpPeople } from '../../apps/assignment/src/duty-help-list/duty-help-list.queries.js';
import type { DutyLawyerChoice, HelpChoices } from '../../apps/assignment/src/duty-help-list/duty-help-list.controller.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { until, type Answer, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { anotherLawyer } from '../support/accounts.js';
import { dumpOf, foundIn } from '../support/clear-text.js';
import { dutyHelpRequest, startTestPlatform, type TestPlatform } from '../support/platform.js';

const HELPS = '/api/assignment/duty-helps';
const ROTA = '/api/directory/duty-rota';
const SLOWEST_MS = 30_000;
const HOUR_MS = 3_600_000;
const SHANGHAI_MS = 8 * HOUR_MS;
const PLACE = '拉萨市看守所';

type Done = Answer<{ readonly id: string; readonly position: string; readonly revision: number } & ProblemBody>;

let platform: TestPlatform;
let police: Api;
let officer: Api;
let lawyer: Api;
let otherLawyer: Api;
let shiftId: string;

const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
const asked = (changes: Record<string, unknown> = {}): Record<string, unknown> =>
  dutyHelpRequest({ stage: 'investigation', placeKind: 'detention_centre', place: PLACE, ...changes });
const ask = (changes: Record<string, unknown> = {}, key: string = randomUUID()): Promise<Done> => police.post(HELPS, asked(changes), key);
const shown = async ({ body: { id, position } }: Done, by: Api = officer): Promise<HelpPage> =>
  (await by.get<HelpPage>(`${HELPS}/${id}?after=${position}`)).body;
const does = (by: Api, id: string, command: string, body: object = {}): Promise<Done> => by.post(`${HELPS}/${id}/${command}`, body);
const help = (changes: object = {}): object => ({
  kind: 'consultation',
  mode: 'meeting',
  givenAt: ago(1_000),
  summary: '解答认罪认罚从宽',
  ...changes,
});

beforeAll(async () => {
  platform = await startTestPlatform();
  police = platform.api.policeOfficer;
  officer = platform.api.institutionOfficer;
  lawyer = platform.api.lawyer;
  otherLawyer = await anotherLawyer(platform);
  const day = new Date(Date.now() + SHANGHAI_MS).toISOString().slice(0, 10);
  const shift = { institution: 'institution-540100', placeKind: 'detention_centre', place: PLACE, day, starts: '00:00', ends: '23:59' };
  const planned = await platform.api.institutionHead.post<{ id: string }>(ROTA, { ...shift, lawyerId: demonstrationLawyerId(0) });
  expect(planned.status).toBe(201);
  shiftId = planned.body.id;
  await until(
    () => police.get<HelpChoices>(`${HELPS}/choices?division=540100`),
    ({ body }) => body.places.length > 0,
    SLOWEST_MS,
  );
}, 60_000);
afterAll(() => platform?.stop());

describe('a person who asks for the duty lawyer', () => {
  it('is offered the stages of the organ and the places of the rota', async () => {
    const { body } = await police.get<HelpChoices>(`${HELPS}/choices?division=540100`);
    expect(body).toEqual({ stages: ['investigation'], places: [{ placeKind: 'detention_centre', place: PLACE }] });
  });

  it('has the lawyer who is on duty there told at once, and C16 kept', async () => {
    const page = await shown(await ask({ requestedAt: ago(HOUR_MS) }));
    expect(page).toMatchObject({ status: 'notified', lawyerId: demonstrationLawyerId(0), chosenBy: 'rota', dueAt: null });
    expect(page.clocks).toEqual([expect.objectContaining({ id: 'C16', outcome: 'met', onTime: true, breachedAt: null })]);
    expect(page.personName).not.toContain('旦增某某');
  });

  it('waits for an officer where nobody sits at the place, and C16 runs', async () => {
    const sent = await ask({ place: '当雄县看守所' });
    const page = await shown(sent);
    expect(page).toMatchObject({ status: 'requested', lawyerId: null, clocks: [{ id: 'C16', stoppedAt: null }] });
    expect(Date.parse(page.dueAt!) - Date.parse(page.facts.requestedAt)).toBe(24 * HOUR_MS);
    const { body } = await officer.get<{ items: readonly DutyLawyerChoice[] }>(`${HELPS}/${page.id}/lawyers`);
    expect(body.items[0]).toMatchObject({ lawyerId: demonstrationLawyerId(0), onDuty: { place: PLACE, shiftId } });
    expect(body.items.length).toBeGreaterThan(3);
    const told = await does(officer, page.id, 'notify-lawyer', { lawyerId: demonstrationLawyerId(1) });
    expect(await shown(told)).toMatchObject({ status: 'notified', chosenBy: 'officer', dueAt: null });
    const suspended = await does(officer, page.id, 'notify-lawyer', { lawyerId: demonstrationLawyerId(3) });
    expect([suspended.status, suspended.body.code]).toEqual([409, 'duty_help.lawyer_may_not']);
  });

  it('is asked for once, however often it is sent', async () => {
    const key = randomUUID();
    const changes = { requestedAt: ago(HOUR_MS) };
    const [first, second] = await Promise.all([ask(changes, key), ask(changes, key)]);
    expect([first.body.id, first.body.revision]).toEqual([second.body.id, second.body.revision]);
  });

  it('is refused with every fault at its field', async () => {
    const { status, body } = await ask({ stage: 'first_instance', requestedAt: new Date(Date.now() + HOUR_MS).toISOString() });
    expect([status, body.code, body.errors?.map(({ path }) => path)]).toEqual([422, 'duty_help.invalid', ['stage', 'requestedAt']]);
  });
});

describe('the duty lawyer', () => {
  it('sees the matters the lawyer was told of, and no other lawyer does', async () => {
    const sent = await ask();
    const { id } = sent.body;
    expect((await shown(sent, lawyer)).id).toBe(id);
    const list = (await lawyer.get<HelpListPage>(`${HELPS}?state=notified`)).body;
    expect(list.items.map((item) => item.id)).toContain(id);
    expect(list.items.every(({ lawyerId }) => lawyerId === demonstrationLawyerId(0))).toBe(true);
    expect((await otherLawyer.get(`${HELPS}/${id}`)).status).toBe(404);
    expect((await otherLawyer.get(`${HELPS}/${id}/people?purpose=case_handling`)).status).toBe(404);
    expect((await does(otherLawyer, id, 'record-help', help())).status).toBe(404);
    expect((await otherLawyer.get<HelpListPage>(`${HELPS}?state=open`)).body.items.map((item) => item.id)).not.toContain(id);
  });

  it('records the help, passes the application for aid on, and concludes', async () => {
    const { id } = (await ask({ requestedAt: ago(3 * HOUR_MS) })).body;
    expect((await does(lawyer, id, 'conclude')).body.code).toBe('duty_help.no_help');
    expect((await does(lawyer, id, 'record-help', help())).status).toBe(200);
    const applied = await does(lawyer, id, 'record-application', { appliedAt: ago(2 * HOUR_MS) });
    expect((await shown(applied, lawyer)).clocks).toEqual([
      expect.objectContaining({ id: 'C16', outcome: 'met' }),
      expect.objectContaining({ id: 'C04', stoppedAt: null }),
    ]);
    expect((await does(lawyer, id, 'conclude')).body.code).toBe('duty_help.application_waits');
    expect((await does(lawyer, id, 'pass-on-application')).status).toBe(200);
    const done = await does(lawyer, id, 'conclude');
    expect(await shown(done)).toMatchObject({
      status: 'concluded',
      open: false,
      helps: [{ kind: 'consultation' }],
      clocks: [{}, { onTime: true }],
    });
    expect((await does(police, id, 'cancel', { reason: 'released' })).body.code).toBe('duty_help.not_open');
  });

  it('tells lawyer and institution what was advised, and the organ not', async () => {
    const { id } = (await ask({ requestedAt: ago(HOUR_MS) })).body;
    await shown(await does(lawyer, id, 'record-help', help({ summary: '当事人否认指控,建议申请取保候审' })), lawyer);
    const people = async (by: Api): Promise<HelpPeople> => (await by.get<HelpPeople>(`${HELPS}/${id}/people?purpose=case_handling`)).body;
    expect(Object.values((await people(lawyer)).summaries)).toEqual(['当事人否认指控,建议申请取保候审']);
    expect(Object.values((await people(officer)).summaries)).toEqual(['当事人否认指控,建议申请取保候审']);
    expect(await people(police)).toMatchObject({ person: { name: 'བསྟན་འཛིན། 旦增某某' }, summaries: {} });
    const log = await platform.api.auditor.get<{ items: readonly { relation: string; what: string }[] }>('/api/assignment/access-log');
    const ofPeople = log.body.items.filter(({ what }) => what === 'people');
    expect(ofPeople.slice(0, 3).map(({ relation }) => relation)).toEqual(['organ', 'institution', 'lawyer']);
  });
});

describe('the organ', () => {
  it('cancels what is not needed any more, and nobody owes anything', async () => {
    const { id } = (await ask({ place: '当雄县看守所' })).body;
    const cancelled = await does(police, id, 'cancel', { reason: 'own_lawyer' });
    expect(await shown(cancelled, police)).toMatchObject({
      status: 'cancelled',
      reason: 'own_lawyer',
      dueAt: null,
      clocks: [{ outcome: 'lapsed' }],
    });
    expect((await does(platform.api.courtClerk, id, 'cancel', { reason: 'own_lawyer' })).status).toBe(404);
  });
});

describe('a C16 that runs out', () => {
  it('is breached on the list and in the counts', async () => {
    const sent = await ask({ place: '尼木县看守所', requestedAt: ago(24 * HOUR_MS - 500) });
    const late = await until(
      () => shown(sent),
      ({ clocks }) => clocks[0]?.breachedAt !== null,
      SLOWEST_MS,
    );
    expect(late.value.clocks[0]!.breachedAt).toBe(late.value.clocks[0]!.dueAt);
    const { body } = await officer.get<HelpListPage>(`${HELPS}?state=overdue`);
    expect(body.items.map(({ id }) => id)).toEqual([sent.body.id]);
    expect((await officer.get<{ overdue: { count: number } }>(`${HELPS}/counts`)).body.overdue).toEqual({ count: 1, exact: true });
  });
});

describe('a list', () => {
  it('is paged without gaps or doubles', async () => {
    const all = (await officer.get<HelpListPage>(`${HELPS}?state=open&limit=100`)).body;
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: Answer<HelpListPage> = await officer.get(
        `${HELPS}?state=open&limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      ids.push(...body.items.map(({ id }) => id));
      cursor = body.next;
    }
    expect(ids).toEqual(all.items.map(({ id }) => id));
    expect(all.total).toEqual({ count: ids.length, exact: true });
  });
});

describe('an erased person', () => {
  const SECRETS = ['格桑某某', '五监区十七号', '建议申请变更强制措施格桑'];

  it('is gone from the help and everything about it, and who was concerned is told', async () => {
    const person = { name: '格桑某某 སྐལ་བཟང་།', custodyPlace: '五监区十七号' };
    const { id } = (await ask({ requestedAt: ago(HOUR_MS), person })).body;
    await shown(await does(lawyer, id, 'record-help', help({ kind: 'measure_change', summary: '建议申请变更强制措施格桑' })), lawyer);
    const { ids } = (await officer.get<HelpPeople>(`${HELPS}/${id}/people?purpose=subject_request`)).body;
    const order = { ground: 'consent_withdrawn', decision: '藏司个保〔2026〕9号' };
    expect((await platform.api.privacyOfficer.post(`/api/directory/persons/${ids.person}/erase`, order)).status).toBe(200);
    const certificate = await until(
      () => platform.api.privacyOfficer.get<{ complete: boolean }>(`/api/directory/persons/${ids.person}/erasure`),
      ({ body }) => body.complete,
      SLOWEST_MS,
    );
    expect(JSON.stringify(certificate.value.body)).toContain(id);
    expect((await officer.get<HelpPage>(`${HELPS}/${id}`)).body).toMatchObject({ personName: null, status: 'helped' });
    expect((await does(lawyer, id, 'record-help', help())).body.code).toBe('duty_help.person_erased');
    for (const [table, text] of await dumpOf(platform.database.url)) expect([table, foundIn(text, SECRETS)]).toEqual([table, []]);
  });
});
