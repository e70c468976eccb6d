import { randomUUID } from 'node:crypto';
import type { CasePage } from '../../apps/assignment/src/aid-case-list/aid-case-list.queries.js';
import type { LetterInFull } from '../../apps/assignment/src/letter-files/letter-files.controller.js';
import type { UsableForm } from '../../apps/assignment/src/letter-register/letter-register.controller.js';
import type { ListedLetter } from '../../apps/assignment/src/letter-register/letter-register.queries.js';
import { until, type Api } from '../../apps/platform/src/demo/api.js';
import { anotherLawyer } from '../support/accounts.js';
import { dumpOf, foundIn } from '../support/clear-text.js';
import { Grants, type Done } from '../support/grants.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const CASES = '/api/assignment/aid-cases';
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

describe('the letters of a case', () => {
  const LETTERS = (id: string): string => `${CASES}/${id}/letters`;
  const listed = async (id: string, wanted: (forms: readonly number[]) => boolean): Promise<readonly ListedLetter[]> =>
    (
      await until(
        // Until the case is known to what is read, there is no list either.
        async () => (await officer.get<{ items?: readonly ListedLetter[] }>(LETTERS(id))).body.items ?? [],
        (items) => wanted(items.map(({ form }) => form)),
        SLOWEST_MS,
      )
    ).value;
  const text = async (id: string, letterId: string): Promise<LetterInFull> =>
    (await officer.get<LetterInFull>(`${LETTERS(id)}/${letterId}/text?purpose=case_handling`)).body;
  const draft = async (id: string, form: number): Promise<string> => {
    const drafted = await grants.does(officer, id, 'letters', { form });
    expect([form, drafted.status]).toEqual([form, 201]);
    await officer.get(`${LETTERS(id)}/${drafted.body.id}?after=${drafted.body.position}`);
    return drafted.body.id;
  };

  it('are the notice to the firm under the number of the assignment, and a letter to the court from what the grant says', async () => {
    const decisionNumber = `拉萨援决字〔2026〕第${randomUUID().slice(0, 6)}号`;
    const { id } = (await grants.record({ decisionNumber, caseNumber: '（2026）藏0102民初9号' })).body;
    const { body } = await grants.all(id, grants.assignTo(0));
    const { letterNumber } = await grants.shown({ body } as Done);
    const letters = await listed(id, (forms) => [11, 13].every((form) => forms.includes(form)));
    const notice11 = letters.find(({ form }) => form === 11)!;
    expect(notice11).toMatchObject({ matter: 'aid-case', status: 'issued', number: letterNumber, addressee: null });
    expect((await text(id, notice11.id)).values).toMatchObject({
      person: 'སྒྲོལ་མ། 卓玛某某',
      personPhone: '139-0000-0001',
      offence: '追索劳动报酬纠纷',
      organ: '拉萨市城关区人民法院',
    });
    const toCourt = letters.find(({ form }) => form === 13)!;
    const opened = await text(id, toCourt.id);
    expect(opened).toMatchObject({
      missing: [],
      values: { decisionNumber, role: '诉讼代理人', basis: expect.stringContaining('第31条') as string },
    });
    expect(await grants.does(officer, id, `letters/${toCourt.id}/issue`)).toMatchObject({ status: 200 });
    const { value: issued } = await until(
      async () => (await officer.get<ListedLetter>(`${LETTERS(id)}/${toCourt.id}`)).body,
      ({ number }) => number !== null,
      SLOWEST_MS,
    );
    expect(issued.number).toMatch(/^拉萨援民函字〔\d{4}〕第\d+号$/);
    const served = { servedAt: now(), manner: 'in_person', servedBy: '经办人', receivedBy: '收发室' };
    expect(await grants.does(officer, id, `letters/${toCourt.id}/serve`, served)).toMatchObject({ status: 200 });
    // The lawyer of the case reads them; nobody else does, and they are no letters of a defence request.
    expect((await lawyer.get<{ items: readonly ListedLetter[] }>(LETTERS(id))).body.items.map(({ form }) => form)).toEqual(
      expect.arrayContaining([11, 13]),
    );
    expect((await otherLawyer.get(LETTERS(id))).status).toBe(404);
    expect((await officer.get(`/api/assignment/defence-requests/${id}/letters`)).status).toBe(404);
  }, 60_000);

  it('are drafted from the case in every form that it may have, and in no other', async () => {
    const { id } = (await grants.record()).body;
    await grants.shown(await grants.all(id, grants.assignTo(0), grants.signed()));
    const { body } = await officer.get<{ items: readonly UsableForm[] }>(`${CASES}/${id}/letter-templates`);
    expect(body.items.map(({ form }) => form)).toEqual([11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 30, 31, 32]);
    for (const { form, fields } of body.items) {
      const { values } = await text(id, await draft(id, form));
      const drawn = fields.filter(({ id: field }) => ['person', 'offence', 'firm', 'lawyer', 'organ'].includes(field));
      expect([form, drawn.filter(({ id: field }) => (values[field] ?? '') === '')]).toEqual([form, []]);
    }
    expect(await grants.does(officer, id, 'letters', { form: 9 })).toMatchObject({ body: { code: 'letter.form.unknown' } });
  }, 60_000);

  it('tell of the end of the aid: its service starts the time to object', async () => {
    const { id } = (await grants.record()).body;
    await grants.all(id, grants.assignTo(0), [head, 'terminate', { ground: 'recipient_asked', reason: '本人要求' }]);
    const decision = (await listed(id, (forms) => [18, 19].every((form) => forms.includes(form)))).find(({ form }) => form === 18)!;
    const { values, missing } = await text(id, decision.id);
    expect([values['reason'], values['basis'], missing]).toEqual([
      '本人要求',
      '《法律援助法》第48条第1款第7项',
      ['objectionTo', 'objectionDays'],
    ]);
    await grants.all(
      id,
      [officer, `letters/${decision.id}/revise`, { fields: { objectionTo: '拉萨市司法局', objectionDays: '15' } }],
      [officer, `letters/${decision.id}/issue`],
    );
    await grants.all(id, [officer, `letters/${decision.id}/serve`, { servedAt: now(), manner: 'in_person', servedBy: '经办人' }]);
    const { value } = await until(
      async () => (await officer.get<CasePage>(`${CASES}/${id}`)).body.status,
      (status) => status === 'objectable',
      SLOWEST_MS,
    );
    expect(value).toBe('objectable');
  }, 60_000);
});

it('writes no name in clear anywhere', async () => {
  const secrets = ['卓玛某某', '某某建筑公司', '收发室'];
  for (const [table, text] of await dumpOf(platform.database.url)) expect([table, foundIn(text, secrets)]).toEqual([table, []]);
});
