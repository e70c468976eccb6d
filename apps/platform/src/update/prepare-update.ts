import { Module } from '@nestjs/common';
import type { Platform, ServiceDefinition } from '@xiezhi/service';

/** The application it runs in: services are opened for their read models alone. */
@Module({})
export class NoService {}

/** What was built for one service; empty where no read model of it changed. */
export interface PreparedService {
  readonly service: string;
  readonly readModels: readonly string[];
}

/**
 * Builds the read models that this release changed beside those in use, while the release before does the work: its processes go on reading and filling
 * their own versions, and one of this release that starts later has everything at once. Schemas and tables are brought up to date first.
 * @throws Error when a read model cannot be built
 */
export async function* prepareUpdate(platform: Platform, services: readonly ServiceDefinition[]): AsyncGenerator<PreparedService> {
  for (const definition of services) {
    const service = await platform.service(definition);
    yield { service: service.name, readModels: await service.buildReadModels() };
  }
}
