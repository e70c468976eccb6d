import { applyDecorators, createParamDecorator, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Principal } from './principal.js';
import { HttpProblem } from './problem.js';

/** What a route asks of its caller. `name` is stable: it also names the operation in command ids. */
export interface RoutePermission {
  /** `<service>.<resource>.<action>` */
  readonly name: string;
  /** Roles that may; `'any'`: every signed-in account, the handler decides by relation to the matter. */
  readonly roles: readonly string[] | 'any';
}

export const PERMISSION = Symbol('permission');
export const PUBLIC = Symbol('public');

/** Fastify's route config, so that a request without a token is refused before its body is read. */
export interface AccessConfig {
  readonly signedIn?: boolean;
  /** The route takes bytes (`application/octet-stream`), at most one chunk of an attachment. */
  readonly takesBytes?: boolean;
}

/** Who may use the route: every route of a controller has this or {@link Public}, or the application does not start. */
export function Permission(permission: RoutePermission, config: Omit<AccessConfig, 'signedIn'> = {}): MethodDecorator {
  if (permission.roles.length === 0) throw new Error(`permission ${permission.name} is given to no role`);
  const roles = permission.roles === 'any' ? 'any' : [...permission.roles];
  return applyDecorators(
    SetMetadata(PERMISSION, permission),
    RouteConfig({ ...config, signedIn: true } satisfies AccessConfig),
    ApiBearerAuth(),
    ApiCookieAuth(),
    ApiExtension('x-permission', { name: permission.name, roles }),
  ) as MethodDecorator;
}

/** A route for everyone, signed in or not: health, published keys and descriptions, nothing of a matter. */
export const Public = (): MethodDecorator => applyDecorators(SetMetadata(PUBLIC, true), ApiSecurity({})) as MethodDecorator;

export const permissionOf = (handler: object): RoutePermission | undefined =>
  Reflect.getMetadata(PERMISSION, handler) as RoutePermission | undefined;

export const isPublic = (handler: object): boolean => Reflect.getMetadata(PUBLIC, handler) === true;

export const unauthenticated = (): HttpProblem =>
  new HttpProblem({
    status: 401,
    code: 'token.missing_or_invalid',
    detail: 'Sign in, and send the access token as "Authorization: Bearer …".',
  });

export const forbidden = (permission: string): HttpProblem =>
  new HttpProblem({ status: 403, code: 'permission.denied', detail: `Your role does not have the permission ${permission}.` });

/** The one guard: refuses whom the route's permission does not admit, and every route that declares nothing. */
@Injectable()
export class AccessGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    if (isPublic(handler)) return true;
    const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
    if (principal === null) throw unauthenticated();
    const permission = permissionOf(handler);
    if (permission === undefined) throw forbidden('(none declared)');
    if (permission.roles !== 'any' && !permission.roles.includes(principal.role)) throw forbidden(permission.name);
    return true;
  }
}

/** The caller, in a handler of a route with a {@link Permission}. */
export const CurrentPrincipal = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
  if (principal === null) throw unauthenticated();
  return principal;
});
