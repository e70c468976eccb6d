import { complaintText, offerText } from './offer-message.texts.js';

const LINK = 'https://xiezhi.example.org/offers';
const UNTIL = '2026-11-25T06:30:00.000Z';

describe('what a lawyer is written of an offer', () => {
  it('is that there is one, until when to answer, and where', () => {
    expect(offerText('zh', UNTIL, LINK)).toEqual({
      subject: '您有一个新的指派邀约',
      text: `您有一个新的指派邀约,请登录查看,并于2026-11-25 14:30(北京时间)前答复:${LINK}`,
    });
    expect(offerText('en', UNTIL, LINK).text).toContain(`2026-11-25 14:30 (Beijing time): ${LINK}`);
  });

  it('is Chinese in a language that has no reviewed text', () => {
    expect(offerText('bo', UNTIL, LINK)).toEqual(offerText('zh', UNTIL, LINK));
  });
});

describe('what a lawyer is written of a complaint', () => {
  it('is that there is one, until when to state the own side where a time is set, and where', () => {
    expect(complaintText('zh', UNTIL, LINK)).toEqual({
      subject: '您有一件投诉待陈述、申辩',
      text: `您有一件投诉待陈述、申辩,请登录查看,并于2026-11-25 14:30(北京时间)前提交:${LINK}`,
    });
    expect(complaintText('zh', null, LINK).text).toBe(`您有一件投诉待陈述、申辩,请登录查看:${LINK}`);
    expect(complaintText('en', UNTIL, LINK).text).toContain(`state your side before 2026-11-25 14:30 (Beijing time): ${LINK}`);
    expect(complaintText('en', null, LINK).text).toBe(`A complaint waits for your statement. Sign in to read it: ${LINK}`);
    expect(complaintText('bo', UNTIL, LINK)).toEqual(complaintText('zh', UNTIL, LINK));
  });
});
