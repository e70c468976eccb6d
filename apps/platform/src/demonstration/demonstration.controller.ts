import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CONFIG, issueToken, Public, SIGNING_KEY, type Config, type OwnSigningKey, type Principal } from '@xiezhi/service';
import { DEMONSTRATION_ACCOUNTS, type DemonstrationAccount } from './accounts.js';

/** A token of the demonstration outlasts a long day of looking around. */
const TOKEN_SECONDS = 12 * 3_600;

/** Tokens of the demonstration accounts (演示账号). Registered in demonstration mode only, which listens on loopback only. */
@ApiExcludeController()
@Controller('demonstration')
export class DemonstrationController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SIGNING_KEY) private readonly key: OwnSigningKey,
  ) {}

  @Get('tokens')
  @Public()
  async tokens(): Promise<Readonly<Record<DemonstrationAccount, { readonly principal: Principal; readonly token: string }>>> {
    const accounts = Object.entries(DEMONSTRATION_ACCOUNTS) as [DemonstrationAccount, Principal][];
    const issued = await Promise.all(
      accounts.map(
        async ([name, principal]) =>
          [name, { principal, token: await issueToken(this.key, this.config, principal, TOKEN_SECONDS) }] as const,
      ),
    );
    return Object.fromEntries(issued) as Record<DemonstrationAccount, { principal: Principal; token: string }>;
  }
}
