import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One bucket of a store that speaks S3: objects by PUT, GET and DELETE, and nothing without a right AWS signature (version 4). */
export interface S3Double {
  readonly endpoint: string;
  readonly objects: Map<string, Buffer>;
  /** Answers the next requests with these, instead of what they ask for. */
  readonly answers: { readonly status: number; readonly body?: string }[];
  /** How many requests came. */
  requests(): number;
  stop(): Promise<void>;
}

export const S3_ACCOUNT = { region: 'cn-lhasa-1', bucket: 'papers', accessKeyId: 'AKIDTEST', secretAccessKey: 'made-up-secret' };

export async function s3Double(): Promise<S3Double> {
  const objects = new Map<string, Buffer>();
  const answers: { status: number; body?: string }[] = [];
  let requests = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests++;
    const body = await bodyOf(request);
    const told = answers.shift();
    if (told !== undefined) return void response.writeHead(told.status).end(told.body);
    if (!signedRightly(request, body)) return void response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
    const [, bucket, ...rest] = new URL(request.url!, 'http://double').pathname.split('/');
    if (bucket !== S3_ACCOUNT.bucket) return void response.writeHead(404).end('<Error><Code>NoSuchBucket</Code></Error>');
    const key = rest.join('/');
    if (request.method === 'HEAD') return void response.writeHead(200).end();
    if (request.method === 'PUT') {
      objects.set(key, body);
      return void response.writeHead(200).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return void response.writeHead(204).end();
    }
    const found = objects.get(key);
    return void (found === undefined
      ? response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
      : response.writeHead(200).end(found));
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    answers,
    requests: () => requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** AWS Signature Version 4, as its documentation describes it, and the digest of the body that it covers. */
function signedRightly({ method, url, headers }: IncomingMessage, body: Buffer): boolean {
  const [, keyId, day, region, names, given] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  if (keyId !== S3_ACCOUNT.accessKeyId || region !== S3_ACCOUNT.region || names === undefined) return false;
  const digest = String(headers['x-amz-content-sha256']);
  if (digest !== 'UNSIGNED-PAYLOAD' && digest !== sha256(body)) return false;
  if (method === 'PUT' && digest === 'UNSIGNED-PAYLOAD') return false;
  const { pathname, searchParams } = new URL(url!, 'http://double');
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, pathname, searchParams.toString(), lines.join(''), names, digest].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), scope, sha256(canonical)].join('\n');
  const key = [region, 's3', 'aws4_request'].reduce((made, part) => hmac(made, part), hmac(`AWS4${S3_ACCOUNT.secretAccessKey}`, day!));
  const wanted = hmac(key, toSign);
  const found = Buffer.from(given!, 'hex');
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}
