import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DIVISIONS } from '@xiezhi/contracts';
import { shanghaiDay } from '@xiezhi/legal-policy';
import {
  CONFIG,
  divisionPath,
  divisionPrefix,
  nothingHere,
  pageLanguage,
  PlainPages,
  Public,
  publicHome,
  type Config,
} from '@xiezhi/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Institutions } from '../institutions/institutions.js';
import { Stations } from '../stations/stations.js';
import { CUSTODY } from './custody.content.js';
import { helpPage, type Found } from './help.page.js';
import { homePage } from './home.page.js';
import { contentPage } from './public-page.js';
import type { PublicContent } from './public-content.js';
import { ACCESSIBILITY, PARTNERS, PRIVACY } from './site.content.js';
import { WHO } from './who.content.js';

const SEE_OTHER = 303;
const UNPROCESSABLE = 422;
/** An institution in each division, and some more. */
const MAX_INSTITUTIONS = 300;
const STATIONS_A_PAGE = 50;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const CONTENTS: ReadonlyMap<string, PublicContent> = new Map([
  ['who', WHO],
  ['custody', CUSTODY],
  ['partners', PARTNERS],
  ['accessibility', ACCESSIBILITY],
  ['privacy', PRIVACY],
]);

/** Pages for everyone (公众页面): plain HTML that is read and filled in without a script, a session or a name. */
@ApiExcludeController()
@Controller('public')
export class PublicPagesController extends PlainPages {
  constructor(
    @Inject(CONFIG) config: Config,
    private readonly institutions: Institutions,
    private readonly stations: Stations,
  ) {
    super(config);
  }

  /** To the pages in the language of the browser. */
  @Get()
  @Public()
  async begin(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const home = publicHome(pageLanguage(undefined, headers['accept-language']));
    await reply.header('vary', 'accept-language').redirect(home, SEE_OTHER);
  }

  @Get(':language')
  @Public()
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, homePage(this.asked(request, '')));
  }

  /** 到哪里求助, by division. */
  @Get(':language/help')
  @Public()
  async help(
    @Query('division') given: unknown,
    @Query('from') from: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = this.asked(request, 'help');
    const division = DIVISIONS.find(({ code }) => code === given);
    const unknown = given !== undefined && division === undefined;
    if (unknown) void reply.code(UNPROCESSABLE);
    const found =
      division === undefined ? null : await this.#found(division, typeof from === 'string' && UUID.test(from) ? from : undefined);
    await this.send(request, reply, helpPage(asked, found, unknown));
  }

  @Get(':language/:page')
  @Public()
  async page(@Param('page') page: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const content = CONTENTS.get(page);
    if (content === undefined) throw nothingHere();
    await this.send(request, reply, contentPage(this.asked(request, page), content));
  }

  async #found(division: Found['division'], cursor: string | undefined): Promise<Found> {
    const { code } = division;
    const [institutions, { items, next }] = await Promise.all([
      this.institutions.list(divisionPrefix(code), MAX_INSTITUTIONS, divisionPath(code)),
      this.stations.list({
        division: code,
        day: shanghaiDay(new Date().toISOString()),
        limit: STATIONS_A_PAGE,
        ...(cursor !== undefined && { cursor }),
      }),
    ]);
    return { division, institutions, stations: items, next };
  }
}
