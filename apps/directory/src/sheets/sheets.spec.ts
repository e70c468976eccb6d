import { deflateRawSync } from 'node:zlib';
import { Rejected } from '@xiezhi/eventsourcing';
import { writeSheet } from '@xiezhi/service';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { valueOf, type Column } from './columns.js';
import { MAX_ROWS, readSheet, type Sheet } from './read-sheet.js';
import { unpacksWithin } from './zip-size.js';

const NAMES: readonly Column[] = [
  { field: 'name', title: '姓名', kind: 'text' },
  { field: 'note', title: '备注', kind: 'text' },
];
const TIBETAN = 'བཀྲ་ཤིས་དོན་གྲུབ།';
const csv = (text: string): Promise<Sheet> => readSheet('csv', Buffer.from(text, 'utf8'));
const workbook = async (fill: (sheet: ExcelJS.Worksheet) => void): Promise<Sheet> => {
  const made = new ExcelJS.Workbook();
  fill(made.addWorksheet('表'));
  return readSheet('xlsx', Buffer.from(await made.xlsx.writeBuffer()));
};
const refusalOf = async (reading: Promise<unknown>): Promise<string | undefined> => {
  try {
    await reading;
    return undefined;
  } catch (reason) {
    return (reason as Rejected).errors?.[0]?.code;
  }
};

describe('what is written', () => {
  const rows = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\tx', '平常', TIBETAN, 'a"b,c'].map((note) => ({ name: TIBETAN, note }));

  it('is in CSV no formula to any spreadsheet, marked as UTF-8, and Tibetan is as it was', async () => {
    const file = await writeSheet('csv', NAMES, rows);
    expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = parse(file.toString('utf8'), { bom: true }) as string[][];
    expect(lines[1]![0]).toBe(TIBETAN);
    expect(lines.slice(1).map(([, note]) => note)).toEqual(["'=1+1", "'+cmd", "'-2+3", "'@SUM(A1)", "'\tx", '平常', TIBETAN, 'a"b,c']);
  });

  it.each(['csv', 'xlsx'] as const)('comes back from %s as it was', async (format) => {
    const back = await readSheet(format, await writeSheet(format, NAMES, rows));
    expect(back.header).toEqual(['姓名', '备注']);
    expect(back.rows.map(({ cells }) => cells[1])).toEqual(rows.map(({ note }) => note));
  });

  it('is in a workbook text in every cell', async () => {
    const made = new ExcelJS.Workbook();
    await made.xlsx.load((await writeSheet('xlsx', NAMES, rows)) as unknown as Parameters<typeof made.xlsx.load>[0]);
    const types = new Set<number>();
    made.worksheets[0]!.eachRow((row) => row.eachCell((cell) => types.add(cell.type)));
    expect([...types]).toEqual([ExcelJS.ValueType.String]);
  });
});

describe('what is read', () => {
  it('is numbered as the spreadsheet numbers it, blank rows passed over', async () => {
    const sheet = await csv('\ufeff姓名,备注\r\n\r\n甲,1\r\n"乙\n丙",2\r\n丁,3\r\n');
    expect(sheet.rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [3, '甲'],
      [4, '乙\n丙'],
      [5, '丁'],
    ]);
  });

  it.each(['=HYPERLINK("http://x")', '@SUM(A1)', '+1+cmd|x', '-A1'])('is no formula: %s', async (cell) => {
    const sheet = await csv(`姓名\n"${cell.replaceAll('"', '""')}"\n`);
    expect(sheet.rows[0]!.cells[0]).toMatchObject({ code: 'sheet.formula' });
  });

  it.each(['+86 139-0000-0001', '-5', '(0891) 12348'])('may begin like one and be a number: %s', async (cell) => {
    expect((await csv(`电话\n${cell}\n`)).rows[0]!.cells).toEqual([cell]);
  });

  it('has cells of a workbook as text: days, times, whole numbers, rich text', async () => {
    const sheet = await workbook((made) => {
      made.addRow(['日期', '时间', '数', '文']);
      made.addRow([
        new Date('2026-03-02T00:00:00Z'),
        new Date('1899-12-30T09:30:00Z'),
        12,
        { richText: [{ text: 'བཀྲ་' }, { text: 'ཤིས' }] },
      ]);
    });
    expect(sheet.rows[0]!.cells).toEqual(['2026-03-02', '09:30', '12', 'བཀྲ་ཤིས']);
  });

  it('has no formula, no merged cell and no number that lost digits', async () => {
    const sheet = await workbook((made) => {
      made.addRow(['一', '二', '三']);
      made.addRow([{ formula: '1+1', result: 2 }, 154_012_010_101_234_560, '合并']);
      made.mergeCells('C2:D2');
    });
    expect(sheet.rows[0]!.cells.map((cell) => (typeof cell === 'string' ? cell : cell.code))).toEqual([
      'sheet.formula',
      'sheet.long_number',
      'sheet.merged',
      'sheet.merged',
    ]);
  });

  it.each([
    ['a file in another encoding', () => readSheet('csv', Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x0a])), 'import.unreadable'],
    ['an open quote', () => csv('姓名\n"甲\n'), 'import.unreadable'],
    ['an empty file', () => csv(''), 'import.unreadable'],
    ['too many rows', () => csv(`姓名\n${'甲\n'.repeat(MAX_ROWS + 1)}`), 'import.too_large'],
    ['a workbook that is none', () => readSheet('xlsx', Buffer.from('PK no')), 'import.unreadable'],
  ])('is not %s', async (_what, reading, code) => {
    expect(await refusalOf(reading())).toBe(code);
  });
});

describe('an archive', () => {
  /** One deflated entry, with the size it claims to unpack to. */
  const archive = (content: Buffer, claimed: number): Buffer => {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04_03_4b_50, 0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02_01_4b_50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimed, 24);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06_05_4b_50, 0);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(entry.length, 12);
    end.writeUInt32LE(local.length + packed.length, 16);
    return Buffer.concat([local, packed, entry, end]);
  };

  it('is measured by what it unpacks to, whatever it claims', () => {
    expect(unpacksWithin(archive(Buffer.alloc(1_000), 1_000), 1_000)).toBe(true);
    expect(unpacksWithin(archive(Buffer.alloc(10_000_000), 10), 1_000_000)).toBe(false);
    expect(unpacksWithin(Buffer.from('no archive at all, but long enough'), 1_000)).toBe(false);
  });
});

describe('a cell by its column', () => {
  const column = (kind: Column['kind'], more: Partial<Column> = {}): Column => ({ field: 'f', title: '列', kind, ...more });
  const labels = { labels: { 汉语: 'zh', 藏语: 'bo' } };

  it.each([
    ['text', TIBETAN, column('text'), TIBETAN],
    ['a label', '藏语', column('text', labels), 'bo'],
    ['a code', 'bo', column('text', labels), 'bo'],
    ['a list', '汉语、藏语', column('list', labels), ['zh', 'bo']],
    ['a number', '12', column('integer'), 12],
    ['yes', '是', column('boolean'), true],
    ['a day', '2026-03-02', column('day'), '2026-03-02'],
    ['a day as Excel writes it', '2026/3/2', column('day'), '2026-03-02'],
    ['a day in Chinese', '2026年3月2日', column('day'), '2026-03-02'],
    ['a time', '9:30', column('time'), '09:30'],
    ['nothing', '', column('integer'), undefined],
  ])('is %s', (_what, cell, of, value) => {
    expect(valueOf(of, cell)).toEqual({ value });
  });

  it.each([
    ['full-width digits', '１２', column('integer'), 'sheet.full_width'],
    ['a day in full-width digits', '２０２６-０３-０２', column('day'), 'sheet.full_width'],
    ['a day that can be read in two ways', '03/02/2026', column('day'), 'sheet.not_a_day'],
    ['spaces around', ' 甲', column('text'), 'sheet.spaces'],
    ['an unknown label', '英雄', column('text', labels), 'sheet.unknown_value'],
    ['neither yes nor no', '对', column('boolean'), 'sheet.not_yes_or_no'],
  ])('is refused for %s', (_what, cell, of, code) => {
    expect(valueOf(of, cell)).toMatchObject({ code });
  });
});
