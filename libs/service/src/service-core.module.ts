import { Inject, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import { Controller, Get, Header } from '@nestjs/common';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';
import { AccessGuard, Public } from './access.js';
import type { Config } from './config.js';
import { HealthController, HealthRegistry } from './health.js';
import { CONFIG, MASTER_KEY, SIGNING_KEY, TIME } from './injection-tokens.js';
import { LOGGER } from './log.js';
import { Metrics, MetricsController } from './metrics.js';
import type { OwnSigningKey } from './own-signing-key.js';
import { PageAssetsController } from './plain-pages/page-assets.controller.js';
import { ProblemFilter } from './problem-filter.js';
import { AccessLogController } from './runtime/access-log.controller.js';
import { LogHeadController } from './runtime/log-head.controller.js';
import { OperationsController } from './runtime/operations.controller.js';
import { Platform } from './runtime/platform.js';
import { Routes } from './routes.js';
import { Endings } from './sessions/endings.js';
import { OwnSessionsController } from './sessions/own-sessions.controller.js';
import { RelyingParty } from './sessions/relying-party.js';
import { SessionController } from './sessions/session.controller.js';
import { Sessions } from './sessions/sessions.js';
import { SignInController } from './sessions/sign-in.controller.js';
import type { Time } from './time.js';
import { TokenVerifier, type TokenRules } from './tokens.js';
import { validationPipe } from './validation.js';

/** The public half of the platform's own token key. */
@ApiExcludeController()
@Controller('.well-known')
export class JwksController {
  constructor(@Inject(SIGNING_KEY) private readonly key: OwnSigningKey) {}

  @Get('jwks.json')
  @Header('cache-control', 'public, max-age=300')
  @Public()
  jwks(): JSONWebKeySet {
    return this.key.jwks;
  }
}

/** The public half of the key that signs the heads of the logs. Apart from the tokens' keys, so that no token is taken that it signed. */
@ApiExcludeController()
@Controller('.well-known')
export class LogKeysController {
  constructor(@Inject(Platform) private readonly platform: Platform) {}

  @Get('log-keys.json')
  @Header('cache-control', 'public, max-age=300')
  @Public()
  async keys(): Promise<JSONWebKeySet> {
    return (await this.platform.logKey).jwks;
  }
}

export interface ServiceCoreParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly masterKey: Uint8Array;
  readonly signingKey: OwnSigningKey;
  readonly rules: TokenRules;
  readonly time: Time;
}

/** What every service application has, whichever services it runs. */
@Module({})
export class ServiceCoreModule {
  static with({ config, logger, masterKey, signingKey, rules, time }: ServiceCoreParts): DynamicModule {
    const shared: Provider[] = [
      { provide: CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      { provide: MASTER_KEY, useValue: masterKey },
      { provide: SIGNING_KEY, useValue: signingKey },
      { provide: TIME, useValue: time },
      { provide: TokenVerifier, useFactory: (endings: Endings) => new TokenVerifier(rules, endings), inject: [Endings] },
      HealthRegistry,
      Metrics,
      Routes,
      Platform,
      { provide: Endings, useFactory: Endings.open, inject: [CONFIG, LOGGER, MASTER_KEY, Platform] },
      {
        provide: Sessions,
        useFactory: (kept: Config, log: Logger, endings: Endings) => new Sessions(kept, log, endings),
        inject: [CONFIG, LOGGER, Endings],
      },
      RelyingParty,
    ];
    return {
      module: ServiceCoreModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [
        AccessLogController,
        HealthController,
        MetricsController,
        JwksController,
        LogHeadController,
        LogKeysController,
        OperationsController,
        PageAssetsController,
        SignInController,
        SessionController,
        OwnSessionsController,
      ],
      providers: [
        ...shared,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
      exports: shared,
    };
  }
}
