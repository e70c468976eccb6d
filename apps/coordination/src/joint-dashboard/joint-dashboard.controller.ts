import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, divisionPrefix, Permission, type Principal } from '@xiezhi/service';
import { JointDashboard, type Dashboard } from './joint-dashboard.queries.js';
import { DashboardQuery } from './joint-dashboard.request.js';

/** Joint figures for the joint meeting (联席会议). */
@ApiTags('coordination')
@Controller('api/coordination/dashboard')
export class JointDashboardController {
  constructor(private readonly dashboard: JointDashboard) {}

  /** 联席会议看板: requests, running clocks and the on-time rate, within the caller's divisions. */
  @Get()
  @Permission({ name: 'coordination.dashboard.read', roles: ['secretariat', 'institution_head', 'member_department_officer'] })
  read(@Query() { by, division, organ }: DashboardQuery, @CurrentPrincipal() { division: own }: Principal): Promise<Dashboard> {
    const filter = { scope: divisionPrefix(own), prefix: divisionPrefix(division ?? own), organ: organ ?? null };
    return this.dashboard.read(filter, by, new Date().toISOString());
  }
}
