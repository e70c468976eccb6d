import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { isPublic, permissionOf, type RoutePermission } from './access.js';

/** A route of a controller and who may use it. */
export interface ListedRoute {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  /** `'public'`: for everyone; `null`: nothing is declared, an error. */
  readonly access: RoutePermission | 'public' | null;
}

/** All routes of all controllers, by path and method. */
export function listRoutes(discovery: DiscoveryService): readonly ListedRoute[] {
  const scanner = new MetadataScanner();
  const routes: ListedRoute[] = [];
  for (const { instance, metatype } of discovery.getControllers()) {
    if (!isObject(instance) || metatype === null) continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name];
      if (typeof handler !== 'function') continue;
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) continue;
      for (const base of pathsOf(metatype)) {
        for (const path of pathsOf(handler)) {
          routes.push({
            method: RequestMethod[method],
            path: `/${[base, path]
              .flatMap((part) => part.split('/'))
              .filter((part) => part !== '')
              .join('/')}`,
            handler: `${metatype.name}.${name}`,
            access: isPublic(handler) ? 'public' : (permissionOf(handler) ?? null),
          });
        }
      }
    }
  }
  return routes.sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

/**
 * @throws Error naming every route that declares neither a permission nor that it is public, and every permission that two routes use for
 * different roles
 */
export function assertEveryRouteDeclared(routes: readonly ListedRoute[]): void {
  const bare = routes.filter(({ access }) => access === null).map(({ method, path, handler }) => `${method} ${path} (${handler})`);
  if (bare.length > 0) throw new Error(`these routes need @Permission or @Public: ${bare.join(', ')}`);
  const rolesOf = new Map<string, string>();
  for (const { access } of routes) {
    if (access === null || access === 'public') continue;
    const roles = rolesText(access);
    if ((rolesOf.get(access.name) ?? roles) !== roles) throw new Error(`permission ${access.name} is declared with different roles`);
    rolesOf.set(access.name, roles);
  }
}

/** Names of the permissions that a role has, in order. */
export function permissionsOf(routes: readonly ListedRoute[], role: string): readonly string[] {
  const names = routes.flatMap(({ access }) =>
    access === null || access === 'public' || (access.roles !== 'any' && !access.roles.includes(role)) ? [] : [access.name],
  );
  return [...new Set(names)].sort(compare);
}

/** Who may do what, in Markdown, for reading and for comparing with a reviewed copy. */
export function permissionTable(routes: readonly ListedRoute[]): string {
  const rows = routes.map(({ method, path, access }) =>
    access === null || access === 'public'
      ? `| ${method} | \`${path}\` | | ${access ?? 'undeclared'} |`
      : `| ${method} | \`${path}\` | \`${access.name}\` | ${rolesText(access)} |`,
  );
  return ['| Method | Route | Permission | Roles |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

const rolesText = ({ roles }: RoutePermission): string => (roles === 'any' ? 'any' : [...roles].sort(compare).join(', '));

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function pathsOf(target: object): readonly string[] {
  const path = Reflect.getMetadata(PATH_METADATA, target) as string | readonly string[] | undefined;
  return path === undefined ? [''] : typeof path === 'string' ? [path] : path;
}
