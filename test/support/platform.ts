import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  createApp,
  createLogger,
  freePort,
  issueToken,
  listen,
  readConfig,
  SIGNING_KEY,
  type Config,
  type OwnSigningKey,
  type Principal,
  type Time,
} from '@xiezhi/service';
import { DEMONSTRATION_ACCOUNTS, type DemonstrationAccount } from '../../apps/platform/src/demonstration/accounts.js';
import { Api, until } from '../../apps/platform/src/demo/api.js';
import { DemonstrationModule } from '../../apps/platform/src/demonstration/demonstration.module.js';
import { testDatabase, type TestDatabase } from './postgres.js';

/** One for all suites: the database roles, whose passwords derive from it, belong to the server they share. */
export const TEST_MASTER_KEY = Buffer.alloc(32, 7);

/** The whole platform in this process on a database of its own, with the demonstration's data. */
export interface TestPlatform {
  readonly app: NestFastifyApplication;
  readonly config: Config;
  readonly address: string;
  readonly database: TestDatabase;
  readonly api: Readonly<Record<DemonstrationAccount, Api>>;
  /** A way in for any principal. */
  as(principal: Principal): Promise<Api>;
  /** Ends the process's part and leaves the data: an outage until it is called to come up again, at the same address. */
  outage(): Promise<{ end(): Promise<TestPlatform> }>;
  stop(): Promise<void>;
}

/** `time`: another than the machine's, for all its services. */
export async function startTestPlatform(changes: Partial<Config> = {}, time?: Time): Promise<TestPlatform> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'xiezhi-platform-'));
  const masterKeyFile = join(folder, 'master.key');
  await writeFile(masterKeyFile, TEST_MASTER_KEY.toString('base64'), { mode: 0o600 });
  const read = readConfig({
    PORT: String(await freePort()),
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: database.url,
    MASTER_KEY_FILE: masterKeyFile,
    LOG_LEVEL: 'error',
  });
  const config: Config = Object.freeze({ ...read, databaseAdminUrl: database.url, demonstration: true, ...changes });
  return running(config, { database, folder, ...(time !== undefined && { time }) });
}

interface Ground {
  readonly database: TestDatabase;
  readonly folder: string;
  readonly time?: Time;
}

async function running(config: Config, ground: Ground): Promise<TestPlatform> {
  const { database, folder, time } = ground;
  const app = await createApp(DemonstrationModule, config, { logger: createLogger('error'), ...(time !== undefined && { time }) });
  const address = await listen(app, config);
  await until(
    async () => (await fetch(new URL('/health/ready', address))).status,
    (status) => status === 200,
    20_000,
  );
  const as = async (principal: Principal): Promise<Api> =>
    new Api(address, await issueToken(app.get<OwnSigningKey>(SIGNING_KEY), config, principal, 3_600));
  const accounts = Object.entries(DEMONSTRATION_ACCOUNTS) as [DemonstrationAccount, Principal][];
  const api = Object.fromEntries(await Promise.all(accounts.map(async ([name, principal]) => [name, await as(principal)] as const)));
  return {
    app,
    config,
    address,
    database,
    api: api as Record<DemonstrationAccount, Api>,
    as,
    outage: async () => {
      await app.close();
      return { end: () => running(config, ground) };
    },
    stop: async () => {
      await app.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const HALF_DAY_MS = 12 * 3_600_000;
let hearings = 0;
/** Another half-day each time: a lawyer has one hearing in it. */
export const nextHearing = (): string => new Date(Date.now() + 40 * 86_400_000 + ++hearings * HALF_DAY_MS).toISOString();

/** A sound notice for Lhasa; every one of another case, and with a hearing in another half-day, unless they are given. */
export const notice = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  division: '540100',
  caseNumber: `（2026）藏01刑初${randomUUID()}号`,
  offence: '故意伤害罪',
  ground: 'life_or_death',
  stage: 'first_instance',
  procedure: 'ordinary',
  custody: 'detained',
  hearingAt: nextHearing(),
  language: 'bo',
  interpreterNeeded: true,
  lifeOrDeath: true,
  person: { name: 'བཀྲ་ཤིས། 扎西某某', birthDate: '1990-05-01', idNumber: '540102199005010011', custodyPlace: '某某看守所' },
  contact: { name: '承办人某某', phone: '0891-7654321' },
  reason: '没有委托辩护人',
  papers: [{ kind: 'indictment', title: '起诉书副本' }],
  ...changes,
});

/** A grant as an officer types it from paper; each with a decision number of its own. */
export const aidGrant = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  applicationNumber: `拉萨援申字〔2026〕第${randomUUID().slice(0, 8)}号`,
  decisionNumber: `拉萨援决字〔2026〕第${randomUUID().slice(0, 8)}号`,
  kind: 'civil',
  cause: 'labour',
  causeText: '追索劳动报酬纠纷',
  form: 'litigation',
  venue: '拉萨市城关区人民法院',
  language: 'bo',
  interpreterNeeded: true,
  grantedAt: new Date(Date.now() - 3_600_000).toISOString(),
  recipient: { name: 'སྒྲོལ་མ། 卓玛某某', gender: 'female', phone: '139-0000-0001', idNumber: '540102198005010000' },
  opponents: [{ name: '某某建筑公司' }],
  wishes: '希望律师会讲藏语',
  ...changes,
});

/** A sound request for a duty lawyer's help at a court of Lhasa; nobody is on duty there unless the rota says so. */
export const dutyHelpRequest = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  division: '540100',
  offence: '盗窃罪',
  stage: 'first_instance',
  custody: 'detained',
  placeKind: 'court',
  place: '拉萨市中级人民法院法律援助工作站',
  language: 'bo',
  interpreterNeeded: true,
  wanted: ['consultation'],
  person: { name: 'བསྟན་འཛིན། 旦增某某', birthDate: '1995-02-03', custodyPlace: '某某看守所四监区' },
  contact: { name: '承办人某某', phone: '0891-7654322' },
  ...changes,
});
