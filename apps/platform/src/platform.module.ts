import { Module } from '@nestjs/common';
import { AssignmentModule } from '../../assignment/src/assignment.module.js';
import { CoordinationModule } from '../../coordination/src/coordination.module.js';
import { DirectoryModule } from '../../directory/src/directory.module.js';
import { ReferralsModule } from '../../referrals/src/referrals.module.js';

/** Every service in one process. */
@Module({ imports: [DirectoryModule, AssignmentModule, ReferralsModule, CoordinationModule] })
export class PlatformModule {}
