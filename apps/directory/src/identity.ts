import { Inject, Injectable, type Provider, type Type } from '@nestjs/common';
import type { CommandContext } from '@xiezhi/eventsourcing';
import { CONFIG, Endings, MASTER_KEY, Sessions, type Config, type Service } from '@xiezhi/service';
import { AcceptController } from './accounts/accept.controller.js';
import { AccountList } from './accounts/account-list.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountNames } from './accounts/account-names.js';
import { AccountNamesController } from './accounts/account-names.controller.js';
import { ColleaguesController } from './accounts/colleagues.controller.js';
import { Accounts, type AccountsParts } from './accounts/accounts.js';
import { linkKnownLawyers, recordKnownAccounts } from './accounts/known-accounts.js';
import { AccountSecrets } from './accounts/secrets.js';
import { DataUseTerms } from './data-use-terms/data-use-terms.js';
import { DataUseTermsController } from './data-use-terms/data-use-terms.controller.js';
import { DEMONSTRATION_SIGN_INS } from './demonstration-data/demonstration-accounts.js';
import { Attempts } from './issuer/attempts.js';
import { Issuer } from './issuer/issuer.provider.js';
import { SignInPageController } from './issuer/sign-in-page.controller.js';
import { SignIns } from './issuer/sign-ins.js';
import { SystemKeysController } from './system-keys/system-keys.controller.js';
import { SystemKeys } from './system-keys/system-keys.js';

const ACCOUNTS_PARTS = Symbol('accounts parts');
/** When the demonstration's agencies accepted the terms. */
const TERMS_ACCEPTED_AT = '2026-01-05T02:00:00Z';

/** Accounts of the demonstration, and what their agencies accepted. */
@Injectable()
export class DemonstrationAccounts {
  constructor(
    @Inject(ACCOUNTS_PARTS) private readonly accounts: AccountsParts,
    @Inject(DataUseTerms) private readonly terms: DataUseTerms,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Loads what is missing; `loading` makes the context of each load, the same each time. */
  async load(loading: (what: string) => CommandContext): Promise<void> {
    const known = DEMONSTRATION_SIGN_INS.map(({ account: id, agency, role, lawyerId, displayName, signInName, password }) => ({
      id,
      agency,
      role,
      lawyerId,
      details: { displayName, signInName },
      password,
    }));
    await recordKnownAccounts(this.accounts, known, loading('demonstration accounts'));
    await linkKnownLawyers(this.accounts, known, loading('demonstration accounts of lawyers'));
    const version = this.config.dataUseTerms;
    const agencies = [...new Set(known.map(({ agency }) => agency))];
    await this.terms.accept(agencies, version, '演示签署人', TERMS_ACCEPTED_AT, loading(`demonstration data-use terms ${version}`));
  }
}

/** Routes of accounts, sign-in and agencies' systems. */
export const IDENTITY_CONTROLLERS: readonly Type[] = [
  SignInPageController,
  AcceptController,
  AccountsController,
  AccountNamesController,
  ColleaguesController,
  DataUseTermsController,
  SystemKeysController,
];

/** What those routes and the issuer are made of; `service` is the token of the directory's service. */
export const identityProviders = (service: symbol): readonly Provider[] => [
  { provide: AccountSecrets, useFactory: (masterKey: Uint8Array) => new AccountSecrets(masterKey), inject: [MASTER_KEY] },
  {
    provide: ACCOUNTS_PARTS,
    useFactory: ({ pool, log, keys }: Service, endings: Endings, secrets: AccountSecrets, config: Config): AccountsParts => ({
      pool,
      log,
      keys,
      endings,
      secrets,
      config,
    }),
    inject: [service, Endings, AccountSecrets, CONFIG],
  },
  { provide: Accounts, useFactory: (parts: AccountsParts) => new Accounts(parts), inject: [ACCOUNTS_PARTS] },
  {
    provide: AccountList,
    useFactory: ({ pool, keys, config }: AccountsParts) => new AccountList(pool, keys, config),
    inject: [ACCOUNTS_PARTS],
  },
  { provide: AccountNames, useFactory: ({ pool, keys }: Service) => new AccountNames(pool, keys), inject: [service] },
  { provide: DataUseTerms, useFactory: ({ pool, log, keys }: Service) => new DataUseTerms(pool, log, keys), inject: [service] },
  {
    provide: SystemKeys,
    useFactory: ({ pool, log }: Service, endings: Endings, config: Config) => new SystemKeys({ pool, log, endings, config }),
    inject: [service, Endings, CONFIG],
  },
  {
    provide: Attempts,
    useFactory: (sessions: Sessions, masterKey: Uint8Array) => new Attempts(sessions, masterKey),
    inject: [Sessions, MASTER_KEY],
  },
  {
    provide: SignIns,
    useFactory: ({ pool, keys }: Service, attempts: Attempts, secrets: AccountSecrets, config: Config) =>
      new SignIns({ pool, keys, secrets, config, attempts }),
    inject: [service, Attempts, AccountSecrets, CONFIG],
  },
  Issuer,
  DemonstrationAccounts,
];
