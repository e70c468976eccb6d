import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DIVISIONS } from '@xiezhi/contracts';
import { shanghaiDay } from '@xiezhi/legal-policy';
import { Permission } from '@xiezhi/service';
import { DivisionTrees, type DivisionTree } from './division-tree.js';
import { DivisionTreeQuery } from './division-tree.request.js';

/** The divisions as a tree (行政区划树). */
@ApiTags('directory')
@Controller('api/directory/division-tree')
export class DivisionTreeController {
  constructor(private readonly trees: DivisionTrees) {}

  /** 行政区划树: a division and those below, with institutions, agencies and workstations; nobody is named. */
  @Get()
  @Permission({ name: 'directory.division-tree.read', roles: 'any' })
  tree(@Query() { division, day }: DivisionTreeQuery): Promise<DivisionTree> {
    const root = DIVISIONS.find(({ code }) => code === division)!;
    return this.trees.below(root, day ?? shanghaiDay(new Date().toISOString()));
  }
}
