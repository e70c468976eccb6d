import type { CommandBus } from '@nestjs/cqrs';
import { derivedId, Rejected } from '@xiezhi/eventsourcing';
import { HttpProblem, type Attachments, type Principal, type RequestContext, type Upload } from '@xiezhi/service';
import { DefenceRequests, type DefenceRequestHandled, type DefenceRequestIntent } from '../defence-request/defence-request.handler.js';
import type { PapersAccess } from './papers.access.js';
import type { AttachPaperRequest, BeginUploadRequest } from './papers.request.js';

const infected = (): HttpProblem =>
  new HttpProblem({
    status: 422,
    code: 'attachment.infected',
    detail: '文件含有恶意程序,已拒收并销毁。Malware was found; the file was refused and destroyed.',
  });

/** Filing of papers (提交材料): what is uploaded becomes a paper of the request once it was looked at. */
export class PapersFiling {
  constructor(
    private readonly attachments: Attachments,
    private readonly access: PapersAccess,
    private readonly bus: CommandBus,
  ) {}

  async begin(requestId: string, { size, mediaType }: BeginUploadRequest, principal: Principal, context: RequestContext): Promise<Upload> {
    const { personId } = await this.access.toFile(requestId, principal);
    const { commandId, fingerprint } = context;
    return this.attachments.begin({
      id: derivedId('paper', commandId),
      service: 'assignment',
      matterId: requestId,
      personId,
      size,
      mediaType,
      ...(fingerprint !== undefined && { fingerprint }),
    });
  }

  async progress(requestId: string, uploadId: string, principal: Principal): Promise<Upload> {
    await this.access.toFile(requestId, principal);
    return this.attachments.progress(uploadId, requestId);
  }

  async receive(requestId: string, uploadId: string, number: number, content: Buffer, principal: Principal): Promise<Upload> {
    await this.access.toFile(requestId, principal);
    return this.attachments.receive(uploadId, requestId, number, content);
  }

  /** Makes a paper of an upload. Its id is the upload's: sent again, it is the same paper. */
  async attach(
    requestId: string,
    { uploadId, kind, fileName, sha256 }: AttachPaperRequest,
    principal: Principal,
    context: RequestContext,
  ): Promise<DefenceRequestHandled> {
    const { papers } = await this.access.toFile(requestId, principal);
    if (papers[uploadId]?.status === 'refused') throw infected();
    const found = await this.attachments.inspect(uploadId, requestId, sha256);
    const by = principal.agency;
    if (found.infected) {
      const { signature } = found;
      await this.#execute(requestId, { type: 'RefusePaper', data: { by, paperId: uploadId, kind, signature } }, context);
      await this.attachments.remove(uploadId);
      throw infected();
    }
    const { size, mediaType, scanned } = found;
    const paper = { paperId: uploadId, kind, attachmentId: uploadId, sha256: found.sha256, size, mediaType, scanned, fileName };
    const handled = await this.#execute(requestId, { type: 'AttachPaper', data: { by, paper } }, context);
    await this.attachments.keep(uploadId, requestId);
    return handled;
  }

  /** Takes a paper back, and destroys its content. */
  async remove(
    requestId: string,
    paperId: string,
    reason: string,
    principal: Principal,
    context: RequestContext,
  ): Promise<DefenceRequestHandled> {
    const { papers } = await this.access.toFile(requestId, principal);
    const attachmentId = papers[paperId]?.attachmentId;
    // Whatever happens between here and the end, the request is asked whether it still has the paper.
    if (attachmentId !== undefined) await this.attachments.doubt(attachmentId, requestId);
    const handled = await this.#execute(requestId, { type: 'RemovePaper', data: { by: principal.agency, paperId, reason } }, context).catch(
      async (error: unknown) => {
        if (error instanceof Rejected && attachmentId !== undefined) await this.attachments.keep(attachmentId, requestId);
        throw error;
      },
    );
    if (attachmentId !== undefined) await this.attachments.remove(attachmentId);
    return handled;
  }

  #execute(requestId: string, intent: DefenceRequestIntent, context: RequestContext): Promise<DefenceRequestHandled> {
    return this.bus.execute<DefenceRequests, DefenceRequestHandled>(new DefenceRequests(requestId, intent, context));
  }
}
