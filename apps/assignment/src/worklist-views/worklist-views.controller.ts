import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permission, type Principal } from '@xiezhi/service';
import { SaveViewRequest } from './worklist-views.request.js';
import { WorklistViews, type WorklistView } from './worklist-views.rows.js';

const PARTIES = ['case_agency_clerk', 'institution_officer', 'institution_head'];

/** Views of worklists (视图), kept for the one who made them alone. */
@ApiTags('assignment')
@Controller('api/assignment/worklist-views')
export class WorklistViewsController {
  constructor(private readonly views: WorklistViews) {}

  /** 我的视图: the caller's views, by name. */
  @Get()
  @Permission({ name: 'assignment.worklist-view.write', roles: PARTIES })
  async list(@CurrentPrincipal() owner: Principal): Promise<{ items: readonly WorklistView[] }> {
    return { items: await this.views.list(owner) };
  }

  /** 保存视图: under an id of the caller's making; sent again, it changes nothing more. */
  @Put(':id')
  @Permission({ name: 'assignment.worklist-view.write', roles: PARTIES })
  async save(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { name, filter }: SaveViewRequest,
    @CurrentPrincipal() owner: Principal,
  ): Promise<WorklistView> {
    const view = { id, name, filter };
    await this.views.save(owner, view);
    return view;
  }

  /** 删除视图: one of the caller's. */
  @Delete(':id')
  @HttpCode(204)
  @Permission({ name: 'assignment.worklist-view.write', roles: PARTIES })
  async delete(@Param('id', ParseUUIDPipe) id: string, @CurrentPrincipal() owner: Principal): Promise<void> {
    await this.views.delete(owner, id);
  }
}
