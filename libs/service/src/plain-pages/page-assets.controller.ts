import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access.js';
import { HttpProblem } from '../problem.js';
import { ASSETS_PATH, PAGE_ASSETS } from './assets.js';
import { sendText } from './send-page.js';

/** The style and the font of plain pages, to be kept for ever. */
@ApiExcludeController()
@Controller(ASSETS_PATH)
export class PageAssetsController {
  @Get(':name')
  @Public()
  async asset(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asset = PAGE_ASSETS.get(name);
    if (asset === undefined) {
      throw new HttpProblem({ status: 404, code: 'route.not_found', detail: '这里什么也没有。There is nothing at this address.' });
    }
    void reply.header('cache-control', 'public, max-age=31536000, immutable');
    if (asset.type.startsWith('text/')) await sendText(request, reply, asset.type, asset.bytes);
    else await reply.type(asset.type).send(asset.bytes);
  }
}
