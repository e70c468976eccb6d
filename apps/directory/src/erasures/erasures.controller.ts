import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandRequest, CurrentPrincipal, divisionPrefix, Permission, type Principal, type RequestContext } from '@xiezhi/service';
import { certificateText, type Certificate } from './certificate.js';
import { Erasures } from './erasures.js';
import { EraseRequest } from './erasures.request.js';

/** 个人信息保护负责人 (PIPL Art 52): neither those who manage accounts nor those who audit may erase. */
const PRIVACY_OFFICER = ['privacy_officer'];

const READERS = ['privacy_officer', 'auditor'];

/** Erasing persons (个人信息删除). */
@ApiTags('directory')
@Controller('api/directory/persons/:personId')
export class ErasuresController {
  constructor(private readonly erasures: Erasures) {}

  /** 删除个人信息: destroys the person's key. It cannot be undone. */
  @Post('erase')
  @HttpCode(200)
  @Permission({ name: 'directory.person.erase', roles: PRIVACY_OFFICER })
  erase(
    @Param('personId', ParseUUIDPipe) personId: string,
    @Body() { ground, decision }: EraseRequest,
    @CurrentPrincipal() { division }: Principal,
    @CommandRequest() context: RequestContext,
  ): Promise<Certificate> {
    return this.erasures.order(personId.toLowerCase(), ground, decision, { ...context, division });
  }

  /** 删除情况: what was erased, who was told, when the rest lapses. */
  @Get('erasure')
  @Permission({ name: 'directory.person.read-erasure', roles: READERS })
  certificate(@Param('personId', ParseUUIDPipe) personId: string, @CurrentPrincipal() { division }: Principal): Promise<Certificate> {
    return this.erasures.certificate(personId.toLowerCase(), divisionPrefix(division));
  }

  /** 个人信息删除证明, to be read and filed. */
  @Get('erasure/certificate')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Permission({ name: 'directory.person.read-certificate', roles: READERS })
  async document(@Param('personId', ParseUUIDPipe) personId: string, @CurrentPrincipal() { division }: Principal): Promise<string> {
    return certificateText(await this.erasures.certificate(personId.toLowerCase(), divisionPrefix(division)));
  }
}
