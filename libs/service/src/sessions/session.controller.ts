import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Permission } from '../access.js';
import type { Config } from '../config.js';
import { CONFIG } from '../injection-tokens.js';
import { HttpProblem } from '../problem.js';
import { permissionsOf } from '../route-list.js';
import { Routes } from '../routes.js';

/** Who is signed in, and what they may do. */
export interface SessionAnswer {
  readonly account: string;
  readonly displayName: string;
  readonly agency: string;
  readonly agencyName: string;
  readonly agencyKind: string;
  readonly role: string;
  readonly division: string;
  /** Of a lawyer: the row of the roster that the account stands for; `null` for others. */
  readonly lawyerId: string | null;
  /** Names of the permissions of the role, as in docs/permissions.md. */
  readonly permissions: readonly string[];
  /** True while everything here is made up. */
  readonly demonstration: boolean;
  /** To be sent as `x-csrf-token` with every unsafe request of this session. */
  readonly csrfToken: string;
  /** When the account signed in before; `null` the first time, or when the issuer does not tell. */
  readonly lastSignInAt: string | null;
}

export const noSession = (): HttpProblem =>
  new HttpProblem({
    status: 401,
    code: 'session.missing',
    detail: '没有登录,或者登录已过期。No browser session: sign in at /auth/sign-in.',
  });

@ApiTags('identity')
@Controller('api/session')
export class SessionController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Routes) private readonly routes: Routes,
  ) {}

  /** 当前登录: the person at this browser. */
  @Get()
  @Header('cache-control', 'no-store')
  @Permission({ name: 'identity.session.read', roles: 'any' })
  session(@Req() { session }: FastifyRequest): SessionAnswer {
    if (session === null) throw noSession();
    const { principal, details, csrfToken } = session;
    const { account, agency, agencyKind, role, division, lawyerId = null } = principal;
    const { displayName, agencyName, lastSignInAt } = details;
    return {
      account,
      displayName,
      agency,
      agencyName,
      agencyKind,
      role,
      division,
      lawyerId,
      permissions: permissionsOf(this.routes.list(), role),
      demonstration: this.config.demonstration,
      csrfToken,
      lastSignInAt,
    };
  }
}
