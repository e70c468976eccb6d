const KEPT_CHARACTERS = 2;
const MAX_EXTENSION = 5;
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** A file's name as lists show it: `起诉××.pdf`. Counts what a reader sees as one character, so that Tibetan is not cut apart. */
export function maskFileName(name: string): string {
  const [, stem = name, extension = ''] = new RegExp(`^(.+)(\\.[A-Za-z0-9]{1,${MAX_EXTENSION}})$`, 'su').exec(name) ?? [];
  const characters = [...segmenter.segment(stem)].map(({ segment }) => segment);
  const kept = characters.length <= KEPT_CHARACTERS ? 1 : KEPT_CHARACTERS;
  return `${characters.slice(0, kept).join('')}××${extension}`;
}

/** Characters that RFC 5987 wants escaped and `encodeURIComponent` leaves. */
const LEFT_OVER = /['()*!]/g;

/** `Content-Disposition` that has the file saved under its name, byte for byte, and never shown in place (RFC 6266, RFC 5987). */
export function attachmentDisposition(name: string, fallback: string): string {
  const encoded = encodeURIComponent(name).replace(LEFT_OVER, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${fallback}"; filename*=UTF-8''${encoded}`;
}
