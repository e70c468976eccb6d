import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected } from '@xiezhi/eventsourcing';
import { endOfDay, HOUR_MS, millisOf, startOfDay } from '@xiezhi/legal-policy';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { closedCases } from '../closed-cases/closed-cases.projection.js';
import { INSTITUTION_STAFF, OVERSEERS, qualityNotFound, sideOf } from '../quality-matters/quality.side.js';
import { Rosters } from '../rosters/rosters.js';
import { Worklists } from '../worklist/worklists.js';
import { QualityOverviews, type OverviewOf, type QualityOverview } from './quality-overview.queries.js';
import { MAX_DAYS, QualityOverviewQuery } from './quality-overview.request.js';
import { qualityToolUses } from './quality-tool-uses.projection.js';

const refused = (code: string, detail: string): Rejected =>
  new Rejected('quality.period.invalid', detail, { errors: [{ path: 'to', code, detail }] });

/** How far quality was looked at, by the four tools (质量监督概览). */
@ApiTags('assignment')
@Controller('api/assignment/quality-overview')
export class QualityOverviewController {
  constructor(
    private readonly overviews: QualityOverviews,
    private readonly rosters: Rosters,
    private readonly worklists: Worklists,
  ) {}

  /** 四种监督方式的覆盖、满意度和质量等级: of an institution, or of the divisions one oversees. */
  @Get()
  @Permission({ name: 'assignment.quality-overview.read', roles: [...INSTITUTION_STAFF, ...OVERSEERS] })
  async overview(
    @Query() { from, to, institution, after }: QualityOverviewQuery,
    @CurrentPrincipal() reader: Principal,
  ): Promise<QualityOverview> {
    const [begin, end] = [startOfDay(from), endOfDay(to)];
    const days = (millisOf(end) - millisOf(begin)) / (24 * HOUR_MS);
    if (days <= 0) throw refused('quality.period.order', '结束日期早于开始日期。The period ends before it begins.');
    if (days > MAX_DAYS) throw refused('quality.period.long', `一次最多统计${MAX_DAYS}天。At most ${MAX_DAYS} days at a time.`);
    const whose = await this.#whose(institution, reader);
    await this.worklists.behind(after, [qualityToolUses, closedCases]);
    return this.overviews.of(whose, begin, end);
  }

  /** @throws Rejected `quality.not_found` for an institution that is none of the reader's business */
  async #whose(institution: string | undefined, reader: Principal): Promise<OverviewOf> {
    if (institution === undefined && OVERSEERS.includes(reader.role)) return { division: reader.division };
    const { code, division } = await this.rosters.institution(institution ?? reader.agency);
    if (sideOf(reader, { institution: code, division }) === null) throw qualityNotFound();
    return { institution: code };
  }
}
