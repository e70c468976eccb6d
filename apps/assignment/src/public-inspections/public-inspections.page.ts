import { QUALITY_GRADES } from '@xiezhi/contracts';
import { addressOf, escaped, mixed, publicPage, say, wordsLanguage, type Asked, type Words } from '@xiezhi/service';
import type { PublicInspection, PublicInspections } from './public-inspections.queries.js';

const WORDS = {
  title: { zh: '法律援助案件质量检查', en: 'Inspections of the quality of legal aid' },
  lead: {
    zh: '法律援助机构和司法行政机关对办结的案件抽样检查,并公布计划和结果。这里没有任何个人信息。',
    en: 'Closed cases are inspected by samples; plans and results are published. Nothing here says who a person is.',
  },
  basis: { zh: '依据:法律援助法第五十八条、第五十九条', en: 'Basis: Legal Aid Law, Articles 58 and 59' },
  none: { zh: '还没有公布质量检查。', en: 'No inspection has been published yet.' },
  period: { zh: '办结期间', en: 'Cases closed' },
  cases: { zh: '期间办结', en: 'Closed in the period' },
  sample: { zh: '抽查', en: 'Drawn' },
  count: { zh: '件', en: ' cases' },
  state: { zh: '状态', en: 'State' },
  going: { zh: '检查中,结果尚未公布', en: 'Under way; the results are not published yet' },
  published: { zh: '已公布', en: 'Published' },
  on: { zh: '公布日期', en: 'Published on' },
  more: { zh: '更早的检查', en: 'Earlier inspections' },
} as const satisfies Readonly<Record<string, Words>>;

/** 质量检查公布: plans and results of inspections, institution by institution, the newest first. */
export function publicInspectionsPage(asked: Asked, { items, next }: PublicInspections): string {
  const word = (words: Words): string => say(words, asked.language);
  const list = items.length === 0 ? `<p>${word(WORDS.none)}</p>` : items.map((one) => inspection(asked, one)).join('\n');
  const more =
    next === null ? '' : `<p><a href="${escaped(addressOf(asked, 'inspections', { before: next }))}">${word(WORDS.more)}</a></p>`;
  return publicPage(asked, WORDS.title, `<p>${word(WORDS.lead)}</p>\n${list}\n${more}\n<p class="basis">${word(WORDS.basis)}</p>`);
}

function inspection(asked: Asked, { name, number, from, to, cases, sampled, grades, publishedOn }: PublicInspection): string {
  const word = (words: Words): string => say(words, asked.language);
  const count = (n: number): string => `${n}${word(WORDS.count)}`;
  const english = wordsLanguage(asked.language) === 'en';
  const rows: readonly (readonly [string, string])[] = [
    [word(WORDS.period), `${escaped(from)} – ${escaped(to)}`],
    [word(WORDS.cases), count(cases)],
    [word(WORDS.sample), count(sampled)],
    [word(WORDS.state), word(publishedOn === null ? WORDS.going : WORDS.published)],
    ...(publishedOn === null ? [] : [[word(WORDS.on), escaped(publishedOn)] as const]),
    ...(grades === null
      ? []
      : QUALITY_GRADES.map(({ code, nameZh, nameEn }) => [escaped(english ? nameEn : nameZh), count(grades[code] ?? 0)] as const)),
  ];
  return `<section><h2>${mixed(name)} · ${mixed(number)}</h2>
<dl>${rows.map(([term, told]) => `<dt>${term}</dt><dd>${told}</dd>`).join('\n')}</dl></section>`;
}
