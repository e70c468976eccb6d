import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { STYLE_RULES } from './style.js';

/** A file that plain pages load: its name holds its content's digest, so what was once read never changes. */
export interface PageAsset {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Where the files of plain pages are served. */
export const ASSETS_PATH = '/public/assets';
const DIGEST_LENGTH = 12;

const named = (name: string, bytes: Buffer, ending: string): string =>
  `${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, DIGEST_LENGTH)}.${ending}`;

// Read once, at the start: the name of each stands in what names it.
const font = readFileSync(
  createRequire(import.meta.url).resolve('@fontsource/noto-serif-tibetan/files/noto-serif-tibetan-tibetan-400-normal.woff2'),
);
const FONT_NAME = named('tibetan', font, 'woff2');

/** Where the font of Tibetan letters is. */
export const TIBETAN_FONT_PATH = `${ASSETS_PATH}/${FONT_NAME}`;

/** A browser fetches the font for Tibetan letters alone, and only where the device has none of this face. */
const FONT_FACE = `@font-face{font-family:Tibetan;font-display:swap;src:local("Noto Serif Tibetan"),url(${FONT_NAME}) format("woff2");unicode-range:U+0F00-0FFF}
`;
const style = Buffer.from(FONT_FACE + STYLE_RULES);
const STYLE_NAME = named('pages', style, 'css');

/** Where the style of plain pages is. */
export const STYLE_PATH = `${ASSETS_PATH}/${STYLE_NAME}`;

export const PAGE_ASSETS: ReadonlyMap<string, PageAsset> = new Map([
  [STYLE_NAME, { type: 'text/css; charset=utf-8', bytes: style }],
  [FONT_NAME, { type: 'font/woff2', bytes: font }],
]);
