import type {
  ObligationCounts,
  ObligationForecast,
  ObligationList,
  ObligationsOfMatter,
} from '../../apps/assignment/src/obligations/obligations.queries.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { addDays, shanghaiDay } from '@xiezhi/legal-policy';
import { until, type Answer, type Api } from '../../apps/platform/src/demo/api.js';
import { anotherLawyer } from '../support/accounts.js';
import { dutyHelpRequest, notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const LEDGER = '/api/assignment/obligations';
const SLOWEST_MS = 30_000;

let platform: TestPlatform;
let clerk: Api;
let officer: Api;
let lawyer: Api;
let otherLawyer: Api;

const ledger = async (by: Api, query = ''): Promise<ObligationList> => {
  const { status, body } = await by.get<ObligationList>(`${LEDGER}?limit=100&${query}`);
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
};
const counts = async (by: Api, query = ''): Promise<ObligationCounts> => (await by.get<ObligationCounts>(`${LEDGER}/counts?${query}`)).body;
const send = async (): Promise<{ readonly id: string; readonly position: string }> =>
  (await clerk.post<{ id: string; position: string }>(REQUESTS, notice())).body;
const ofMatter = ({ items }: ObligationList, id: string) => items.filter(({ matterId }) => matterId === id);

beforeAll(async () => {
  platform = await startTestPlatform();
  clerk = platform.api.courtClerk;
  officer = platform.api.institutionOfficer;
  lawyer = platform.api.lawyer;
  otherLawyer = await anotherLawyer(platform);
}, 60_000);
afterAll(() => platform?.stop());

it('names who owes what to whom from the notice on, to both sides and to nobody else', async () => {
  const { id, position } = await send();
  const [duty, ...more] = ofMatter(await ledger(officer, `side=mine&after=${position}`), id);
  expect(more).toEqual([]);
  expect(duty).toMatchObject({
    ...{ clock: 'C02', state: 'running', holderKind: 'institution', holder: 'institution-540100', owedTo: 'court-540100' },
    noHolidayRoll: false,
    caseNumber: expect.stringContaining('藏01刑初'),
  });
  expect(ofMatter(await ledger(clerk, 'side=theirs'), id)).toEqual([duty]);
  expect(ofMatter(await ledger(clerk, 'side=mine'), id)).toEqual([]);
  expect(ofMatter(await ledger(clerk, 'side=mine&state=met'), id).map(({ clock }) => clock)).toEqual(['C10', 'C01']);
  expect(ofMatter(await ledger(officer, 'side=mine&clock=C24'), id)).toEqual([]);
  expect(ofMatter(await ledger(officer, 'side=mine&county=540100'), id)).toEqual([duty]);
  expect(ofMatter(await ledger(officer, 'side=mine&county=540200'), id)).toEqual([]);
  expect(ofMatter(await ledger(officer, 'side=mine&agency=court-540100'), id)).toEqual([duty]);
  expect(ofMatter(await ledger(officer, 'side=mine&agency=court-540200'), id)).toEqual([]);
  expect(ofMatter(await ledger(clerk, 'side=theirs&agency=institution-540100'), id)).toEqual([duty]);
  expect(ofMatter(await ledger(clerk, 'side=theirs&agency=institution-540200'), id)).toEqual([]);
  const due = shanghaiDay(duty!.dueAt);
  // The day that ends with the due time, which is midnight, is the day before it.
  const [dayBefore, dayAfter] = [addDays(due, -1), addDays(due, 1)];
  expect(ofMatter(await ledger(officer, `side=mine&dueFrom=${dayBefore}&dueBy=${dayAfter}`), id)).toEqual([duty]);
  expect(ofMatter(await ledger(officer, `side=mine&dueBy=${dayBefore}`), id)).toEqual([duty]);
  expect(ofMatter(await ledger(officer, `side=mine&dueBy=${addDays(due, -2)}`), id)).toEqual([]);
  expect(ofMatter(await ledger(officer, `side=mine&dueFrom=${due}`), id)).toEqual([]);
  expect((await counts(officer, `side=mine&dueFrom=${due}`)).running.count).toBe(0);
  expect((await officer.get(`${LEDGER}?dueBy=2026-13-01`)).status).toBe(400);
  expect(ofMatter(await ledger(platform.api.policeOfficer, 'side=all'), id)).toEqual([]);
  expect((await platform.api.policeOfficer.get(`${REQUESTS}/${id}/obligations`)).status).toBe(404);
});

it('shows the lawyer the duties of the lawyer’s own cases, and whose time a case took', async () => {
  const { id } = await send();
  await until(
    () => officer.post(`${REQUESTS}/${id}/assign`, { lawyerId: demonstrationLawyerId(0) }),
    ({ status }) => status === 200,
    SLOWEST_MS,
  );
  // The letter is delivered by the way of the bus: then C02 is met, and the lawyer's own duties begin.
  const { value: owed } = await until(
    async () => ofMatter(await ledger(lawyer, 'side=mine'), id),
    (duties) => duties.length > 0,
    SLOWEST_MS,
  );
  expect(owed.map(({ clock, state }) => [clock, state]).toSorted()).toEqual([
    ['C14', 'running'],
    ['C24', 'running'],
  ]);
  expect(ofMatter(await ledger(otherLawyer, 'side=all'), id)).toEqual([]);
  expect((await otherLawyer.get(`${REQUESTS}/${id}/obligations`)).status).toBe(404);
  expect(ofMatter(await ledger(officer, 'side=mine&state=met'), id)).toMatchObject([{ clock: 'C02', lateByMinutes: null }]);

  const { body } = await lawyer.get<ObligationsOfMatter>(`${REQUESTS}/${id}/obligations`);
  expect(body.items.map(({ clock, state }) => `${clock} ${state}`).toSorted()).toEqual([
    'C01 met',
    'C02 met',
    'C10 met',
    'C14 running',
    'C24 running',
  ]);
  const held = Object.fromEntries(body.split.map(({ holder, ms }) => [holder, ms]));
  const c02 = body.items.find(({ clock }) => clock === 'C02')!;
  expect(held['institution']).toBe(Date.parse(c02.endedAt!) - Date.parse(c02.startedAt));
  expect(body.split.map(({ holder }) => holder)).toEqual(expect.arrayContaining(['institution', 'lawyer', 'unit']));

  const then = (await officer.get<ObligationsOfMatter>(`${REQUESTS}/${id}/obligations?at=${c02.startedAt}`)).body;
  expect(then.items.some(({ clock }) => clock === 'C24')).toBe(false);
});

it('has the duties of duty lawyers’ help beside those of defence', async () => {
  const place = { stage: 'investigation', placeKind: 'detention_centre', place: '当雄县看守所' };
  const asked = dutyHelpRequest({ ...place, requestedAt: new Date(Date.now() - 25 * 3_600_000).toISOString() });
  const police = platform.api.policeOfficer;
  const { id, position } = (await police.post<{ id: string; position: string }>('/api/assignment/duty-helps', asked)).body;
  expect(ofMatter(await ledger(police, `side=mine&state=overdue&after=${position}`), id)).toMatchObject([
    { clock: 'C16', matter: 'duty-help', holderKind: 'custody_place' },
  ]);
  expect((await counts(police, 'side=mine')).overdue).toEqual({ count: 1, exact: true });
});

it('forecasts from what the institution finished, and says when it finished nothing', async () => {
  const { status, body } = await officer.get<ObligationForecast>(`${LEDGER}/forecast`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ workingDays: 20, finished: 0, likelyLate: null, items: [] });
  expect(body.running).toBe((await counts(officer, 'side=mine')).running.count);
  expect((await clerk.get(`${LEDGER}/forecast`)).status).toBe(403);
});

it('is paged without gaps or doubles', async () => {
  for (const state of ['running', 'met']) {
    const all = await ledger(officer, `side=all&state=${state}`);
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const from: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const { body }: Answer<ObligationList> = await officer.get(`${LEDGER}?side=all&state=${state}&limit=2${from}`);
      ids.push(...body.items.map(({ id }) => id));
      cursor = body.next;
    }
    expect(ids).toEqual(all.items.map(({ id }) => id));
    expect(all.total).toEqual({ count: ids.length, exact: true });
    expect(ids.length).toBeGreaterThan(2);
  }
});
