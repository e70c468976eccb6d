import { randomUUID } from 'node:crypto';
import { derivedId } from '@xiezhi/eventsourcing';
import type { Answer, Api, ProblemBody } from '../../../apps/platform/src/demo/api.js';
import type { Act, Written } from '../script/act.js';
import type { People } from './people.js';

const REQUESTS = '/api/assignment/defence-requests';
const MAX_TRIES = 5;

/** A request of the script as it is known on the platform. */
export interface Known {
  readonly written: Written;
  id: string | null;
  lawyer: number | null;
}

type Sent = Answer<{ readonly id: string } & ProblemBody>;
const iso = (at: number): string => new Date(at).toISOString();

/** What a file holds when it is handed in (立卷材料). */
const WHOLE_FILE = ['assignment_notice', 'engagement', 'case_papers', 'meeting_minutes', 'opinion', 'work_record', 'closing_report'];

const notice = (written: Written): Record<string, unknown> => ({
  caseNumber: written.caseNumber,
  offence: '故意伤害罪',
  ground: written.ground,
  stage: written.stage,
  procedure: written.procedure,
  custody: 'detained',
  discoveredAt: iso(written.discoveredAt),
  ...(written.hearingAt !== undefined && { hearingAt: iso(written.hearingAt) }),
  language: 'bo',
  interpreterNeeded: false,
  lifeOrDeath: written.lifeOrDeath,
  person: { name: written.person, birthDate: written.minor ? '2010-03-01' : '1988-03-01' },
  contact: { name: '承办人某某', phone: '0891-7654321' },
  papers: [],
});

/** The request that a transfer brings about at the other institution. */
export const transferredId = (from: string, division: string): string => derivedId('transferred', from, `institution-${division}`);

/** Does one act over HTTP, as the person whose act it is. `now` is the act's own time. */
export async function perform(act: Act, request: Known, people: People, now: number): Promise<Sent> {
  const { organ, division, institution } = request.written;
  const clerk = (): Promise<Api> => people.clerk(organ, division);
  const officer = (): Promise<Api> => people.institution(institution, 'institution_officer');
  const head = (): Promise<Api> => people.institution(institution, 'institution_head');
  const lawyer = (): Promise<Api> => people.lawyer(request.lawyer!);
  const post = async (by: Promise<Api>, path: string, body: unknown = {}): Promise<Sent> =>
    sent(await by, `${REQUESTS}/${request.id}/${path}`, body);
  switch (act.do) {
    case 'discover': {
      const { stage, ground, caseNumber } = act.written;
      return begun(
        request,
        sent(await clerk(), `${REQUESTS}/discoveries`, {
          division,
          discoveredAt: iso(act.written.discoveredAt),
          caseNumber,
          stage,
          ground,
        }),
      );
    }
    case 'send':
      return begun(request, sent(await clerk(), REQUESTS, { division, ...notice(act.written) }));
    case 'sendDiscovered':
      return post(clerk(), 'notice', notice(act.written));
    case 'arriveTransferred':
      throw new Error('nobody does this');
    case 'return':
      return post(officer(), 'return', { missing: '请补正', reasons: [act.unknown ? 'person_unknown' : 'paper_missing'] });
    case 'correct':
      return post(clerk(), 'correct', notice(act.written));
    case 'withdraw':
      return post(clerk(), 'withdraw', { reason: '通知有误' });
    case 'ownLawyer':
      return post(clerk(), 'own-lawyer');
    case 'transfer':
      return post(officer(), 'transfer', { to: `institution-${act.to}`, reason: '不属于本机构管辖' });
    case 'assign':
      request.lawyer = act.lawyer;
      return post(officer(), 'assign', { lawyerId: people.lawyerId(act.lawyer) });
    case 'replace':
      request.lawyer = act.lawyer;
      return post(officer(), 'replace', { lawyerId: people.lawyerId(act.lawyer), reasonCode: 'trust_lost' });
    case 'sign':
      return post(lawyer(), 'engagement', { signedAt: iso(now) });
    case 'fileDefence':
      return post(lawyer(), 'papers-filed', { filedAt: iso(now) });
    case 'meet':
      return post(lawyer(), 'first-meeting', { heldAt: iso(now), consent: act.agreed ? 'agreed' : 'refused' });
    case 'refuse':
      return post(clerk(), 'refusal', { refusedAt: iso(act.refusedAt), reason: '不愿由该律师辩护' });
    case 'acceptRefusal':
      return post(clerk(), 'refusal/accept');
    case 'rejectRefusal':
      return post(clerk(), 'refusal/reject', { reason: '理由不成立' });
    case 'reassign':
      return post(clerk(), 'reassignment');
    case 'ownEngagement':
      return post(clerk(), 'own-engagement', { engagedAt: iso(act.engagedAt) });
    case 'requestChange':
      return post(lawyer(), 'change', { reasonCode: 'trust_lost', reason: '不再信任' });
    case 'declineChange':
      return post(officer(), 'change/decline', { reason: '没有正当理由' });
    case 'moveHearing':
      return post(clerk(), 'hearing', { hearingAt: iso(act.hearingAt), ...(act.forNewDefender && { forNewDefender: true }) });
    case 'moveCustody':
      return post(clerk(), 'custody', { custody: 'bail', movedAt: iso(now) });
    case 'conclude':
      return post(clerk(), 'conclude', { concludedAt: iso(act.concludedAt), outcome: 'judgment' });
    case 'documentSent':
      return post(clerk(), 'document-sent', { sentAt: iso(now) });
    case 'submitFile':
      return post(lawyer(), 'file', { items: WHOLE_FILE });
    case 'returnFile':
      return post(officer(), 'file/return', { items: ['opinion'], reason: '请补充' });
    case 'acceptFile':
      return post(officer(), 'file/accept');
    case 'terminate':
      return post(head(), 'terminate', { ground: 'recipient_asked', reason: '受援人要求' });
    case 'serveTermination':
      return post(officer(), 'termination-served', { servedAt: iso(now) });
  }
}

async function begun(request: Known, sending: Promise<Sent>): Promise<Sent> {
  const answer = await sending;
  if (answer.status === 201) request.id = answer.body.id;
  return answer;
}

/** Sends a command, and the same again where the service could not answer, as it asks for it. */
async function sent(api: Api, path: string, body: unknown): Promise<Sent> {
  const key = randomUUID();
  for (let tries = 1; ; tries += 1) {
    const answer: Sent = await api.post(path, body, key);
    if (answer.status !== 503 || tries === MAX_TRIES) return answer;
  }
}
