import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { askedPage, CONFIG, Public, sendPublicPage, type Config } from '@xiezhi/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { publicInspectionsPage } from './public-inspections.page.js';
import { PublicInspectionList } from './public-inspections.queries.js';

const BEFORE = /^\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** 质量检查公布, for everyone: plain HTML without a script, a session or a name (法律援助法 第58条). */
@ApiExcludeController()
@Controller('public')
export class PublicInspectionsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly inspections: PublicInspectionList,
  ) {}

  @Get(':language/inspections')
  @Public()
  async page(
    @Param('language') language: string,
    @Query('type') type: unknown,
    @Query('before') before: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = askedPage(language, 'inspections', type, this.config.demonstration);
    const found = await this.inspections.page(typeof before === 'string' && BEFORE.test(before) ? before : null);
    await sendPublicPage(request, reply, publicInspectionsPage(asked, found));
  }
}
