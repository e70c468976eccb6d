import { shanghaiDay } from '@xiezhi/legal-policy';
import type { ReturnVisitEvent } from '../return-visit/return-visit.js';

type Visited = Extract<ReturnVisitEvent, { type: 'RecipientVisited' }>['data'];

const MANNERS: Readonly<Record<Visited['way'], string>> = { phone: '电话', visit: '当面', form: '书面' };
const LANGUAGES: Readonly<Record<string, string>> = { zh: '汉语', bo: '藏语' };
/** Answers of one to five, in the three words of the form. */
const SATISFIED_FROM = 4;
const FAIRLY_FROM = 3;

const satisfaction = (of: number): string => (of >= SATISFIED_FROM ? '满意' : of >= FAIRLY_FROM ? '基本满意' : '不满意');
/** `yes` and `no` of a question as the form words them; what was not asked or not known stays open. */
const answered = (answer: string | undefined, yes: string, no: string): string | undefined =>
  answer === 'yes' ? yes : answer === 'no' ? no : undefined;

/** The fields of the record of a visit (受援人回访记录表) that the visit's answers give. */
export function visitFields({ way, language, visitedAt, satisfaction: grade, answers }: Visited): Readonly<Record<string, string>> {
  const fields = {
    visitedOn: shanghaiDay(visitedAt),
    manner: MANNERS[way],
    language: LANGUAGES[language] ?? '其他',
    satisfaction: satisfaction(grade),
    informed: answered(answers.informed, '是', '否'),
    // 未收取财物: who paid nothing was charged nothing.
    charged: answered(answers.free, '否', '是'),
  };
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
