import { HOUR_MS, millisOf } from '@xiezhi/legal-policy';

export interface OfferText {
  readonly subject: string;
  readonly text: string;
}

type TextOf = (until: string, link: string) => OfferText;

const SHANGHAI_MS = 8 * HOUR_MS;
/** `2026-11-25 14:30` in Asia/Shanghai. */
const minuteOf = (instant: string): string =>
  new Date(millisOf(instant) + SHANGHAI_MS).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length).replace('T', ' ');

/**
 * What a lawyer is written, by language: that there is an offer, until when to answer, and where. Nothing of the matter, and no name.
 * A Tibetan text stands here once somebody who may has reviewed it; until then the lawyer gets the Chinese one.
 */
const TEXTS: Readonly<Record<string, TextOf>> = {
  zh: (until, link) => ({
    subject: '您有一个新的指派邀约',
    text: `您有一个新的指派邀约,请登录查看,并于${minuteOf(until)}(北京时间)前答复:${link}`,
  }),
  en: (until, link) => ({
    subject: 'You have a new offer of a case',
    text: `You have a new offer of a case. Sign in to read it, and answer before ${minuteOf(until)} (Beijing time): ${link}`,
  }),
};

/** The same of an accepted complaint (投诉): until when it is concluded, where a time is set, the lawyer's own side can be stated. */
const COMPLAINT_TEXTS: Readonly<Record<string, (until: string | null, link: string) => OfferText>> = {
  zh: (until, link) => ({
    subject: '您有一件投诉待陈述、申辩',
    text: `您有一件投诉待陈述、申辩,请登录查看${until === null ? '' : `,并于${minuteOf(until)}(北京时间)前提交`}:${link}`,
  }),
  en: (until, link) => ({
    subject: 'A complaint waits for your statement',
    text: `A complaint waits for your statement. Sign in to read it${until === null ? '' : `, and state your side before ${minuteOf(until)} (Beijing time)`}: ${link}`,
  }),
};

/** The text in a language, or in Chinese where there is none in it. */
export const offerText = (language: string, until: string, link: string): OfferText => (TEXTS[language] ?? TEXTS['zh']!)(until, link);

/** What a lawyer is written of a complaint; `until`: when it is to be concluded, `null` where no time is set. */
export const complaintText = (language: string, until: string | null, link: string): OfferText =>
  (COMPLAINT_TEXTS[language] ?? COMPLAINT_TEXTS['zh']!)(until, link);
