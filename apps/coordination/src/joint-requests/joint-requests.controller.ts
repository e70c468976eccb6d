import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { endOfDay, startOfDay } from '@xiezhi/legal-policy';
import { CurrentPrincipal, divisionPrefix, Permission, type Principal } from '@xiezhi/service';
import { JointRequests, type JointRequestPage } from './joint-requests.queries.js';
import { JointRequestsQuery } from './joint-requests.request.js';

/** The lists behind the joint figures. */
@ApiTags('coordination')
@Controller('api/coordination/requests')
export class JointRequestsController {
  constructor(private readonly requests: JointRequests) {}

  /** 逐件清单: the requests that a figure counts, within the caller's divisions; no person, no case number. */
  @Get()
  @Permission({ name: 'coordination.request.list', roles: ['secretariat', 'institution_head', 'member_department_officer'] })
  list(@Query() query: JointRequestsQuery, @CurrentPrincipal() { division: own }: Principal): Promise<JointRequestPage> {
    const { state, division, exact, organ, from, to, limit, cursor } = query;
    const filter = {
      prefix: divisionPrefix(division ?? own),
      state,
      ...(exact === 'true' && division !== undefined && { division }),
      ...(organ !== undefined && { organ }),
      ...(from !== undefined && { from: startOfDay(from) }),
      ...(to !== undefined && { to: endOfDay(to) }),
    };
    return this.requests.list(divisionPrefix(own), filter, new Date().toISOString(), limit, cursor);
  }
}
