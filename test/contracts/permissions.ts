import { writeFileSync, readFileSync, existsSync } from 'node:fs';
import { Module, type Type } from '@nestjs/common';
import { DiscoveryService, ModulesContainer, NestFactory } from '@nestjs/core';
import { ServiceCoreModule, assertEveryRouteDeclared, listRoutes, permissionTable, type ServiceCoreParts } from '@xiezhi/service';
import { PlatformModule } from '../../apps/platform/src/platform.module.js';
import { formatted } from '../checks/formatted.js';

const FILE = new URL('../../docs/permissions.md', import.meta.url);
const HEAD = [
  '# Who may do what',
  '',
  'Made from the permissions declared beside the routes; `npm run check:accept` writes it anew, and a reviewer reads what changed.',
  '',
  '',
].join('\n');

/**
 * The readable table of every route of `rootModule` and who may use it. Nothing is started: Nest only reads how the modules are put
 * together, so no database and no configuration is needed.
 * @throws Error naming every route that declares nothing
 */
export async function permissionsOf(rootModule: Type): Promise<string> {
  // Nothing is made of these parts: the modules are read, not started.
  const core = ServiceCoreModule.with({} as ServiceCoreParts);
  @Module({ imports: [core, rootModule] })
  class Application {}
  const context = await NestFactory.createApplicationContext(Application, { preview: true, logger: false, abortOnError: false });
  try {
    const routes = listRoutes(new DiscoveryService(context.get(ModulesContainer)));
    assertEveryRouteDeclared(routes);
    return await formatted(`${HEAD}${permissionTable(routes)}`, FILE);
  } finally {
    await context.close();
  }
}

/** The table of the whole platform. */
export const presentPermissions = (): Promise<string> => permissionsOf(PlatformModule);

/** The reviewed copy; empty while there is none. */
export const reviewedPermissions = (): string => (existsSync(FILE) ? readFileSync(FILE, 'utf8') : '');

/** Writes the table when it changed; true when it did. */
export async function acceptPermissions(): Promise<boolean> {
  const present = await presentPermissions();
  if (present === reviewedPermissions()) return false;
  writeFileSync(FILE, present);
  return true;
}
