import type { NoticeBody, NoticeFacts, Paper, People, Person } from '../../api/types.ts';
import { dayAndTime, instantOf } from '../../format/time.ts';
import type { DayAndTime } from '../../parts/date-time-field.tsx';

/** What the form holds: the notice with every field a text, as it is typed. Names are those of the request, so that its faults find them. */
export interface NoticeValues {
  division?: string;
  caseNumber?: string;
  offence?: string;
  ground?: NoticeFacts['ground'];
  otherProvision?: string;
  appliedForAid?: boolean;
  stage?: NoticeFacts['stage'];
  procedure?: NoticeFacts['procedure'];
  custody?: NoticeFacts['custody'];
  discoveredAt?: DayAndTime;
  hearingAt?: DayAndTime;
  hearingPlace?: string;
  language?: NoticeFacts['language'];
  interpreterNeeded?: boolean;
  lifeOrDeath?: boolean;
  person?: Partial<Record<keyof Person, string>>;
  contact?: { name?: string; phone?: string };
  reason?: string;
  papers?: Partial<Paper>[];
}

/** What a new notice begins with. */
export const EMPTY_NOTICE: NoticeValues = {
  language: 'zh',
  procedure: 'ordinary',
  interpreterNeeded: false,
  lifeOrDeath: false,
  papers: [],
};

/** Objects without what is empty: an empty field is one that was not given. */
function given<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as T;
}

const instant = ({ day = '', time = '' }: DayAndTime = {}): string | undefined =>
  day === '' || time === '' ? undefined : instantOf(day, time);

/** The notice as it is sent: the very body that the check page shows. What the ground or stage does not ask for is left out. */
export function noticeBody(values: NoticeValues): NoticeBody {
  const { ground, person = {}, contact = {}, papers = [], discoveredAt, hearingAt, otherProvision, appliedForAid, ...rest } = values;
  return given({
    ...rest,
    ground,
    ...(ground === 'other_by_law' && { otherProvision }),
    ...(ground === 'death_review_applicant' && { appliedForAid: appliedForAid ?? false }),
    discoveredAt: instant(discoveredAt),
    hearingAt: instant(hearingAt),
    person: given(person),
    contact,
    papers: papers.map(({ kind, title }) => ({ kind, title })),
  }) as NoticeBody;
}

const written = (iso: string | undefined): DayAndTime => (iso === undefined ? {} : dayAndTime(iso));

/** What the notices of one case share (同案): of the person, and of who answers for it, nothing is taken over. */
export const caseValuesOf = ({ caseNumber, offence, stage, procedure, hearingAt, hearingPlace }: NoticeFacts): NoticeValues =>
  given<NoticeValues>({
    caseNumber,
    offence,
    stage,
    procedure,
    ...(hearingAt !== undefined && { hearingAt: written(hearingAt) }),
    ...(hearingPlace !== undefined && { hearingPlace }),
  });

/** The form's content for correcting a notice: everything as it was sent. */
export function valuesOf(facts: NoticeFacts, { person, contact, papers }: People): NoticeValues {
  const { caseNumber, offence, ground, otherProvision, appliedForAid, stage, procedure, custody, hearingPlace, language } = facts;
  return given<NoticeValues>({
    caseNumber,
    offence,
    ground,
    ...(otherProvision !== undefined && { otherProvision }),
    ...(appliedForAid !== undefined && { appliedForAid }),
    stage,
    procedure,
    custody,
    ...(hearingPlace !== undefined && { hearingPlace }),
    language,
    interpreterNeeded: facts.interpreterNeeded,
    lifeOrDeath: facts.lifeOrDeath,
    discoveredAt: written(facts.discoveredAt),
    hearingAt: written(facts.hearingAt),
    person: { ...person },
    contact: { ...contact },
    ...(papers?.reason !== undefined && { reason: papers.reason }),
    papers: [...(papers?.list ?? [])],
  });
}
