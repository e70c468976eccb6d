import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CandidatesPage } from '../../apps/assignment/src/candidates/candidates.queries.js';
import type { CaseDate, DayOfDates } from '../../apps/assignment/src/case-dates/case-dates.queries.js';
import type { OffersPage, ShownOffer } from '../../apps/assignment/src/lawyer-offers/lawyer-offers.queries.js';
import type { BegunSearch as SearchPage, RankingAgain } from '../../apps/assignment/src/lawyer-search/lawyer-search.queries.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { until, type Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { nextHearing, notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const OFFERS = '/api/assignment/offers';
const WAIT_MS = 15_000;

let platform: TestPlatform;
let officer: Api;
beforeAll(async () => {
  platform = await startTestPlatform();
  officer = platform.api.institutionOfficer;
}, 60_000);
afterAll(() => platform?.stop());

/** A new request that is on the worklist. */
const send = async (changes: Record<string, unknown> = {}): Promise<string> => {
  const { id, position } = (await platform.api.courtClerk.post<{ id: string; position: string }>(REQUESTS, notice(changes))).body;
  expect((await officer.get(`${REQUESTS}/${id}?after=${position}`)).status).toBe(200);
  return id;
};
const search = async (id: string, body: object = {}) => officer.post<ProblemBody>(`${REQUESTS}/${id}/search`, body);
const found = async (id: string): Promise<SearchPage> => (await officer.get<SearchPage>(`${REQUESTS}/${id}/search`)).body;
const running = (page: SearchPage) => page.offers.find(({ status }) => status === 'open')!;
const asLawyer = (lawyerId: string): Promise<Api> =>
  platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: `account-${lawyerId}`, lawyerId });
const mine = async (
  api: Api,
  status: 'open' | 'answered',
  holds: (offers: readonly ShownOffer[]) => boolean,
): Promise<readonly ShownOffer[]> => {
  const { value } = await until(async () => (await api.get<OffersPage>(`${OFFERS}?status=${status}&limit=100`)).body.items, holds, WAIT_MS);
  return value;
};
const status = async (id: string, wanted: (page: { status: string; lawyerId: string | null }) => boolean) =>
  (await until(async () => (await officer.get<{ status: string; lawyerId: string | null }>(`${REQUESTS}/${id}`)).body, wanted, WAIT_MS))
    .value;
const ended = async (id: string): Promise<SearchPage> =>
  (
    await until(
      () => found(id),
      (page) => page.status === 'ended',
      WAIT_MS,
    )
  ).value;

/** The demonstration's lawyers have reached the roster once somebody may be assigned. */
beforeAll(async () => {
  const id = await send();
  await until(
    async () => (await officer.get<CandidatesPage>(`${REQUESTS}/${id}/candidates`)).body.may,
    (may) => may > 1,
    WAIT_MS,
  );
}, 60_000);

describe('the search for a lawyer', () => {
  it('asks the best of the ranking; who declines is followed by the next, who accepts is assigned', async () => {
    const id = await send();
    const best = (await officer.get<CandidatesPage>(`${REQUESTS}/${id}/candidates`)).body.items;
    expect((await search(id)).status).toBe(200);
    const begun = await found(id);
    expect(begun.ranked.map(({ lawyerId }) => lawyerId)).toEqual(best.filter(({ may }) => may).map(({ lawyerId }) => lawyerId));
    const first = running(begun);
    expect(first.lawyerId).toBe(best[0]!.lawyerId);
    expect(begun.skipped.map(({ codes }) => codes).flat()).toContain('lawyer.suspended');

    const one = await asLawyer(first.lawyerId);
    const [offer] = await mine(one, 'open', (offers) => offers.some(({ requestId }) => requestId === id));
    expect(offer).toMatchObject({
      offerId: first.offerId,
      institution: 'institution-540100',
      facts: { offence: '故意伤害罪', language: 'bo' },
    });
    expect(JSON.stringify(offer)).not.toMatch(/扎西|coAccusedGroup/);
    const declined = await one.post(`${OFFERS}/${id}/decline`, { offerId: first.offerId, reason: 'workload', text: '本月已排满' });
    expect(declined.status).toBe(200);

    const second = running(await found(id));
    expect(second.lawyerId).toBe(begun.ranked[1]!.lawyerId);
    expect((await found(id)).offers[0]).toMatchObject({ status: 'declined', reason: 'workload', text: '本月已排满' });
    const other = await asLawyer(second.lawyerId);
    expect((await other.post(`${OFFERS}/${id}/accept`, { offerId: second.offerId })).status).toBe(200);
    expect((await status(id, (page) => page.lawyerId !== null)).lawyerId).toBe(second.lawyerId);
    expect(await ended(id)).toMatchObject({ outcome: 'accepted' });
    const answered = await mine(other, 'answered', (offers) => offers.some(({ requestId }) => requestId === id));
    expect(answered[0]).toMatchObject({ status: 'accepted' });
  });

  it('can be computed again from what was kept of it', async () => {
    const id = await send();
    await search(id);
    const { body } = await officer.get<RankingAgain>(`${REQUESTS}/${id}/search/ranking`);
    expect(body).toMatchObject({ same: true, weights: '2026-3' });
    expect(body.again.length).toBeGreaterThan(1);
  });

  it('is nobody else’s: not the court’s, not another institution’s, not another lawyer’s', async () => {
    const id = await send();
    await search(id);
    const { offerId, lawyerId } = running(await found(id));
    expect((await platform.api.courtClerk.get(`${REQUESTS}/${id}/search`)).status).toBe(403);
    const elsewhere = await platform.as({ ...DEMONSTRATION_ACCOUNTS.institutionOfficer, agency: 'institution-540200', division: '540200' });
    for (const path of ['search', 'search/ranking']) expect((await elsewhere.get(`${REQUESTS}/${id}/${path}`)).status).toBe(404);
    for (const path of ['search', 'search/call-off']) expect((await elsewhere.post(`${REQUESTS}/${id}/${path}`, {})).status).toBe(404);
    const another = await asLawyer(randomUUID());
    const refused = await another.post<ProblemBody>(`${OFFERS}/${id}/accept`, { offerId });
    expect([refused.status, refused.body.code]).toEqual([404, 'lawyer_search.offer.not_found']);
    expect((await another.get<OffersPage>(OFFERS)).body.items).toEqual([]);
    const nobody = await platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: 'no lawyer', lawyerId: undefined } as never);
    expect((await nobody.get<ProblemBody>(OFFERS)).body.code).toBe('account.no_lawyer');
    expect((await (await asLawyer(lawyerId)).post(`${OFFERS}/${id}/accept`, { offerId })).status).toBe(200);
  });

  it('ends when the institution assigns by hand, withdraws it, or the court withdraws the notice', async () => {
    const [byHand, calledOff, withdrawn] = [await send(), await send(), await send()];
    for (const id of [byHand, calledOff, withdrawn]) expect((await search(id)).status).toBe(200);
    const chosen = (await found(byHand)).ranked.at(-1)!.lawyerId;
    expect((await officer.post(`${REQUESTS}/${byHand}/assign`, { lawyerId: chosen })).status).toBe(200);
    expect(await ended(byHand)).toMatchObject({ outcome: 'called_off', calledOffFor: 'assigned_by_hand' });
    expect((await officer.post(`${REQUESTS}/${calledOff}/search/call-off`, {})).status).toBe(200);
    expect(await ended(calledOff)).toMatchObject({ calledOffFor: 'institution' });
    expect((await platform.api.courtClerk.post(`${REQUESTS}/${withdrawn}/withdraw`, { reason: '重复' })).status).toBe(200);
    expect(await ended(withdrawn)).toMatchObject({ calledOffFor: 'request_closed' });
    expect((await search(byHand)).body.code).toBe('defence_request.not_open');
  });

  it('asks another whom the officer chooses, and begins once', async () => {
    const id = await send();
    await search(id);
    const { ranked } = await found(id);
    expect((await search(id)).body.code).toBe('lawyer_search.running');
    expect((await officer.post(`${REQUESTS}/${id}/search/offer`, { lawyerId: ranked[2]!.lawyerId })).status).toBe(200);
    const { offers } = await found(id);
    expect(offers.map((offer) => [offer.lawyerId, offer.status])).toEqual([
      [ranked[0]!.lawyerId, 'withdrawn'],
      [ranked[2]!.lawyerId, 'open'],
    ]);
  });

  it('goes on, and says why, when who accepted may not be assigned after all', async () => {
    const caseNumber = `（2026）藏01刑初${randomUUID()}号`;
    const [one, other] = [await send({ caseNumber }), await send({ caseNumber })];
    await search(one);
    const asked = running(await found(one));
    // Meanwhile the same lawyer is assigned to a co-accused.
    expect((await officer.post(`${REQUESTS}/${other}/assign`, { lawyerId: asked.lawyerId })).status).toBe(200);
    expect((await (await asLawyer(asked.lawyerId)).post(`${OFFERS}/${one}/accept`, { offerId: asked.offerId })).status).toBe(200);
    const { value } = await until(
      () => found(one),
      ({ offers }) => offers.length === 2,
      WAIT_MS,
    );
    expect(value.offers[0]).toMatchObject({ status: 'withdrawn', reason: 'assignment_refused', code: 'defence_request.lawyer_may_not' });
    expect(running(value).lawyerId).not.toBe(asked.lawyerId);
  });

  it('remembers a conflict of interest for everybody of the case, without saying with whom', async () => {
    const caseNumber = `（2026）藏01刑初${randomUUID()}号`;
    const [one, other] = [await send({ caseNumber }), await send({ caseNumber })];
    await search(one);
    const asked = running(await found(one));
    await (await asLawyer(asked.lawyerId)).post(`${OFFERS}/${one}/decline`, { offerId: asked.offerId, reason: 'conflict_of_interest' });
    const { value } = await until(
      async () =>
        (await officer.get<CandidatesPage>(`${REQUESTS}/${other}/candidates`)).body.items.find(
          ({ lawyerId }) => lawyerId === asked.lawyerId,
        )!,
      ({ may }) => !may,
      WAIT_MS,
    );
    expect(value.reasons.map(({ code }) => code)).toEqual(['lawyer.conflict_of_interest']);
    expect(JSON.stringify(value.reasons)).not.toContain(one);
    const byHand = await officer.post<ProblemBody>(`${REQUESTS}/${other}/assign`, { lawyerId: asked.lawyerId });
    expect([byHand.status, byHand.body.code, byHand.body.errors?.map(({ code }) => code)]).toEqual([
      409,
      'defence_request.lawyer_may_not',
      ['lawyer.conflict_of_interest'],
    ]);
  });
});

describe('the search for a replacement', () => {
  it('goes by offers like the first, never asks the present lawyer, and ends with the change', async () => {
    const id = await send();
    const present = (await officer.get<CandidatesPage>(`${REQUESTS}/${id}/candidates`)).body.items[0]!.lawyerId;
    expect((await search(id, { replacing: 'language' })).body.code).toBe('defence_request.wrong_state');
    expect((await officer.post(`${REQUESTS}/${id}/assign`, { lawyerId: present })).status).toBe(200);
    await status(id, (page) => page.status === 'confirmed');
    expect((await search(id)).body.code).toBe('defence_request.not_open');
    expect((await search(id, { replacing: 'language' })).status).toBe(200);
    const begun = await found(id);
    expect(begun.ranked.map(({ lawyerId }) => lawyerId)).not.toContain(present);
    const { offerId, lawyerId } = running(begun);
    expect((await (await asLawyer(lawyerId)).post(`${OFFERS}/${id}/accept`, { offerId })).status).toBe(200);
    expect((await status(id, (page) => page.lawyerId === lawyerId)).lawyerId).toBe(lawyerId);
    expect(await ended(id)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('the lawyer of the stage before', () => {
  it('is a reason of the ranking, kept with the search and computed again', async () => {
    const [before, now] = [await send(), await send({ stage: 'second_instance' })];
    const lawyerId = (await officer.get<CandidatesPage>(`${REQUESTS}/${before}/candidates`)).body.items[0]!.lawyerId;
    expect((await officer.post(`${REQUESTS}/${before}/assign`, { lawyerId })).status).toBe(200);
    expect((await officer.post(`${REQUESTS}/${now}/link-previous-stage`, { other: before })).status).toBe(200);
    await search(now);
    const best = (await found(now)).ranked[0]!;
    expect([best.lawyerId, best.reasons.find(({ part }) => part === 'previous_stage')?.points]).toEqual([lawyerId, 1_200]);
    expect((await officer.get<RankingAgain>(`${REQUESTS}/${now}/search/ranking`)).body.same).toBe(true);
  });
});

describe('a lawyer’s hearing', () => {
  const best = async (id: string): Promise<string> =>
    (await officer.get<CandidatesPage>(`${REQUESTS}/${id}/candidates`)).body.items[0]!.lawyerId;
  const conflict = async (id: string, wanted: boolean): Promise<void> => {
    const flag = async () => (await officer.get<{ hearingConflict: boolean }>(`${REQUESTS}/${id}`)).body.hearingConflict;
    expect((await until(flag, (is) => is === wanted, WAIT_MS)).value).toBe(wanted);
  };

  it('is in one place at one time: of two officers at once one wins, the other is told what is held', async () => {
    const hearingAt = nextHearing();
    const [one, other] = [await send({ hearingAt }), await send({ hearingAt })];
    const lawyerId = await best(one);
    const answers = await Promise.all([one, other].map((id) => officer.post<ProblemBody>(`${REQUESTS}/${id}/assign`, { lawyerId })));
    expect(answers.map(({ status: of }) => of).toSorted()).toEqual([200, 409]);
    const lost = answers.findIndex(({ status: of }) => of === 409);
    const winner = (await officer.get<{ caseNumber: string }>(`${REQUESTS}/${[one, other][1 - lost]!}`)).body;
    const { body } = answers[lost]!;
    expect(body.code).toBe('defence_request.lawyer_at_hearing');
    expect(body.errors).toMatchObject([{ path: 'lawyerId', code: 'lawyer.hearing_at_that_time' }]);
    expect(body.detail).toContain(winner.caseNumber);
  });

  it('that the court moves onto another is flagged for the institution, until it is solved', async () => {
    const [first, second] = [await send(), await send()];
    const lawyerId = await best(first);
    for (const id of [first, second]) expect((await officer.post(`${REQUESTS}/${id}/assign`, { lawyerId })).status).toBe(200);
    const { hearingAt } = (await officer.get<{ hearingAt: string }>(`${REQUESTS}/${first}`)).body;
    const { courtClerk } = platform.api;
    expect((await courtClerk.post(`${REQUESTS}/${second}/hearing`, { hearingAt })).status).toBe(200);
    await conflict(second, true);
    const clashing = async (): Promise<readonly [number, readonly string[]]> => {
      const { body: counts } = await officer.get<{ hearing_conflict: { count: number } }>(`${REQUESTS}/counts`);
      const { body: list } = await officer.get<{ items: { id: string }[] }>(`${REQUESTS}?state=hearing_conflict`);
      return [counts.hearing_conflict.count, list.items.map(({ id }) => id)];
    };
    expect(await clashing()).toEqual([1, [second]]);
    const lawyer = await platform.as({ ...DEMONSTRATION_ACCOUNTS.lawyer, account: 'clashing-lawyer', lawyerId });
    const mine = await lawyer.get<{ items: { id: string; hearingConflict: boolean }[] }>('/api/assignment/my-cases');
    expect(mine.body.items.filter(({ hearingConflict }) => hearingConflict).map(({ id }) => id)).toEqual([second]);
    // Both hearings of the half-day are marked in the lawyer's calendar and the institution's, and no other.
    const [day] = new Date(Date.parse(hearingAt) + 8 * 3_600_000).toISOString().split('T');
    const calendar = async (reader: Api): Promise<readonly unknown[]> => {
      const { body: dates } = await reader.get<{ items: CaseDate[] }>(`/api/assignment/case-dates?from=${day}&until=${day}&limit=100`);
      const { body: days } = await reader.get<{ items: DayOfDates[] }>(`/api/assignment/case-dates/days?from=${day}&until=${day}`);
      const marked = dates.items.filter(({ clashes }) => clashes).map(({ requestId }) => requestId);
      return [marked.toSorted(), days.items.map(({ clashes }) => clashes)];
    };
    const calendarIs = async (reader: Api, wanted: readonly unknown[]): Promise<void> => {
      const { value } = await until(
        () => calendar(reader),
        (is) => isDeepStrictEqual(is, wanted),
        WAIT_MS,
      );
      expect(value).toEqual(wanted);
    };
    for (const reader of [lawyer, officer]) await calendarIs(reader, [[first, second].toSorted(), [2]]);
    // The other hearing goes elsewhere: the slot is this one's now.
    expect((await courtClerk.post(`${REQUESTS}/${first}/hearing`, { hearingAt: nextHearing() })).status).toBe(200);
    await conflict(second, false);
    expect(await clashing()).toEqual([0, []]);
    await calendarIs(lawyer, [[], [0]]);
    const third = await send({ hearingAt });
    const refused = await officer.post<ProblemBody>(`${REQUESTS}/${third}/assign`, { lawyerId });
    expect(refused.body.code).toBe('defence_request.lawyer_at_hearing');
    const { items } = (await officer.get<{ items: { data: { state: string; requestId: string } }[] }>('/api/referrals/news')).body;
    expect(items.map(({ data }) => `${data.state} ${data.requestId}`)).toContain(`hearing_conflict ${second}`);
  });
});
