import { addressOf, escaped, say, type Asked, type Words } from '@xiezhi/service';
import { CUSTODY } from './custody.content.js';
import { contentPage } from './public-page.js';
import { HOME, PARTNERS } from './site.content.js';
import { WHO } from './who.content.js';

const HELP: Words = { zh: '到哪里求助:法律援助机构、工作站和热线', en: 'Where to find help: institutions, workstations and the hotline' };
const INSPECTIONS: Words = { zh: '案件质量检查结果', en: 'Results of quality inspections' };
const HOTLINE: Words = { zh: '法律援助热线', en: 'Legal-aid hotline' };
const STAFF: Words = { zh: '工作人员登录', en: 'Sign in (staff)' };

/** Where the home page leads: one question each. */
const DOORS: readonly (readonly [page: string, words: Words])[] = [
  ['who', WHO.title],
  ['custody', CUSTODY.title],
  ['help', HELP],
  ['inspections', INSPECTIONS],
  ['partners', PARTNERS.title],
];

/** 公众首页: what is asked most, the hotline, and the way in for staff. */
export function homePage(asked: Asked): string {
  const doors = DOORS.map(([page, words]) => `<li><a href="${escaped(addressOf(asked, page))}">${say(words, asked.language)}</a></li>`);
  return contentPage(
    asked,
    HOME,
    `<ul class="doors">${doors.join('\n')}</ul>
<p class="call">${say(HOTLINE, asked.language)} <a href="tel:12348">12348</a></p>
<p><a class="button" href="/auth/sign-in">${say(STAFF, asked.language)}</a></p>`,
  );
}
