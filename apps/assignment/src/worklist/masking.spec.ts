import { maskName } from './masking.js';

describe('a name in a list', () => {
  it.each([
    ['张三', '张×'],
    ['欧阳某某', '欧阳××'],
    ['扎西次仁多吉', '扎西××'],
    ['王', '王×'],
    ['བཀྲ་ཤིས།', 'བཀྲ××'],
  ])('%s is shown as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('never shows the whole name', () => {
    for (const name of ['李', '李四', '李四五', 'ཚེ་རིང་།']) expect(maskName(name)).not.toContain(name.slice(1) || '没有');
  });
});
