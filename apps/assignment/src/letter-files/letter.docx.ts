import type { ComposedBlock, ComposedCell, ComposedLetter, TextRun as LetterRun } from '@xiezhi/legal-policy';
import { TABLE_COLUMNS, titleLines } from '@xiezhi/legal-policy';
import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeightRule,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type FileChild,
} from 'docx';
import { inScripts } from './scripts.js';

// Sizes and measures of official documents (党政机关公文格式, GB/T 9704-2012): half-points, twentieths of a point.
const TITLE_SIZE = 44;
const BODY_SIZE = 32;
const TABLE_SIZE = 28;
const NOTE_SIZE = 24;
const BODY_LINE = 560;
const TABLE_LINE = 440;
const TWO_CHARACTERS = 640;
const FOUR_CHARACTERS = 1_280;
const PAGE = { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) };
const MARGIN = {
  top: convertMillimetersToTwip(37),
  bottom: convertMillimetersToTwip(35),
  left: convertMillimetersToTwip(28),
  right: convertMillimetersToTwip(26),
};
const CELL_MARGIN = { top: 40, bottom: 40, left: 100, right: 100 };
const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;

const BODY_FONT = '仿宋';
const TITLE_FONT = '方正小标宋简体';
const LABEL_FONT = '黑体';
const TIBETAN_FONT = 'Noto Serif Tibetan';
/** Tibetan needs more room than Chinese beside it. */
const TIBETAN_GROWTH = 1.15;

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

interface Look {
  readonly size: number;
  readonly font: string;
  readonly line: number;
}
const BODY: Look = { size: BODY_SIZE, font: BODY_FONT, line: BODY_LINE };
const CELL: Look = { size: TABLE_SIZE, font: BODY_FONT, line: TABLE_LINE };
const LABEL: Look = { ...CELL, font: LABEL_FONT };
const NOTE: Look = { size: NOTE_SIZE, font: BODY_FONT, line: TABLE_LINE };
const TITLE: Look = { size: TITLE_SIZE, font: TITLE_FONT, line: 700 };

/** A text as runs of one script each, line feeds as breaks. */
function runsOf(text: string, { size, font }: Look): readonly TextRun[] {
  return text.split('\n').flatMap((lineText, place) =>
    inScripts(lineText).map(
      ({ text: piece, tibetan }, index) =>
        new TextRun({
          text: piece,
          size: tibetan ? Math.round(size * TIBETAN_GROWTH) : size,
          sizeComplexScript: Math.round(size * TIBETAN_GROWTH),
          font: { ascii: font, hAnsi: font, eastAsia: font, cs: TIBETAN_FONT },
          language: tibetan ? { value: 'bo-CN', bidirectional: 'bo-CN' } : { value: 'zh-CN', eastAsia: 'zh-CN', bidirectional: 'bo-CN' },
          ...(place > 0 && index === 0 && { break: 1 }),
        }),
    ),
  );
}

/** A line of fixed height would cut Tibetan stacks off: they only have a least height. */
const spacing = (text: string, { line }: Look) => ({
  line,
  lineRule: inScripts(text).some(({ tibetan }) => tibetan) ? LineRuleType.AT_LEAST : LineRuleType.EXACT,
});

const textOf = (runs: readonly LetterRun[]): string => runs.map(({ text }) => text).join('');

function paragraph(text: string, look: Look, more: ConstructorParameters<typeof Paragraph>[0] & object = {}): Paragraph {
  return new Paragraph({ children: [...runsOf(text, look)], spacing: spacing(text, look), ...more });
}

function cell({ runs, label, span, height }: ComposedCell): TableCell {
  const text = textOf(runs);
  const look = label ? LABEL : CELL;
  return new TableCell({
    children: [paragraph(text, look, { alignment: label ? AlignmentType.CENTER : AlignmentType.LEFT })],
    columnSpan: span,
    width: { size: Math.round((TEXT_WIDTH * span) / TABLE_COLUMNS), type: WidthType.DXA },
    margins: CELL_MARGIN,
    verticalAlign: height > 1 && !label ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
  });
}

const table = (rows: readonly (readonly ComposedCell[])[]): Table =>
  new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: Array.from({ length: TABLE_COLUMNS }, () => Math.round(TEXT_WIDTH / TABLE_COLUMNS)),
    layout: TableLayoutType.FIXED,
    rows: rows.map(
      (cells) =>
        new TableRow({
          children: cells.map(cell),
          cantSplit: cells.every(({ height }) => height === 1),
          height: { value: Math.max(...cells.map(({ height }) => height)) * TABLE_LINE + 2 * CELL_MARGIN.top, rule: HeightRule.ATLEAST },
        }),
    ),
  });

/** Room between a table and the text above or below it: a table has none of its own. */
const BESIDE_TABLE = 160;

/** A block between its neighbours. */
function block(one: ComposedBlock, place: number, all: readonly ComposedBlock[]): readonly FileChild[] {
  if (one.kind === 'table') return [table(one.rows)];
  const [before, after] = [all[place - 1]?.kind, all[place + 1]?.kind];
  const text = textOf(one.runs);
  switch (one.kind) {
    case 'salutation':
      return [paragraph(text, BODY)];
    case 'paragraph': {
      // Each line of a text is a paragraph, indented like the first.
      const pieces = text.split('\n');
      return pieces.map((piece, index) =>
        paragraph(piece, BODY, {
          indent: { firstLine: TWO_CHARACTERS },
          // The last text before signatures or the seal goes with them: neither stands alone on a page.
          keepNext: after === 'signature' || after === undefined,
          spacing: {
            ...spacing(piece, BODY),
            ...(before === 'table' && index === 0 && { before: BESIDE_TABLE }),
            ...(after === 'table' && index === pieces.length - 1 && { after: BESIDE_TABLE }),
          },
        }),
      );
    }
    case 'signature':
      return [
        paragraph(text, BODY, {
          indent: { left: convertMillimetersToTwip(70) },
          keepLines: true,
          spacing: { ...spacing('', BODY), before: 300 },
        }),
      ];
    case 'note':
      return [paragraph(text, NOTE, { spacing: { ...spacing(text, NOTE), before: 200 } })];
  }
}

const STANDING: Readonly<Record<ComposedLetter['standing'], string | null>> = {
  draft: '（草稿，未签发）',
  issued: null,
  void: '（本文书已作废）',
};

function sheets({ title, number, standing, blocks, closing, tibetan }: ComposedLetter, first: boolean): readonly FileChild[] {
  const said = STANDING[standing];
  const centred = { alignment: AlignmentType.CENTER };
  const [name = title, ...forWhom] = titleLines(title);
  return [
    ...(said === null ? [] : [paragraph(said, NOTE, { ...centred, pageBreakBefore: !first })]),
    paragraph(name, TITLE, { ...centred, pageBreakBefore: !first && said === null }),
    ...forWhom.map((line) => paragraph(line, BODY, centred)),
    ...(number === null ? [] : [paragraph(number, BODY, { alignment: AlignmentType.RIGHT })]),
    paragraph('', NOTE),
    ...blocks.flatMap(block),
    ...(closing === null ? [] : closingOf(closing)),
    ...(tibetan === null ? [] : [paragraph(tibetan.title, TITLE, { ...centred, pageBreakBefore: true }), ...tibetan.blocks.flatMap(block)]),
  ];
}

/** 落款: the issuer and the day, with room for the seal that is set over them; all on one page. */
const closingOf = ({ issuer, day }: NonNullable<ComposedLetter['closing']>): readonly Paragraph[] => {
  const right = { alignment: AlignmentType.RIGHT, indent: { right: FOUR_CHARACTERS } };
  return [
    paragraph('', BODY, { keepNext: true }),
    paragraph(`${issuer}（印章）`, BODY, { ...right, keepNext: true }),
    paragraph(day, BODY, right),
  ];
};

const footer = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ font: '宋体', size: TABLE_SIZE, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });

/** Letters as one Word document (A4): the letter, and the receipt that goes with it. */
export function docxOf(letters: readonly ComposedLetter[]): Promise<Buffer> {
  const document = new Document({
    creator: '獬豸',
    title: letters[0]?.title ?? '',
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGIN } },
        footers: { default: footer() },
        children: letters.flatMap((one, place) => sheets(one, place === 0)),
      },
    ],
  });
  return Packer.toBuffer(document);
}
