import { randomInt } from 'node:crypto';
import type { DemonstrationAccount } from '../demonstration/accounts.js';
import { until, type Api, type ProblemBody } from './api.js';
import { shown, type Timeline } from './timeline.js';

interface Command {
  readonly id: string;
  readonly revision: number;
  readonly position: string;
}

interface Page {
  readonly status: string;
  readonly personName: string;
  readonly clock: {
    readonly dueAt: string;
    readonly provisional: boolean;
    readonly basis: string;
    readonly stoppedAt: string | null;
    readonly onTime: boolean | null;
  };
  readonly timeline: readonly { readonly event: string; readonly at: string }[];
}

interface Candidate {
  readonly lawyerId: string;
  readonly firm: string;
  readonly criminalDefenceYears: number;
  readonly may: boolean;
  readonly reasons: readonly { readonly text: string; readonly basis: string; readonly code: string }[];
}

interface LawyerShown {
  readonly assigned: boolean;
  readonly name?: string;
  readonly firm?: string;
  readonly phone?: string;
  readonly letterNumber?: string;
}

interface Line {
  readonly key: string;
  readonly requests: number;
  readonly open: number;
  readonly overdue: number;
  readonly onTime: number;
  readonly onTimeRate: number | null;
}

interface News {
  readonly items: readonly {
    readonly type: string;
    readonly subject: string;
    readonly data: { readonly state: string; readonly link: string };
  }[];
  readonly next: string;
}

const REQUESTS = '/api/assignment/defence-requests';
const DAY_MS = 86_400_000;
const HEARING_IN_DAYS = 40;
/** Runs have their hearings on different days: a lawyer is at one in a half-day. */
const HEARINGS_WITHIN_DAYS = 200;
/** Services over Kafka answer once their consumers have come together, which takes a busy machine longer than a broker's whole session (10 s). */
const SLOWEST_MS = 60_000;

const percent = (rate: number | null): string => (rate === null ? '—' : `${(rate * 100).toFixed(1)}%`);

/** A notice as a court's clerk writes it; a case number of its own each run. */
function noticeOf(caseNumber: string, hearingAt: string, name: string, birthDate: string): Record<string, unknown> {
  return {
    division: '540100',
    caseNumber,
    offence: '故意杀人罪',
    ground: 'life_or_death',
    stage: 'first_instance',
    procedure: 'ordinary',
    custody: 'arrested',
    hearingAt,
    hearingPlace: '第一法庭',
    language: 'bo',
    interpreterNeeded: true,
    lifeOrDeath: true,
    person: { name, birthDate, custodyPlace: '演示看守所' },
    contact: { name: '演示承办人', phone: '0891-1234567' },
    reason: '可能判处无期徒刑以上刑罚,没有委托辩护人',
    papers: [
      { kind: 'notice', title: '法律援助通知书' },
      { kind: 'indictment', title: '起诉书副本' },
    ],
  };
}

type Apis = Readonly<Record<DemonstrationAccount, Api>>;

/** Plays the main job: a court asks for a defender and gets a lawyer's name, with everybody looking on. */
export async function playMainJob(apis: Apis, timeline: Timeline): Promise<void> {
  const { courtClerk: court, institutionOfficer: officer, secretariat } = apis;
  const caseNumber = `（${new Date().getFullYear()}）藏01刑初${randomInt(1, 999_999_999)}号`;
  const hearingAt = new Date(Date.now() + (HEARING_IN_DAYS + randomInt(HEARINGS_WITHIN_DAYS)) * DAY_MS).toISOString();
  const before = (await dashboard(secretariat)).find(({ key }) => key === '540100');

  timeline.title('一、错误的通知被逐项指出,什么也不会留下');
  await sendBadNotices(court, timeline, noticeOf(caseNumber, hearingAt, '演示被告人', '1990-01-01'));

  timeline.title('二、法院通知辩护,援助机构收到,C02 开始计时');
  const first = await send(court, timeline, noticeOf(caseNumber, hearingAt, 'བཀྲ་ཤིས། 扎西演示', '1990-01-01'));
  const second = await send(court, timeline, noticeOf(caseNumber, hearingAt, '次仁演示', '1992-02-02'));
  const { items } = (await officer.get<{ items: readonly { id: string }[] }>(`${REQUESTS}?limit=100&after=${second.position}`)).body;
  timeline.step('援助机构', `待办中有本案 ${items.filter(({ id }) => id === first.id || id === second.id).length} 件`);

  timeline.title('三、指派律师:不符合条件的,附法条拒绝');
  const winner = await assignBoth(apis, timeline, first.id, second.id);

  timeline.title('四、函告法院;此时 C02 才停止');
  for (const id of [first.id, second.id]) await awaitLetter(court, timeline, id);
  await readTheAnswer(apis, timeline, winner);

  timeline.title('五、联席会议看板');
  await awaitDashboard(secretariat, timeline, (before?.onTime ?? 0) + 2);
}

async function sendBadNotices(court: Api, timeline: Timeline, adult: Record<string, unknown>): Promise<void> {
  const tell = async (what: string, notice: Record<string, unknown>): Promise<void> => {
    const { status, body } = await court.post<ProblemBody>(REQUESTS, notice);
    timeline.step('法院', `${what} → ${status} ${body.code}`);
    for (const { path, detail } of body.errors ?? []) timeline.refused(`${path}: ${detail}`);
  };
  await tell('发出有误的通知', { ...adult, ground: 'minor', hearingAt: '2020-01-01T01:00:00Z' });
  await tell('以其他机关名义', { ...adult, organ: 'police-540100' });
}

/** Tries lawyers who may not take the case, then one lawyer for both co-accused at once. Gives back the request that got that lawyer. */
async function assignBoth(
  { institutionOfficer: officer, institutionHead: head }: Apis,
  timeline: Timeline,
  first: string,
  second: string,
): Promise<string> {
  const candidates = (await officer.get<{ items: readonly Candidate[] }>(`${REQUESTS}/${first}/candidates`)).body.items;
  for (const code of ['lawyer.too_little_criminal_defence', 'lawyer.suspended']) {
    const candidate = candidates.find(({ reasons }) => reasons.some((reason) => reason.code === code));
    if (candidate !== undefined) await assignAndShow(officer, timeline, '援助机构', first, candidate);
  }
  const [chosen, other] = candidates.filter(({ may }) => may);
  if (chosen === undefined || other === undefined) throw new Error('the demonstration needs two lawyers who may take the case');
  const [one, two] = await Promise.all([assign(officer, first, chosen.lawyerId), assign(head, second, chosen.lawyerId)]);
  timeline.step('援助机构', '两名工作人员同时把同一律师指派给两名同案被告人');
  for (const answer of [one, two]) {
    if (answer.status === 200) timeline.fact('其中一件:已指派');
    else timeline.refused(`另一件:${answer.body.detail}`, answer.body.basis);
  }
  const [winner, loser] = one.status === 200 ? [first, second] : [second, first];
  await assignAndShow(officer, timeline, '援助机构', loser, other);
  return winner;
}

async function awaitLetter(court: Api, timeline: Timeline, id: string): Promise<void> {
  const { value, tookMs } = await until(
    () => court.get<Page>(`${REQUESTS}/${id}`),
    ({ body }) => body.status === 'confirmed',
    SLOWEST_MS,
  );
  const { clock } = value.body;
  timeline.clock('C02', `已停止 · ${clock.onTime === true ? '按时' : '逾期'} · ${tookMs.toFixed(0)} 毫秒后法院可见`, clock.basis);
}

async function readTheAnswer({ courtClerk: court, procuratorateClerk }: Apis, timeline: Timeline, id: string): Promise<void> {
  for (const { type, data } of await newsOf(court, id)) timeline.fact(`法院专属主题  ${type}  ${data.state}  ${data.link}`);
  const lawyer = (await court.get<LawyerShown>(`${REQUESTS}/${id}/lawyer?purpose=case_handling`)).body;
  timeline.step('法院', '按链接查看律师(查阅已记录)');
  timeline.fact(`${lawyer.letterNumber}  ${lawyer.name}  ${lawyer.firm}  ${lawyer.phone}`);
  const outsider = await procuratorateClerk.get<ProblemBody>(`${REQUESTS}/${id}`);
  timeline.step('检察院', `查看他人案件 → ${outsider.status} ${outsider.body.code}`);
}

async function awaitDashboard(secretariat: Api, timeline: Timeline, onTime: number): Promise<void> {
  const { value: lines, tookMs } = await until(
    () => dashboard(secretariat),
    (found) => (found.find(({ key }) => key === '540100')?.onTime ?? 0) >= onTime,
    SLOWEST_MS,
  );
  timeline.step('秘书处', `看板在 ${tookMs.toFixed(0)} 毫秒内更新`);
  for (const line of lines) {
    timeline.fact(
      `${line.key}  通知 ${line.requests}  在途 ${line.open}  超期 ${line.overdue}  按时 ${line.onTime}  按时率 ${percent(line.onTimeRate)}`,
    );
  }
}

async function send(court: Api, timeline: Timeline, notice: Record<string, unknown>): Promise<Command> {
  const sent = await court.post<Command & ProblemBody>(REQUESTS, notice);
  if (sent.status !== 201) throw new Error(`the notice was refused: ${JSON.stringify(sent.body)}`);
  const page = (await court.get<Page>(`${REQUESTS}/${sent.body.id}?after=${sent.body.position}`)).body;
  timeline.step('法院', `通知辩护 ${String(notice['caseNumber'])} ${page.personName} → 已送达援助机构`);
  timeline.clock('C02', `应于 ${shown(page.clock.dueAt)} 前指派律师并函告${page.clock.provisional ? '(暂定)' : ''}`, page.clock.basis);
  return sent.body;
}

const assign = (api: Api, id: string, lawyerId: string) => api.post<Command & ProblemBody>(`${REQUESTS}/${id}/assign`, { lawyerId });

async function assignAndShow(
  api: Api,
  timeline: Timeline,
  who: string,
  id: string,
  { lawyerId, firm, criminalDefenceYears }: Candidate,
): Promise<void> {
  const { status, body } = await assign(api, id, lawyerId);
  timeline.step(who, `指派律师(${firm},刑辩 ${criminalDefenceYears} 年)→ ${status === 200 ? '已指派' : `${status} ${body.code}`}`);
  if (status !== 200) timeline.refused(body.detail, body.basis);
}

const dashboard = async (secretariat: Api): Promise<readonly Line[]> =>
  (await secretariat.get<{ items: readonly Line[] }>('/api/coordination/dashboard?by=division')).body.items;

/** The court's own news of one request: walks the feed to its end, page by page. */
async function newsOf(court: Api, requestId: string): Promise<News['items']> {
  const found: News['items'][number][] = [];
  let after = '';
  for (;;) {
    const { items, next } = (await court.get<News>(`/api/referrals/news?limit=500${after === '' ? '' : `&after=${after}`}`)).body;
    found.push(...items.filter(({ subject }) => subject === requestId));
    if (items.length === 0) return found;
    after = next;
  }
}
