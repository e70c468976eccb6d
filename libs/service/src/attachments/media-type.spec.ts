import { docx, html, ofd, pdf, png, zip } from '../../../../test/support/papers.js';
import { mediaTypeOf } from './media-type.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const told = (content: Buffer) => mediaTypeOf(content, content, content.length);

describe('the kind of a file, by its content', () => {
  it.each([
    ['a PDF', pdf('起诉书'), 'application/pdf'],
    ['a PNG', png(), 'image/png'],
    ['a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.from('JFIF\0'), Buffer.alloc(64)]), 'image/jpeg'],
    ['a TIFF', Buffer.concat([Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]), Buffer.alloc(64)]), 'image/tiff'],
    ['a DOCX', docx('判决书'), DOCX],
    ['an OFD', ofd('判决书'), 'application/ofd'],
  ])('%s is told', async (_name, content, type) => {
    expect(await told(content)).toBe(type);
  });

  it.each([
    ['HTML', html()],
    ['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a ZIP of anything', zip({ 'a.exe': 'MZ' })],
    ['a ZIP that only names OFD.xml in a folder', zip({ 'sub/OFD.xml': 'x' })],
    ['a document with macros', zip({ '[Content_Types].xml': 'x', 'word/document.xml': 'x', 'word/vbaProject.bin': 'x' })],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;')],
    ['plain text', Buffer.from('起诉书')],
    ['a ZIP whose list was cut off', ofd('x').subarray(0, -30)],
  ])('%s is none that is accepted', async (_name, content) => {
    expect(await told(content)).toBeNull();
  });

  it('is told of a large file by its first and last bytes', async () => {
    const content = zip({ 'word/media/scan.bin': 'x'.repeat(3_000_000), 'word/document.xml': 'x', '[Content_Types].xml': 'x' });
    expect(await mediaTypeOf(content.subarray(0, 1_048_576), content.subarray(-1_048_576), content.length)).toBe(DOCX);
  });
});
