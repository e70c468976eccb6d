/** Pages that must work before anything else does: plain HTML, no script (登录页面). */

/** Where the style of these pages is served. */
export const STYLE_PATH = '/auth/style.css';

/** `text` as it stands in HTML, in an element or a quoted attribute. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

export type PageLanguage = 'zh' | 'en';

/** The language asked for: by the address, else by the browser; Chinese when it says nothing we have. */
export function pageLanguage(asked: string | undefined, acceptLanguage: string | undefined): PageLanguage {
  if (asked === 'zh' || asked === 'en') return asked;
  const first = acceptLanguage?.split(',')[0]?.trim().toLowerCase() ?? '';
  return first.startsWith('en') ? 'en' : 'zh';
}

export interface PageParts {
  readonly language: PageLanguage;
  readonly title: string;
  /** HTML of the page's `main`. */
  readonly main: string;
  /** Said by a band over the page: that nothing here is real. */
  readonly demonstration: boolean;
}

const NAME = { zh: '獬豸 法律援助协作', en: 'Xiezhi legal aid coordination' } as const;
const BAND = {
  zh: '演示环境:单位、人员和案件均为虚构',
  en: 'Demonstration: agencies, people and cases are made up',
} as const;

/** A whole page. */
export const htmlPage = ({ language, title, main, demonstration }: PageParts): string => `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · ${escaped(NAME[language])}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<header>
${demonstration ? `<p class="band">${escaped(BAND[language])}</p>` : ''}
<p class="brand"><span lang="zh-CN">獬豸</span> ${language === 'zh' ? '法律援助协作' : 'Legal aid coordination'}</p>
</header>
<main>
<h1>${escaped(title)}</h1>
${main}
</main>
</body>
</html>
`;

/** The style of these pages: the platform's colours, readable at 200 % and in forced colours. */
export const PAGE_STYLE = `*{box-sizing:border-box}
body{margin:0;background:#f5f5f5;color:rgba(0,0,0,.88);font:16px/1.6 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
header p{margin:0}
.brand{background:#16324f;color:#fff;padding:12px 24px;font-size:18px;font-weight:600}
main{max-width:720px;margin:24px auto;padding:24px;background:#fff}
h1{font-size:24px;margin:0 0 16px}
h2{font-size:18px;margin:32px 0 8px}
.band{padding:8px 24px;background:#fffbe6;color:#ad4e00;border-bottom:2px solid #ad4e00;font-weight:600}
.fault{margin:0 0 16px;padding:12px 16px;background:#fff2f0;color:#cf1322;border-left:4px solid #cf1322}
.hint{margin:4px 0 0;color:#595959;font-size:14px}
label{display:block;margin:16px 0 4px;font-weight:600}
input{width:100%;min-height:44px;padding:8px 12px;border:1px solid #8c8c8c;border-radius:4px;font:inherit;background:#fff;color:inherit}
button,.button{display:inline-block;min-height:44px;padding:8px 24px;border:1px solid #0958d9;border-radius:4px;background:#0958d9;color:#fff;font:inherit;cursor:pointer;text-decoration:none}
button.quiet{background:#fff;color:#0958d9;padding:8px 12px}
form>button{margin-top:24px}
:focus-visible{outline:3px solid #0958d9;outline-offset:2px}
a{color:#0958d9}
table{width:100%;border-collapse:collapse}
th,td{padding:8px;border-bottom:1px solid #d9d9d9;text-align:left;vertical-align:middle}
th{font-size:14px;color:#595959}
td form{margin:0}
td button{margin:0;white-space:nowrap}
.languages{margin:24px 0 0;font-size:14px}
@media (max-width:560px){main{margin:0;padding:16px}thead{display:none}tr{display:block;padding:8px 0;border-bottom:1px solid #d9d9d9}td,tbody th{display:block;border:0;padding:2px 0}}
`;
