import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CONFIG, HttpProblem, LOGGER, MASTER_KEY, Sessions, SIGNING_KEY, type Config, type OwnSigningKey } from '@xiezhi/service';
import type { FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import { SystemKeys } from '../system-keys/system-keys.js';
import { createIssuer } from './issuer.js';
import { mountIssuer } from './issuer.mount.js';
import { SignIns } from './sign-ins.js';

/** The embedded issuer, there unless tokens come from another one (`TOKEN_JWKS`). */
@Injectable()
export class Issuer implements OnModuleInit {
  #provider: Provider | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(MASTER_KEY) private readonly masterKey: Uint8Array,
    @Inject(SIGNING_KEY) private readonly signingKey: OwnSigningKey,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SignIns) private readonly signIns: SignIns,
    @Inject(SystemKeys) private readonly systems: SystemKeys,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const { config, masterKey, signingKey, sessions, signIns, systems } = this;
    if (config.tokenJwks !== undefined) return;
    const provider = createIssuer({ config, masterKey, signingKey, pool: sessions.pool, signIns, systems });
    provider.on('server_error', (_ctx, error) => this.logger.error({ err: error }, 'the issuer failed'));
    provider.on('authorization.error', (_ctx, error) => this.logger.warn({ err: error }, 'the issuer refused a sign-in'));
    provider.on('grant.error', (_ctx, error) => this.logger.warn({ err: error }, 'the issuer refused a token'));
    this.#provider = provider;
    mountIssuer(this.host.httpAdapter.getInstance<FastifyInstance>(), provider);
  }

  get provider(): Provider {
    if (this.#provider === null)
      throw new HttpProblem({ status: 404, code: 'route.not_found', detail: '这里什么也没有。There is nothing here.' });
    return this.#provider;
  }
}
