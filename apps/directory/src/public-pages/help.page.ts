import { DIVISIONS, REGION_CODE, SPOKEN_LANGUAGES, type Division } from '@xiezhi/contracts';
import { addressOf, escaped, inDivision, mixed, publicPage, say, wordsLanguage, type Asked, type Words } from '@xiezhi/service';
import type { ListedInstitution } from '../institutions/institutions.js';
import type { ListedStation } from '../stations/stations.js';

/** What is known of where help is in a division. */
export interface Found {
  readonly division: Division;
  readonly institutions: readonly ListedInstitution[];
  readonly stations: readonly ListedStation[];
  /** Where the next page of workstations begins. */
  readonly next: string | null;
}

const WORDS = {
  title: { zh: '到哪里求助', en: 'Where to find help' },
  call: { zh: '不知道找谁?请拨打法律援助热线', en: 'Not sure whom to ask? Call the legal-aid hotline' },
  free: { zh: '免费咨询', en: 'advice is free' },
  division: { zh: '您在哪个县(市、区)?', en: 'In which county, city or district are you?' },
  hint: {
    zh: '诉讼案件选择办案机关所在地,其他事项选择事情发生地。',
    en: 'For a case in court choose where the court is; otherwise where the matter arose.',
  },
  unknown: { zh: '请从列表中选择一个地区。', en: 'Choose a place from the list.' },
  choose: { zh: '请选择', en: 'Choose' },
  whole: { zh: '全区', en: 'The whole region' },
  all: { zh: '(全部)', en: ' (all)' },
  submit: { zh: '查找', en: 'Find' },
  institutions: { zh: '法律援助机构', en: 'Legal-aid institutions' },
  stations: { zh: '法律援助工作站', en: 'Legal-aid workstations' },
  noInstitution: {
    zh: '这里还没有登记法律援助机构,请拨打 12348。',
    en: 'No institution is registered here yet; call 12348.',
  },
  noStation: {
    zh: '这里还没有登记工作站,请到上面的机构或者拨打 12348。',
    en: 'No workstation is registered here yet; go to an institution above, or call 12348.',
  },
  noProfile: { zh: '地址和电话尚未登记,请拨打 12348 询问。', en: 'Address and telephone are not registered yet; ask 12348.' },
  address: { zh: '地址', en: 'Address' },
  phone: { zh: '电话', en: 'Telephone' },
  hours: { zh: '接待时间', en: 'Open' },
  languages: { zh: '语言', en: 'Languages' },
  access: { zh: '无障碍', en: 'Access' },
  step: { zh: '有无障碍接待设施', en: 'can be entered without steps' },
  noStep: { zh: '没有无障碍接待设施,需要帮助请先打电话', en: 'has steps; call ahead if you need help' },
  township: { zh: '乡镇(街道)', en: 'Township' },
  host: { zh: '设在', en: 'At' },
  more: { zh: '更多工作站', en: 'More workstations' },
} as const satisfies Readonly<Record<string, Words>>;

type Say = (words: Words) => string;
const LATIN = /^[\d\s()+-]+$/;

/** 到哪里求助: institutions, workstations and the hotline, by division; `null` before one was chosen. */
export function helpPage(asked: Asked, found: Found | null, unknown: boolean): string {
  const word: Say = (words) => say(words, asked.language);
  const main = `<p class="call">${word(WORDS.call)} <a href="tel:12348">12348</a> · ${word(WORDS.free)}</p>
${form(asked, word, found?.division.code ?? null, unknown)}
${found === null ? '' : results(asked, word, found)}`;
  return publicPage(asked, WORDS.title, main, found === null ? {} : { division: found.division.code });
}

function form(asked: Asked, word: Say, chosen: string | null, unknown: boolean): string {
  const option = ({ code }: Division, text: string): string =>
    `<option value="${code}"${code === chosen ? ' selected' : ''}>${escaped(text)}</option>`;
  const en = wordsLanguage(asked.language) === 'en';
  const name = ({ nameZh, nameEn }: Division): string => (en ? nameEn : nameZh);
  const region = DIVISIONS.find(({ code }) => code === REGION_CODE)!;
  const groups = DIVISIONS.filter(({ level }) => level === 'prefecture').map((prefecture) => {
    const counties = DIVISIONS.filter(({ parent }) => parent === prefecture.code).map((county) => option(county, name(county)));
    const all = option(prefecture, `${name(prefecture)}${WORDS.all[en ? 'en' : 'zh']}`);
    return `<optgroup label="${escaped(name(prefecture))}">${all}${counties.join('')}</optgroup>`;
  });
  return `<form method="get" action="${addressOf({ ...asked, large: false }, 'help')}">
${asked.large ? '<input type="hidden" name="type" value="large">' : ''}
<label for="division">${word(WORDS.division)}</label>
<p class="hint" id="division-hint">${word(WORDS.hint)}</p>
${unknown ? `<p class="fault" id="division-fault">${word(WORDS.unknown)}</p>` : ''}
<select id="division" name="division" required aria-describedby="division-hint${unknown ? ' division-fault" aria-invalid="true' : ''}">
<option value="">${word(WORDS.choose)}</option>
${option(region, WORDS.whole[en ? 'en' : 'zh'])}
${groups.join('\n')}
</select>
<button type="submit">${word(WORDS.submit)}</button>
</form>`;
}

function results(asked: Asked, word: Say, { division, institutions, stations, next }: Found): string {
  const list = (items: readonly string[], none: Words): string =>
    items.length === 0 ? `<p>${word(none)}</p>` : `<ul class="found">${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`;
  const place = mixed(wordsLanguage(asked.language) === 'en' ? division.nameEn : division.nameZh);
  const more =
    next === null
      ? ''
      : `<p><a href="${escaped(addressOf(asked, 'help', { division: division.code, from: next }))}">${word(WORDS.more)}</a></p>`;
  return `<section><h2>${place} · ${word(WORDS.institutions)}</h2>
${list(
  nearestFirst(institutions, division).map((one) => institutionOf(asked, word, one)),
  WORDS.noInstitution,
)}</section>
<section><h2>${place} · ${word(WORDS.stations)}</h2>
${list(
  stations.map((one) => stationOf(word, one)),
  WORDS.noStation,
)}${more}</section>`;
}

/** Those of the division itself and below it, then those above it, the nearest first. */
function nearestFirst(institutions: readonly ListedInstitution[], { code }: Division): readonly ListedInstitution[] {
  const here = institutions.filter((one) => inDivision(code, one.division));
  return [...here, ...institutions.filter((one) => !here.includes(one)).toReversed()];
}

const facts = (word: Say, rows: readonly (readonly [Words, string])[]): string =>
  `<dl>${rows.map(([name, html]) => `<dt>${word(name)}</dt><dd>${html}</dd>`).join('\n')}</dl>`;

function institutionOf(asked: Asked, word: Say, { name, nameEn, profile }: ListedInstitution): string {
  const heading = `<h3>${mixed(wordsLanguage(asked.language) === 'en' ? nameEn : name)}</h3>`;
  if (profile === null) return `${heading}<p>${word(WORDS.noProfile)}</p>`;
  return `${heading}${facts(word, [
    [WORDS.address, mixed(profile.address)],
    [WORDS.phone, telephone(profile.hotline)],
    [WORDS.hours, mixed(profile.openingHours)],
    ...(profile.languages.length === 0
      ? []
      : [
          [
            WORDS.languages,
            profile.languages.map((code) => languageName(asked, code)).join(wordsLanguage(asked.language) === 'en' ? ', ' : '、'),
          ] as const,
        ]),
    [WORDS.access, word(profile.accessible ? WORDS.step : WORDS.noStep)],
  ])}`;
}

const stationOf = (word: Say, { name, township, host, address }: ListedStation): string =>
  `<h3>${mixed(name)}</h3>${facts(word, [
    [WORDS.township, mixed(township)],
    [WORDS.address, mixed(address)],
    ...(host === null ? [] : [[WORDS.host, mixed(host)] as const]),
  ])}`;

/** A number that can be called at a touch, where it is one. */
const telephone = (number: string): string =>
  LATIN.test(number) ? `<a href="tel:${number.replaceAll(/[^\d+]/g, '')}">${escaped(number)}</a>` : mixed(number);

function languageName({ language }: Asked, given: string): string {
  const known = SPOKEN_LANGUAGES.find(({ code }) => code === given);
  if (known === undefined) return mixed(given);
  return escaped(language === 'en' ? known.nameEn : known.nameZh);
}
