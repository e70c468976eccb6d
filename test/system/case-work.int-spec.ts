import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import type { RequestTexts } from '../../apps/assignment/src/worklist/written-texts.controller.js';
import type { RequestPage } from '../../apps/assignment/src/worklist/worklist.pages.js';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { describedThroughout } from '../support/described-answers.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const SLOWEST_MS = 30_000;

let platform: TestPlatform;
let clerk: Api;
let officer: Api;

beforeAll(async () => {
  platform = await startTestPlatform();
  clerk = platform.api.courtClerk;
  officer = platform.api.institutionOfficer;
}, 60_000);
afterAll(() => platform?.stop());
describedThroughout(() => platform);

const now = (): string => new Date().toISOString();
const does = async (by: Api, id: string, command: string, body: object): Promise<void> => {
  const { status, body: said } = await by.post(`${REQUESTS}/${id}/${command}`, body);
  expect([command, status, said]).toEqual([command, 200, expect.anything()]);
};
const at = async (id: string, wanted: string): Promise<RequestPage> => {
  const { value } = await until(
    () => officer.get<RequestPage>(`${REQUESTS}/${id}`),
    ({ body }) => body.status === wanted,
    SLOWEST_MS,
  );
  return value.body;
};
const appoint = async (id: string, command: 'assign' | 'replace', body: { readonly lawyerId: string }): Promise<void> => {
  await until(
    () => officer.post(`${REQUESTS}/${id}/${command}`, body),
    ({ status }) => status === 200,
    SLOWEST_MS,
  );
  await at(id, 'confirmed');
};

describe('what people write in the course of a request', () => {
  let id: string;
  const MINUTE = 'བཀའ་མོལ། 当事人说他那天不在场';
  const read = async (by: Api): Promise<readonly string[]> => {
    const [{ body: page }, { status, body }] = [
      await by.get<RequestPage>(`${REQUESTS}/${id}`),
      await by.get<RequestTexts>(`${REQUESTS}/${id}/texts?purpose=case_handling`),
    ];
    expect(status).toBe(200);
    // Each stands with its own step of the history.
    return body.items.map(({ step, field, text }) => `${page.timeline[step]!.event} ${field} ${text}`);
  };

  beforeAll(async () => {
    const caseNotice = notice();
    ({ id } = (await clerk.post<{ id: string }>(REQUESTS, caseNotice)).body);
    await does(officer, id, 'return', { missing: '请补交起诉书副本' });
    const { division: _division, ...corrected } = caseNotice;
    await does(clerk, id, 'correct', corrected);
    await appoint(id, 'assign', { lawyerId: demonstrationLawyerId(0) });
    const { lawyer } = platform.api;
    await does(lawyer, id, 'engagement', { signedAt: now() });
    await does(lawyer, id, 'first-meeting', { heldAt: now(), consent: 'agreed', minute: MINUTE });
    await does(lawyer, id, 'work', { kind: 'file_reading', doneAt: now(), note: '辩护思路：不在场证明' });
    await does(lawyer, id, 'work', { kind: 'other', doneAt: now() });
    await does(clerk, id, 'custody', { custody: 'detained', movedAt: now(), place: '某某第二看守所' });
    await does(lawyer, id, 'change', { reasonCode: 'conflict_of_interest', reason: '与证人有亲属关系' });
    const replaced = { lawyerId: demonstrationLawyerId(5), reasonCode: 'conflict_of_interest' };
    await appoint(id, 'replace', replaced);
  }, 120_000);

  const BETWEEN = ['NotificationReturnedIncomplete missing 请补交起诉书副本'];
  const CUSTODY = 'CustodyMoved place 某某第二看守所';

  it('is read by the institution, whole and byte for byte', async () => {
    expect(await read(officer)).toEqual([
      ...BETWEEN,
      `FirstMeetingHeld minute ${MINUTE}`,
      'WorkRecorded note 辩护思路：不在场证明',
      CUSTODY,
      'LawyerChangeRequested reason 与证人有亲属关系',
    ]);
  });

  it('is not read by the organ where the lawyer wrote it for the defence', async () => {
    expect(await read(clerk)).toEqual([...BETWEEN, CUSTODY]);
  });

  it('is not read by the next lawyer where a former one wrote it, and by the former lawyer not at all', async () => {
    expect(await read(platform.api.secondLawyer)).toEqual([CUSTODY]);
    expect((await platform.api.lawyer.get(`${REQUESTS}/${id}/texts?purpose=case_handling`)).status).toBe(404);
  });

  it('does not exist for others, opens for a purpose alone, and is in the record of readings', async () => {
    expect((await platform.api.policeOfficer.get(`${REQUESTS}/${id}/texts?purpose=case_handling`)).status).toBe(404);
    expect((await platform.api.administrator.get(`${REQUESTS}/${id}/texts?purpose=case_handling`)).status).toBe(403);
    expect((await officer.get(`${REQUESTS}/${id}/texts`)).status).toBe(400);
    const { body } = await platform.api.institutionHead.get<{ items: { what: string; relation: string }[] }>(
      `/api/assignment/access-log?subjectId=${id}`,
    );
    expect(body.items.map(({ what, relation }) => `${what} ${relation}`).toSorted()).toEqual([
      'text institution',
      'text lawyer',
      'text organ',
    ]);
  });
});

describe('a reminder (催办)', () => {
  interface News {
    readonly items: readonly {
      readonly data: { readonly requestId?: string; readonly state?: string; readonly clock?: { readonly id: string } };
    }[];
  }
  const newsOf = async (by: Api, id: string): Promise<readonly string[]> => {
    const { body } = await by.get<News>('/api/referrals/news?kind=matter&order=newest&limit=100');
    return body.items.filter(({ data }) => data.requestId === id && data.state === 'duty_reminded').map(({ data }) => data.clock?.id ?? '');
  };

  it('reaches the agency that owes, once a day, and nobody else', async () => {
    const { id } = (await clerk.post<{ id: string }>(REQUESTS, notice())).body;
    const first = await clerk.post<{ position: string }>(`${REQUESTS}/${id}/remind`, {});
    expect(first.status).toBe(200);
    await until(
      () => newsOf(officer, id),
      (told) => told.length > 0,
      SLOWEST_MS,
    );
    const again = await clerk.post<{ position: string }>(`${REQUESTS}/${id}/remind`, {});
    expect([again.status, again.body.position]).toEqual([200, first.body.position]);
    expect(await newsOf(officer, id)).toEqual(['C02']);
    expect(await newsOf(clerk, id)).toEqual([]);
    expect((await platform.api.policeOfficer.post(`${REQUESTS}/${id}/remind`, {})).status).toBe(404);
    const own = await officer.post<{ code: string }>(`${REQUESTS}/${id}/remind`, {});
    expect([own.status, own.body.code]).toEqual([409, 'defence_request.nothing_owed']);
  });
});
