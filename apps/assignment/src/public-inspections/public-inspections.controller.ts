import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CONFIG, PlainPages, Public, type Config } from '@xiezhi/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { publicInspectionsPage } from './public-inspections.page.js';
import { PublicInspectionList } from './public-inspections.queries.js';

const BEFORE = /^\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z\|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** 质量检查公布, for everyone: plain HTML without a script, a session or a name (法律援助法 第58条). */
@ApiExcludeController()
@Controller('public')
export class PublicInspectionsController extends PlainPages {
  constructor(
    @Inject(CONFIG) config: Config,
    private readonly inspections: PublicInspectionList,
  ) {
    super(config);
  }

  @Get(':language/inspections')
  @Public()
  async page(@Query('before') before: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asked = this.asked(request, 'inspections');
    const found = await this.inspections.page(typeof before === 'string' && BEFORE.test(before) ? before : null);
    await this.send(request, reply, publicInspectionsPage(asked, found));
  }
}
