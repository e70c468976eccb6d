import type { CustodyKind, ProcedureStage, SpokenLanguage } from '@xiezhi/contracts';
import { derivedId } from '@xiezhi/eventsourcing';
import type { CaseAgencyKind, DefenceGroundCode } from '@xiezhi/legal-policy';
import type { NoticeInput } from '../../../apps/assignment/src/defence-request/defence-request.js';
import type { NoticeFacts, Person } from '../../../apps/assignment/src/defence-request/notice.js';
import type { Chance, Odds } from './chance.js';

const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;

const STAGES: Odds<readonly [CaseAgencyKind, ProcedureStage]> = [
  [['police', 'investigation'], 45],
  [['procuratorate', 'prosecution_review'], 20],
  [['court', 'first_instance'], 28],
  [['court', 'second_instance'], 5],
  [['court', 'retrial'], 1],
  [['court', 'death_penalty_review'], 1],
];
const GROUNDS: Odds<DefenceGroundCode> = [
  ['minor', 30],
  ['life_or_death', 30],
  ['sight_hearing_speech_disability', 12],
  ['limited_capacity_adult', 8],
  ['other_by_law', 20],
];
const LANGUAGES: Odds<SpokenLanguage> = [
  ['zh', 45],
  ['bo', 55],
];
const CUSTODY: Odds<CustodyKind> = [
  ['detained', 40],
  ['arrested', 35],
  ['bail', 20],
  ['residential_surveillance', 5],
];
const OFFENCES = ['故意伤害罪', '盗窃罪', '诈骗罪', '交通肇事罪', '寻衅滋事罪', '抢劫罪', '非法持有毒品罪', '故意杀人罪', '危险驾驶罪'];
const ORGANS: Readonly<Record<CaseAgencyKind, string>> = { court: '法', procuratorate: '检', police: '公' };
const FAMILY = ['扎西', '次仁', '卓玛', '格桑', '央金', '达瓦', '尼玛', '王', '李', '张', '刘', '陈'];
const GIVEN = ['平措', '顿珠', '拉姆', '旺堆', '曲珍', '伟', '芳', '强', '静', '磊'];

const stagesOf = (chance: Chance): readonly [CaseAgencyKind, ProcedureStage] => chance.weighted(STAGES);

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

export interface GeneratedNotice {
  readonly organKind: CaseAgencyKind;
  readonly notice: Omit<NoticeInput, 'personId' | 'contactId'>;
}

/** A sound notice (通知辩护公函) that an organ in `division` writes at `at`; `n` numbers the region's matters. */
export function noticeAt(chance: Chance, at: number, division: string, n: number): GeneratedNotice {
  const [organKind, stage] = stagesOf(chance);
  const ground: DefenceGroundCode = stage === 'death_penalty_review' ? 'death_review_applicant' : chance.weighted(GROUNDS);
  const minor = ground === 'minor';
  const born = at - (minor ? 14.5 + chance.whole(0, 30) / 10 : chance.whole(19, 70)) * YEAR_MS;
  const trial = organKind === 'court';
  const caseNumber = `（${new Date(at).getUTCFullYear()}）藏${division.slice(2, 4)}刑${ORGANS[organKind]}${n}号`;
  const facts: NoticeFacts = {
    caseNumber,
    offence: chance.one(OFFENCES),
    ground,
    ...(ground === 'other_by_law' && { otherProvision: '刑事诉讼法第36条' }),
    ...(ground === 'death_review_applicant' && { appliedForAid: true }),
    stage,
    procedure: 'ordinary',
    custody: chance.weighted(CUSTODY),
    ...(trial && { hearingAt: new Date(at + chance.whole(10, 60) * DAY_MS).toISOString(), hearingPlace: '第一法庭' }),
    language: chance.weighted(LANGUAGES),
    interpreterNeeded: chance.happens(0.3),
    lifeOrDeath: ground === 'life_or_death' || ground === 'death_review_applicant',
    minor,
    // One in ten was found too long ago: C01 is broken then.
    discoveredAt: new Date(at - (chance.happens(0.1) ? chance.hours(100, 300) : chance.hours(1, 60))).toISOString(),
    coAccusedGroup: derivedId('co-accused', `${organKind}-${division}`, caseNumber),
  };
  const person: Person = {
    name: `${chance.one(FAMILY)}${chance.one(GIVEN)}`,
    birthDate: day(born),
    gender: chance.happens(0.85) ? 'male' : 'female',
    idNumber: `${division}${day(born).replaceAll('-', '')}${String(n % 10_000).padStart(4, '0')}`,
    residence: '某县某乡某村',
    ...(facts.custody !== 'bail' && { custodyPlace: '某某看守所' }),
  };
  return {
    organKind,
    notice: {
      facts,
      person,
      contact: { name: `${chance.one(FAMILY)}${chance.one(GIVEN)}`, phone: `0891-${String(n % 10_000_000).padStart(7, '0')}` },
      papers: { reason: '没有委托辩护人', list: [{ kind: 'indictment', title: '起诉书副本' }] },
    },
  };
}
