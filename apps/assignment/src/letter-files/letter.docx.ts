import type { ComposedBlock, ComposedCell, ComposedLetter, TextRun as LetterRun } from '@xiezhi/legal-policy';
import { TABLE_COLUMNS } from '@xiezhi/legal-policy';
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

function block(one: ComposedBlock): FileChild {
  switch (one.kind) {
    case 'table':
      return table(one.rows);
    case 'salutation':
      return paragraph(textOf(one.runs), BODY);
    case 'paragraph':
      return paragraph(textOf(one.runs), BODY, { indent: { firstLine: TWO_CHARACTERS } });
    case 'signature':
      return paragraph(textOf(one.runs), BODY, {
        indent: { left: convertMillimetersToTwip(70) },
        spacing: { ...spacing('', BODY), before: 300 },
      });
    case 'note':
      return paragraph(textOf(one.runs), NOTE, { spacing: { ...spacing(textOf(one.runs), NOTE), before: 200 } });
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
  return [
    ...(said === null ? [] : [paragraph(said, NOTE, { ...centred, pageBreakBefore: !first })]),
    paragraph(title, TITLE, { ...centred, pageBreakBefore: !first && said === null }),
    ...(number === null ? [] : [paragraph(number, BODY, { alignment: AlignmentType.RIGHT })]),
    paragraph('', NOTE),
    ...blocks.map(block),
    ...(closing === null ? [] : closingOf(closing)),
    ...(tibetan === null ? [] : [paragraph(tibetan.title, TITLE, { ...centred, pageBreakBefore: true }), ...tibetan.blocks.map(block)]),
  ];
}

/** 落款: the issuer and the day, with room for the seal that is set over them; all on one page. */
const closingOf = ({ issuer, day }: NonNullable<ComposedLetter['closing']>): readonly Paragraph[] => {
  const right = { alignment: AlignmentType.RIGHT, indent: { right: FOUR_CHARACTERS } };
  return [
    paragraph('', BODY, { keepNext: true }),
    paragraph(issuer, BODY, { ...right, keepNext: true }),
    paragraph('（印章）', BODY, { ...right, keepNext: true }),
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
