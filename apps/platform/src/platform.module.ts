import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { packageRoot } from '@xiezhi/service';
import { AssignmentModule } from '../../assignment/src/assignment.module.js';
import { CoordinationModule } from '../../coordination/src/coordination.module.js';
import { DirectoryModule } from '../../directory/src/directory.module.js';
import { ReferralsModule } from '../../referrals/src/referrals.module.js';
import { WEB_FOLDER } from './web/web-files.js';
import { WebModule } from './web/web.module.js';

/** Every service in one process, and the web application. */
@Module({
  imports: [DirectoryModule, AssignmentModule, ReferralsModule, CoordinationModule, WebModule.from(join(packageRoot(), WEB_FOLDER))],
})
export class PlatformModule {}
