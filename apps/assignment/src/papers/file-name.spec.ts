import { attachmentDisposition, maskFileName } from './file-name.js';

describe('the name of a file', () => {
  it.each([
    ['扎西某某起诉书.pdf', '扎西××.pdf'],
    ['起诉书', '起诉××'],
    ['a.pdf', 'a××.pdf'],
    ['བཀྲ་ཤིས།་བྱུས་ཡིག.ofd', 'བཀྲ××.ofd'],
    ['.pdf', '.p××'],
    ['判决书.张三', '判决××'],
  ])('%s is shown in lists as %s', (name, masked) => {
    expect(maskFileName(name)).toBe(masked);
  });

  it.each(["扎西's (起诉书)*!.pdf", 'བཀྲ་ཤིས། 判决书.ofd', 'a";\\b.pdf', '100%.pdf'])('%s comes out of a header as it went in', (name) => {
    const header = attachmentDisposition(name, 'paper.pdf');
    expect(header).toMatch(/^attachment; filename="paper\.pdf"; filename\*=UTF-8''[\w.%~-]+$/);
    expect(decodeURIComponent(header.split("UTF-8''")[1]!)).toBe(name);
  });
});
