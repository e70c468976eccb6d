/**
 * The style of plain pages: the platform's colours, in sizes that follow the reader's own. Colours are told by borders too, so that all is
 * there in forced colours.
 */
export const STYLE_RULES = `*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%}
html.large{font-size:137.5%}
body{margin:0;background:#f5f5f5;color:rgba(0,0,0,.88);font:1.0625rem/1.75 "Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
:lang(en){font-family:system-ui,"Segoe UI","Liberation Sans",Arial,"Noto Sans SC","Noto Sans CJK SC","PingFang SC",sans-serif}
[lang=bo]{font-family:Tibetan,"Noto Serif Tibetan",Kailasa,"Microsoft Himalaya",serif;font-size:1.2em;line-height:2.4;letter-spacing:normal}
header p{margin:0}
.skip{position:absolute;left:.5rem;top:-4rem;padding:.5rem 1rem;background:#fff}
.skip:focus{top:.5rem}
.band{padding:.5rem 1.5rem;background:#fffbe6;color:#ad4e00;border-bottom:2px solid #ad4e00;font-weight:600}
.top{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1rem;background:#16324f;color:#fff;padding:.5rem 1.5rem}
.top a{color:#fff;display:inline-block;min-height:2.75rem;line-height:2.75rem}
.top .brand{flex:1 0 auto;font-size:1.125rem;font-weight:600}
.top .brand a{text-decoration:none}
.top nav{display:flex;flex-wrap:wrap;gap:0 1rem}
.top [aria-current]{font-weight:600;text-decoration:none;border-bottom:3px solid #fff;line-height:calc(2.75rem - 3px)}
/* A name of a language alone does not load its font: the device's own, or the Chinese name beside it, is enough. */
.top [lang=bo]{font-family:Kailasa,"Noto Serif Tibetan","Microsoft Himalaya",serif;font-size:1.1em;line-height:1}
.top :focus-visible{outline-color:#fff}
main{max-width:45rem;margin:1.5rem auto;padding:1.5rem;background:#fff}
h1{font-size:1.5rem;line-height:1.4;margin:0 0 1rem}
h2{font-size:1.1875rem;line-height:1.5;margin:2rem 0 .5rem}
h3{font-size:1.0625rem;margin:1.25rem 0 .25rem}
main p,main li{max-width:40em}
ul,ol{margin:.5rem 0;padding-left:1.5rem}
li{margin:.25rem 0}
dl{margin:.25rem 0 0;display:grid;grid-template-columns:max-content 1fr;gap:.125rem 1rem}
dt{color:#595959}
dd{margin:0}
.fault{margin:0 0 1rem;padding:.75rem 1rem;background:#fff2f0;color:#cf1322;border-left:4px solid #cf1322}
.note{margin:0 0 1rem;padding:.75rem 1rem;background:#e6f4ff;border-left:4px solid #0958d9}
.call{margin:0 0 1rem;padding:.75rem 1rem;border:2px solid #16324f}
.call a,.call strong{font-size:1.25rem}
.hint,.basis{margin:.25rem 0 0;color:#595959;font-size:.9375rem}
.doors{list-style:none;padding:0}
.doors li{margin:0 0 .75rem;max-width:none}
.doors a{display:block;padding:.75rem 1rem;border:1px solid #8c8c8c;border-left:4px solid #0958d9;font-weight:600}
.found{list-style:none;padding:0}
.found>li{margin:0 0 1rem;padding:0 0 1rem;border-bottom:1px solid #8c8c8c;max-width:none}
label{display:block;margin:1rem 0 .25rem;font-weight:600}
fieldset{margin:1.5rem 0 0;padding:0;border:0;min-width:0}
legend{padding:0;font-weight:600}
.choice{display:flex;align-items:center;gap:.75rem}
.choice input{flex:none;width:1.25rem;height:1.25rem;min-height:0;margin:0}
.choice label{flex:1;margin:0;padding:.5rem 0;min-height:2.75rem;font-weight:400}
input,select,textarea{width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid #8c8c8c;border-radius:4px;font:inherit;background:#fff;color:inherit}
[aria-invalid]{border:2px solid #cf1322}
button,.button{display:inline-block;min-height:2.75rem;padding:.5rem 1.5rem;border:1px solid #0958d9;border-radius:4px;background:#0958d9;color:#fff;font:inherit;cursor:pointer;text-decoration:none}
button.quiet{background:#fff;color:#0958d9;padding:.5rem .75rem}
form>button{margin-top:1.5rem}
:focus-visible{outline:3px solid #0958d9;outline-offset:2px}
a{color:#0958d9}
table{width:100%;border-collapse:collapse}
th,td{padding:.5rem;border-bottom:1px solid #d9d9d9;text-align:left;vertical-align:middle}
th{font-size:.875rem;color:#595959}
td form{margin:0}
td button{margin:0;white-space:nowrap}
.languages{margin:1.5rem 0 0;font-size:.9375rem}
.foot{max-width:45rem;margin:0 auto 2rem;padding:0 1.5rem;font-size:.9375rem}
.foot p{margin:0 0 .5rem}
.foot nav{display:flex;flex-wrap:wrap;gap:0 1.25rem}
.foot a{display:inline-block;min-height:2.5rem;line-height:2.5rem}
@media (max-width:560px){main{margin:0;padding:1rem}.top,.band,.foot{padding-left:1rem;padding-right:1rem}.foot{margin-top:1rem}dl{grid-template-columns:1fr}dd{margin:0 0 .25rem}thead{display:none}tr{display:block;padding:.5rem 0;border-bottom:1px solid #d9d9d9}td,tbody th{display:block;border:0;padding:.125rem 0}}
@media print{.top nav,.foot nav,.skip,form{display:none}body{background:#fff}}
`;
