import type { CasePage } from '../../apps/assignment/src/aid-case-list/aid-case-list.queries.js';
import type { CandidatesPage } from '../../apps/assignment/src/candidates/candidates.queries.js';
import type { OffersPage, ShownOffer } from '../../apps/assignment/src/lawyer-offers/lawyer-offers.queries.js';
import type { BegunSearch, RankingAgain } from '../../apps/assignment/src/lawyer-search/lawyer-search.queries.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { Grants } from '../support/grants.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const CASES = '/api/assignment/aid-cases';
const SLOWEST_MS = 30_000;

let platform: TestPlatform;
let officer: Api;
let grants: Grants;

beforeAll(async () => {
  platform = await startTestPlatform();
  officer = platform.api.institutionOfficer;
  grants = new Grants(platform.api);
}, 60_000);
afterAll(() => platform?.stop());

describe('the search for a lawyer', () => {
  const OFFERS = '/api/assignment/offers';
  const asLawyer = (lawyerId: string): Promise<Api> =>
    platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: `account-${lawyerId}`, lawyerId });
  const found = async (id: string): Promise<BegunSearch> => (await officer.get<BegunSearch>(`${CASES}/${id}/search`)).body;
  const asked = async (id: string) => (await found(id)).offers.findLast(({ status }) => status === 'open')!;
  const mine = async (api: Api, id: string): Promise<ShownOffer> =>
    (
      await until(
        async () => (await api.get<OffersPage>(`${OFFERS}?limit=100`)).body.items.find(({ requestId }) => requestId === id),
        (offer) => offer?.facts != null,
        SLOWEST_MS,
      )
    ).value!;
  const handledBy = (id: string, lawyerId: string) =>
    until(
      async () => (await officer.get<CasePage>(`${CASES}/${id}`)).body.lawyerId,
      (now) => now === lawyerId,
      SLOWEST_MS,
    );

  it('asks the best candidate, and when that one declines the next, who accepts and has the case', async () => {
    const recorded = await grants.record();
    const { id } = recorded.body;
    await grants.shown(recorded);
    const best = (await officer.get<CandidatesPage>(`${CASES}/${id}/candidates`)).body.items.filter(({ may }) => may);
    await grants.all(id, [officer, 'search', {}]);
    const begun = await found(id);
    expect(begun.ranked.map(({ lawyerId }) => lawyerId)).toEqual(best.map(({ lawyerId }) => lawyerId));
    expect(await grants.does(officer, id, 'search')).toMatchObject({ status: 409, body: { code: 'lawyer_search.running' } });
    const first = await asked(id);
    const one = await asLawyer(first.lawyerId);
    const offer = await mine(one, id);
    expect(offer).toMatchObject({ offerId: first.offerId, matter: 'aid-case', organ: null, facts: { causeText: '追索劳动报酬纠纷' } });
    expect(JSON.stringify(offer)).not.toMatch(/卓玛|某某|Digests/);
    // The case is not the lawyer's before the lawyer accepts.
    expect((await one.get(`${CASES}/${id}`)).status).toBe(404);
    expect((await one.post(`${OFFERS}/${id}/decline`, { offerId: first.offerId, reason: 'conflict_of_interest' })).status).toBe(200);
    const second = await asked(id);
    expect(second.lawyerId).toBe(begun.ranked[1]!.lawyerId);
    expect((await (await asLawyer(second.lawyerId)).post(`${OFFERS}/${id}/accept`, { offerId: second.offerId })).status).toBe(200);
    await handledBy(id, second.lawyerId);
    const over = await until(
      () => found(id),
      ({ status }) => status === 'ended',
      SLOWEST_MS,
    );
    expect(over.value).toMatchObject({ outcome: 'accepted' });
    expect((await officer.get<RankingAgain>(`${CASES}/${id}/search/ranking`)).body).toMatchObject({ same: true });
    // Who declared a conflict is not assigned by hand either.
    expect(await grants.does(officer, id, 'replace-lawyer', { lawyerId: first.lawyerId, reasonCode: 'language' })).toMatchObject({
      status: 409,
      body: { errors: [{ code: 'lawyer.conflict_of_interest' }] },
    });
  }, 60_000);

  it('finds a replacement too, and asks the present lawyer no more', async () => {
    const { id } = (await grants.record()).body;
    await grants.all(id, grants.assignTo(0));
    expect(await grants.does(officer, id, 'search')).toMatchObject({ status: 409, body: { code: 'aid_case.wrong_state' } });
    await grants.all(id, [officer, 'search', { replacing: 'language' }]);
    const { offerId, lawyerId } = await asked(id);
    expect((await found(id)).ranked.map((ranked) => ranked.lawyerId)).not.toContain(demonstrationLawyerId(0));
    expect((await (await asLawyer(lawyerId)).post(`${OFFERS}/${id}/accept`, { offerId })).status).toBe(200);
    await handledBy(id, lawyerId);
  }, 60_000);

  it('is nobody else’s, ends when the institution assigns by hand, and is no search of a defence request', async () => {
    const { id } = (await grants.record()).body;
    await grants.all(id, [officer, 'search', {}]);
    const elsewhere = await platform.as({ ...DEMONSTRATION_ACCOUNTS.institutionOfficer, agency: 'institution-540200', division: '540200' });
    expect([(await elsewhere.get(`${CASES}/${id}/search`)).status, (await grants.does(elsewhere, id, 'search/call-off')).status]).toEqual([
      404, 404,
    ]);
    expect((await officer.get(`/api/assignment/defence-requests/${id}/search`)).status).toBe(404);
    expect((await officer.post(`/api/assignment/defence-requests/${id}/search/call-off`, {})).status).toBe(404);
    await grants.all(id, grants.assignTo(1));
    const { value } = await until(
      () => found(id),
      ({ status }) => status === 'ended',
      SLOWEST_MS,
    );
    expect(value).toMatchObject({ outcome: 'called_off', calledOffFor: 'assigned_by_hand' });
  }, 60_000);
});
