import { Module } from '@nestjs/common';
import { PlatformModule } from '../platform.module.js';
import { DemonstrationController } from './demonstration.controller.js';

/** The platform with its demonstration accounts: for demonstration mode only. */
@Module({ imports: [PlatformModule], controllers: [DemonstrationController] })
export class DemonstrationModule {}
