import { inLanguage } from './detail.ts';

describe('what the platform says', () => {
  it('is given in the reader’s language, with the article', () => {
    const detail =
      '该人已满十八周岁，与“未成年人”的理由不符。The person is 18 or older, which contradicts the ground "minor".(《法律援助法》第25条第1款)';
    expect(inLanguage(detail, 'zh')).toBe('该人已满十八周岁，与“未成年人”的理由不符。(《法律援助法》第25条第1款)');
    expect(inLanguage(detail, 'en')).toBe('The person is 18 or older, which contradicts the ground "minor".(《法律援助法》第25条第1款)');
  });

  it('is taken apart where the Chinese part has several sentences', () => {
    const detail = '本件已指派律师;如需更换,请办理更换手续。A lawyer is already assigned; use the change procedure.';
    expect(inLanguage(detail, 'zh')).toBe('本件已指派律师;如需更换,请办理更换手续。');
    expect(inLanguage(detail, 'en')).toBe('A lawyer is already assigned; use the change procedure.');
  });

  it.each(['Your role may not do this.', '没有英文的一句话。', '甲不可以。One. 乙不可以。Two.'])(
    'stays whole where it is not of two parts: %s',
    (detail) => {
      expect(inLanguage(detail, 'zh')).toBe(detail);
    },
  );
});
