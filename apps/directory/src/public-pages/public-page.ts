import { formatBasis, formatBasisEn } from '@xiezhi/legal-policy';
import { addressOf, escaped, publicPage, say, type Asked, type Words } from '@xiezhi/service';
import type { Entry, Part, PublicContent } from './public-content.js';

const BASIS: Words = { zh: '依据:', en: 'Basis: ' };

/** The page of fixed words. */
export function contentPage(asked: Asked, { title, lead, parts }: PublicContent, more = ''): string {
  const main = [`<p>${say(lead, asked.language)}</p>`, more, ...parts.map((part) => partOf(asked, part))].join('\n');
  return publicPage(asked, title, main);
}

function partOf(asked: Asked, { heading, sentences = [], entries = [], basis }: Part): string {
  const { language } = asked;
  return [
    `<section><h2>${say(heading, language)}</h2>`,
    ...sentences.map((words) => `<p>${say(words, language)}</p>`),
    ...(entries.length === 0 ? [] : [`<ul>${entries.map((entry) => `<li>${entryOf(asked, entry)}</li>`).join('\n')}</ul>`]),
    ...(basis === undefined
      ? []
      : [`<p class="basis">${say(BASIS, language)}${escaped(language === 'en' ? formatBasisEn(basis) : formatBasis(basis))}</p>`]),
    '</section>',
  ].join('\n');
}

function entryOf(asked: Asked, { words, to }: Entry): string {
  const text = say(words, asked.language);
  return to === undefined ? text : `<a href="${to.startsWith('/') ? to : escaped(addressOf(asked, to))}">${text}</a>`;
}
