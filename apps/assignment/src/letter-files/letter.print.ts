import type { ComposedBlock, ComposedLetter, TextRun } from '@xiezhi/legal-policy';
import { TABLE_COLUMNS, titleLines } from '@xiezhi/legal-policy';
import { escaped, mixed, TIBETAN_FONT_PATH } from '@xiezhi/service';

/** The page a letter is printed from: A4, as official documents are set (GB/T 9704-2012). On a narrow screen it reads as text. */
const STYLE = `@font-face{font-family:"Noto Serif Tibetan";src:local("Noto Serif Tibetan"),url(${TIBETAN_FONT_PATH}) format("woff2");unicode-range:U+0F00-0FFF}
@page{size:A4;margin:37mm 26mm 35mm 28mm}
*{box-sizing:border-box}
body{margin:0;background:#e8e8e8;color:#000;font:16pt/28pt FangSong,STFangsong,仿宋,"Noto Serif CJK SC",serif}
[lang=bo]{font-family:"Noto Serif Tibetan",serif;font-size:1.15em;line-height:1.8}
article{max-width:210mm;min-height:297mm;margin:8mm auto;padding:37mm 26mm 35mm 28mm;background:#fff}
h1{margin:0;white-space:pre-line;font:400 22pt/35pt "方正小标宋简体","Noto Serif CJK SC",SimSun,serif;text-align:center}
p{margin:0;overflow-wrap:anywhere;white-space:pre-line}
.number{text-align:right}
.standing{font-size:12pt;text-align:center}
.text{text-indent:2em}
.body{margin-top:14pt}
.signature{margin:14pt 0 0 70mm}
.note{margin-top:10pt;font-size:12pt;line-height:20pt}
.closing{margin:28pt 4em 0 0;text-align:right;break-inside:avoid}
.blank{text-decoration:none}
table{width:100%;margin:8pt 0;border-collapse:collapse;table-layout:fixed;font-size:14pt;line-height:22pt}
th,td{padding:2pt 5pt;border:1px solid #000;overflow-wrap:anywhere;white-space:pre-line;text-align:left;font-weight:400}
th{font-family:SimHei,黑体,"Noto Sans CJK SC",sans-serif;text-align:center}
td.tall{vertical-align:top}
tr{break-inside:avoid}
@media screen and (max-width:800px){article{margin:0;padding:10mm 6mm;min-height:0}.signature{margin-left:20mm}.closing{margin-right:1em}}
@media print{body{background:none}article{max-width:none;min-height:0;margin:0;padding:0;break-after:page}article:last-child{break-after:auto}}`;

const LINE_POINTS = 22;
const STANDING: Readonly<Record<ComposedLetter['standing'], string>> = { draft: '（草稿，未签发）', issued: '', void: '（本文书已作废）' };

const runsOf = (runs: readonly TextRun[]): string => runs.map(({ text }) => mixed(text)).join('');

function blockOf(block: ComposedBlock): string {
  if (block.kind === 'table') {
    const rows = block.rows.map((cells) => {
      const tds = cells.map(({ runs, label, span, height }) => {
        const [tag, tall] = [label ? 'th' : 'td', height > 1 ? ' class="tall"' : ''];
        return `<${tag}${label ? ' scope="row"' : tall} colspan="${span}">${runsOf(runs)}</${tag}>`;
      });
      const height = Math.max(...cells.map((cell) => cell.height));
      return `<tr class="h${height}">${tds.join('')}</tr>`;
    });
    return `<table>${rows.join('')}</table>`;
  }
  const names = { salutation: 'salutation', signature: 'signature', note: 'note' } as const;
  const text = block.runs.map((run) => run.text).join('');
  // Each line of a text is a paragraph, indented like the first.
  if (block.kind === 'paragraph')
    return text
      .split('\n')
      .map((line) => `<p class="text">${mixed(line)}</p>`)
      .join('\n');
  return `<p class="${names[block.kind]}">${mixed(text)}</p>`;
}

function articleOf({ title, number, standing, blocks, closing, tibetan }: ComposedLetter): string {
  return `<article>
${standing === 'issued' ? '' : `<p class="standing">${STANDING[standing]}</p>`}
<h1>${mixed(titleLines(title).join('\n'))}</h1>
${number === null ? '' : `<p class="number">${escaped(number)}</p>`}
<div class="body">${blocks.map(blockOf).join('\n')}</div>
${closing === null ? '' : `<div class="closing"><p>${mixed(closing.issuer)}（印章）</p><p>${escaped(closing.day)}</p></div>`}
</article>${
    tibetan === null
      ? ''
      : `\n<article><h1>${mixed(tibetan.title)}</h1><div class="body">${tibetan.blocks.map(blockOf).join('\n')}</div></article>`
  }`;
}

const HEIGHTS = Array.from({ length: TABLE_COLUMNS }, (_, lines) => `tr.h${lines}{height:${lines * LINE_POINTS + 4}pt}`).join('');

/** Letters as a page to be printed; `nonce` lets its style in. */
export const printPage = (letters: readonly ComposedLetter[], nonce: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${letters[0]!.title}${letters[0]!.number ?? ''}`)}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style nonce="${nonce}">${STYLE}${HEIGHTS}</style>
</head>
<body>
<main>
${letters.map(articleOf).join('\n')}
</main>
</body>
</html>
`;
