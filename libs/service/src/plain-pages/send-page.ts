import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const HTML = 'text/html; charset=utf-8';
const KEPT_SECONDS = 300;
/** Quick, and within a tenth of the smallest. */
const QUALITY = 5;
const compress = promisify(brotliCompress);

const takesBrotli = ({ headers }: FastifyRequest): boolean =>
  /(^|,)\s*br\s*(;\s*q=(1|0?[.]\d*[1-9])|,|$)/.test(String(headers['accept-encoding'] ?? ''));

/** Sends text, compressed for whoever takes it. */
export async function sendText(request: FastifyRequest, reply: FastifyReply, type: string, text: string | Buffer): Promise<void> {
  void reply.type(type).header('vary', 'accept-encoding');
  if (!takesBrotli(request)) {
    await reply.send(text);
    return;
  }
  const bytes = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength };
  await reply.header('content-encoding', 'br').send(await compress(bytes, { params }));
}

/** Sends a page that everyone may read and keep for a while; one who has it is told that it is still the same. */
export async function sendPublicPage(request: FastifyRequest, reply: FastifyReply, html: string): Promise<void> {
  const etag = `W/"${createHash('sha256').update(html).digest('base64url')}"`;
  void reply.header('etag', etag).header('cache-control', `public, max-age=${KEPT_SECONDS}`);
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag) === true) {
    await reply.code(304).header('vary', 'accept-encoding').send();
    return;
  }
  await sendText(request, reply, HTML, html);
}
