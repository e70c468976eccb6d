import { startClock, createCalendar } from '@xiezhi/legal-policy';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

interface Choices {
  readonly stages: readonly string[];
  readonly grounds: readonly { readonly code: string; readonly stages: readonly string[]; readonly basis: string }[];
}
interface Counted {
  readonly id: string;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly days: readonly { readonly day: string; readonly kind: string }[];
}

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());

describe('what a notice form offers', () => {
  it('is what the organ may lawfully say: a court has trials, the police have investigation alone', async () => {
    const [court, police] = await Promise.all(
      [platform.api.courtClerk, platform.api.policeOfficer].map(
        async (api) => (await api.get<Choices>('/api/assignment/notice-choices')).body,
      ),
    );
    expect(police!.stages).toEqual(['investigation']);
    expect(police!.grounds.map(({ code }) => code)).not.toContain('in_absentia');
    expect(court!.stages).not.toContain('investigation');
    expect(court!.grounds.find(({ code }) => code === 'minor')).toMatchObject({ basis: expect.stringContaining('第278条') as string });
    for (const { stages } of court!.grounds) expect(court!.stages).toEqual(expect.arrayContaining([...stages]));
  });

  it('offers nothing that would be refused as not the organ’s', async () => {
    const { body } = await platform.api.policeOfficer.get<Choices>('/api/assignment/notice-choices');
    const plain = notice({ stage: 'investigation', hearingAt: undefined });
    for (const { code } of body.grounds) {
      const { body: answer } = await platform.api.policeOfficer.post<{ errors?: readonly { code: string }[] }>(
        '/api/assignment/defence-requests',
        { ...plain, ground: code },
      );
      const codes = answer.errors?.map((error) => error.code) ?? [];
      expect(codes.filter((refusal) => /not_of_(issuer|stage)/.test(refusal))).toEqual([]);
    }
  });
});

describe('how a clock was counted', () => {
  it('is told day by day to the parties, and to nobody else', async () => {
    const { body: sent } = await platform.api.courtClerk.post<{ id: string; position: string }>(
      '/api/assignment/defence-requests',
      notice(),
    );
    const path = `/api/assignment/defence-requests/${sent.id}`;
    const { body: page } = await platform.api.courtClerk.get<{ receivedAt: string; clock: { dueAt: string } }>(
      `${path}?after=${sent.position}`,
    );
    const { body: counted } = await platform.api.institutionOfficer.get<Counted>(`${path}/clock`);
    const expected = startClock('C02', page.receivedAt, createCalendar({ version: 'packaged' }));
    expect(counted).toMatchObject({ id: 'C02', startedAt: page.receivedAt, dueAt: page.clock.dueAt, days: expected.countedDays });
    expect((await platform.api.procuratorateClerk.get(`${path}/clock`)).status).toBe(404);
  });
});
