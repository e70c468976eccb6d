import { offerText } from './offer-message.texts.js';

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
