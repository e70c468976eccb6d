import { HttpProblem } from '../problem.js';

const problem = (status: number, code: string, detail: string, more: { readonly retryAfter?: number; readonly ours?: boolean } = {}) =>
  new HttpProblem({ status, code: `attachment.${code}`, detail, ...more });

/** What can be wrong with an attachment, each with a code that stays. */
export const attachmentProblems = {
  notFound: () =>
    problem(404, 'not_found', '没有这次上传,或已过期,请重新上传。There is no such upload, or it has expired; upload the file again.'),
  empty: () => problem(422, 'empty', '文件是空的,请检查后重新选择。The file is empty; choose it again.'),
  tooLarge: (most: number) =>
    problem(413, 'too_large', `文件超过 ${most} 字节的上限,请压缩或拆分。The file is larger than ${most} bytes; compress or split it.`),
  tooManyUnfinished: (most: number) =>
    problem(
      409,
      'too_many_unfinished',
      `本件已有 ${most} 个未完成的上传,请先完成。${most} uploads of this matter are unfinished; finish one first.`,
    ),
  noSuchChunk: () => problem(422, 'no_such_chunk', '分片序号超出范围。The file has no chunk of this number.'),
  chunkLength: (bytes: number) =>
    problem(422, 'chunk_length', `本分片应为 ${bytes} 字节,请重新发送。This chunk must hold ${bytes} bytes; send it again.`),
  chunkDiffers: () =>
    problem(409, 'chunk_differs', '该分片已存有不同内容,请重新开始上传。This chunk was stored with other content; begin a new upload.'),
  incomplete: (missing: number) =>
    problem(409, 'incomplete', `还缺 ${missing} 个分片,请继续上传。${missing} chunks are missing; go on with the upload.`),
  typeRefused: () =>
    problem(
      415,
      'type_refused',
      '只接受 PDF、OFD、DOCX、JPEG、PNG、TIFF 文件。Only PDF, OFD, DOCX, JPEG, PNG and TIFF files are accepted.',
    ),
  typeDiffers: () =>
    problem(415, 'type_differs', '文件内容与所报类型不符,请核对文件。The content is of another type than declared; check the file.'),
  hashDiffers: () =>
    problem(
      422,
      'hash_differs',
      '文件内容与所报 SHA-256 不符,请重新上传。The content does not have the SHA-256 declared; upload the file again.',
    ),
  gone: () => problem(410, 'gone', '文件内容已被依法删除,不能再查阅。The content was erased and cannot be read any more.'),
  storeFull: () =>
    problem(507, 'store_full', '存储空间不足,请联系管理员,稍后再传。There is no room for files; tell the operator, and try again later.', {
      ours: true,
    }),
  storeNotReachable: () =>
    problem(503, 'store_unavailable', '文件暂时无法存取,请稍后再试。Files cannot be stored or read now; try again in a moment.', {
      retryAfter: 5,
      ours: true,
    }),
  scannerNotReachable: () =>
    problem(503, 'scanner_unavailable', '病毒扫描暂不可用,请稍后再提交。The file cannot be scanned now; send the same request later.', {
      retryAfter: 30,
      ours: true,
    }),
} as const;
