import { SATISFACTION, VISIT_ANSWERS, VISIT_QUESTIONS, type VisitQuestion } from '@xiezhi/contracts';
import { addressOf, escaped, mixed, publicPage, say, wordsLanguage, type Asked, type Words } from '@xiezhi/service';

/** What a recipient wrote into the form, as it was sent. */
export interface FilledIn {
  /** `1` to `5`; empty: not chosen. */
  readonly satisfaction: string;
  /** Question → answer; empty: left out. */
  readonly answers: Readonly<Record<string, string>>;
  readonly remark: string;
}

/** What is wrong with it, by field. */
export type FormFaults = Partial<Readonly<Record<'satisfaction' | 'remark', true>>>;

/** Most characters of what a recipient says in words. */
export const MAX_REMARK = 2_000;

const WORDS = {
  title: { zh: '请您评价法律援助', en: 'How was your legal aid?' },
  lead: {
    zh: '您的法律援助事项已经办结。请用一两分钟评价我们的服务,只有第 1 题必须回答。',
    en: 'Your legal aid has ended. Please take a minute or two to tell how it was. Only question 1 must be answered.',
  },
  kept: {
    zh: '您写的话加密保存,只有负责回访的人员可以查看,承办律师看不到。评价不影响您的任何权利。',
    en: 'What you write is kept encrypted for those who do return visits; your lawyer does not see it. Your answer affects none of your rights.',
  },
  asks: { zh: '回访单位', en: 'Asked by' },
  satisfaction: { zh: '1. 总的来说,您满意吗?', en: '1. All in all, how satisfied are you?' },
  questions: { zh: '2. 办理情况(不想回答的可以不选)', en: '2. How it went (leave out what you do not want to answer)' },
  none: { zh: '不回答', en: 'No answer' },
  remark: { zh: '3. 您还想说什么?(可以不填)', en: '3. Is there anything else? (optional)' },
  remarkHint: { zh: '最多 2000 字。请不要写身份证号码。', en: 'At most 2,000 characters. Please give no identity number.' },
  send: { zh: '提交评价', en: 'Send' },
  once: { zh: '只能提交一次,提交后不能更改。', en: 'It can be sent once, and not be changed afterwards.' },
  wrong: { zh: '请先改正下面的问题,您填写的内容都还在。', en: 'Please put this right first; what you filled in is still there.' },
  choose: { zh: '请选择您的满意程度。', en: 'Choose how satisfied you are.' },
  tooLong: {
    zh: '您写的话超过 2000 字,或者含有看不见的字符,请改短一些。',
    en: 'What you wrote is longer than 2,000 characters, or holds characters that cannot be seen.',
  },
  thanks: { zh: '谢谢您的评价', en: 'Thank you' },
  thanksText: {
    zh: '您的评价已经收到。对律师或者法律援助机构有意见要投诉的,可以拨打 12348 或者到法律援助机构提出。',
    en: 'Your answer has arrived. If you want to complain about your lawyer or the institution, call 12348 or go to the institution.',
  },
  gone: { zh: '这个链接不能使用', en: 'This link cannot be used' },
  goneText: {
    zh: '链接可能已经用过、已经过期,或者不完整。需要的,请向给您链接的法律援助机构索取新的链接,也可以拨打 12348 说明您的意见。',
    en: 'It may have been used, be out of date, or be incomplete. Ask the institution that gave it to you for a new one, or call 12348.',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** The questions as a recipient is asked them; the code list has them as an officer writes the answers down. */
const QUESTIONS: Readonly<Record<VisitQuestion, Words>> = {
  met: { zh: '律师和您会见、见面了吗?', en: 'Did the lawyer meet you?' },
  informed: { zh: '律师把案件进展告诉您了吗?', en: 'Did the lawyer tell you how the case went?' },
  understood: { zh: '律师和您说话,用的是您听得懂的语言吗?', en: 'Did the lawyer speak with you in a language you understand?' },
  diligent: { zh: '律师认真负责吗?', en: 'Was the lawyer diligent?' },
  free: { zh: '律师没有向您收取费用、财物,对吗?', en: 'Was it free: did the lawyer take no money or goods from you?' },
};

interface Choice {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

const nameIn = ({ language }: Asked, { nameZh, nameEn }: Choice): string => escaped(wordsLanguage(language) === 'en' ? nameEn : nameZh);

/** 回访问卷: what a recipient is asked, with what was filled in before. Nothing on it says who that is. */
export function visitFormPage(asked: Asked, institution: string, filled: FilledIn, faults: FormFaults = {}): string {
  const word = (words: Words): string => say(words, asked.language);
  const fault = (field: keyof FormFaults, words: Words): string =>
    faults[field] === true ? `<p class="fault" id="${field}-fault">${word(words)}</p>` : '';
  const described = (field: keyof FormFaults, ...others: readonly string[]): string =>
    [...others, ...(faults[field] === true ? [`${field}-fault`] : [])].join(' ');
  const satisfaction = SATISFACTION.map((choice) => radio(asked, 'satisfaction', choice, filled.satisfaction, ' required'));
  const questions = VISIT_QUESTIONS.map(({ code }) => {
    const none = `<option value="">${word(WORDS.none)}</option>`;
    const options = VISIT_ANSWERS.map(
      (answer) =>
        `<option value="${answer.code}"${filled.answers[code] === answer.code ? ' selected' : ''}>${nameIn(asked, answer)}</option>`,
    );
    return `<label for="${code}">${word(QUESTIONS[code])}</label>\n<select id="${code}" name="${code}">${none}${options.join('')}</select>`;
  });
  const main = `${Object.keys(faults).length === 0 ? '' : `<p class="fault" role="alert">${word(WORDS.wrong)}</p>`}
<p>${word(WORDS.lead)}</p>
<dl><dt>${word(WORDS.asks)}</dt><dd>${mixed(institution)}</dd></dl>
<form method="post" action="${escaped(addressOf(asked, asked.page))}" novalidate>
<fieldset aria-describedby="${described('satisfaction')}"><legend>${word(WORDS.satisfaction)}</legend>
${fault('satisfaction', WORDS.choose)}
${satisfaction.join('\n')}</fieldset>
<fieldset><legend>${word(WORDS.questions)}</legend>
${questions.join('\n')}</fieldset>
<label for="remark">${word(WORDS.remark)}</label>
<p class="hint" id="remark-hint">${word(WORDS.remarkHint)}</p>
${fault('remark', WORDS.tooLong)}
<textarea id="remark" name="remark" rows="5" aria-describedby="${described('remark', 'remark-hint')}"${faults.remark === true ? ' aria-invalid="true"' : ''}>
${escaped(filled.remark)}</textarea>
<p class="hint">${word(WORDS.kept)}</p>
<button type="submit">${word(WORDS.send)}</button>
<p class="hint">${word(WORDS.once)}</p>
</form>`;
  return publicPage(asked, WORDS.title, main);
}

function radio(asked: Asked, name: string, choice: Choice, chosen: string, more: string): string {
  const id = `${name}-${choice.code}`;
  const checked = chosen === choice.code ? ' checked' : '';
  return `<div class="choice"><input type="radio" id="${id}" name="${name}" value="${choice.code}"${checked}${more}><label for="${id}">${nameIn(asked, choice)}</label></div>`;
}

/** It has arrived. */
export const visitThanksPage = (asked: Asked): string =>
  publicPage(asked, WORDS.thanks, `<p role="status">${say(WORDS.thanksText, asked.language)}</p>`);

/** The same for a link that was used, is out of date, or never was one. */
export const visitGonePage = (asked: Asked): string => publicPage(asked, WORDS.gone, `<p>${say(WORDS.goneText, asked.language)}</p>`);
