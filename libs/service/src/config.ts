import { isAbsolute, relative, resolve } from 'node:path';
import {
  addresses,
  flag,
  integer,
  isLoopback,
  mailAddress,
  networks,
  nightHours,
  oneOf,
  pairs,
  socket,
  text,
  url,
  type Reader,
} from './config-readers.js';

/** Where a default comes from: a text that is read like a given one, or a sentence for what is worked out from other variables. */
interface Variable<T> {
  readonly name: string;
  readonly reader: Reader<T>;
  readonly fallback?: string;
  readonly unset?: string;
  readonly about: string;
}

const variable = <T>(name: string, reader: Reader<T>, about: string, fallback: string): Variable<T> => ({ name, reader, about, fallback });
const optional = <T>(name: string, reader: Reader<T>, about: string, unset: string): Variable<T | undefined> => ({
  name,
  reader,
  about,
  unset,
});

/** What a person or an agency's system stays under by far, and a runaway loop does not. */
const RATE_LIMIT_PER_MINUTE = 1_200;

const POSTGRES_URL = url('postgres:', 'postgresql:');

/** Every variable there is. `configTable` makes the README's table of it. */
const VARIABLES = {
  port: variable('PORT', integer(0, 65_535), 'TCP port of the HTTP edge; 0 takes a free one', '3000'),
  host: variable('HOST', text, 'Address to listen on', '127.0.0.1'),
  dataDir: variable('DATA_DIR', text, 'Folder of the embedded PostgreSQL and of the attachments', './.data'),
  databaseUrl: optional('DATABASE_URL', POSTGRES_URL, 'PostgreSQL to use', 'the embedded one'),
  databaseAdminUrl: optional(
    'DATABASE_ADMIN_URL',
    POSTGRES_URL,
    'The same database as a role that may create schemas and roles, for migrations',
    'DATABASE_URL',
  ),
  poolSize: variable('POOL_SIZE', integer(1, 200), 'Database connections of each pool', '10'),
  statementTimeoutMs: variable('STATEMENT_TIMEOUT_MS', integer(100, 600_000), 'Longest time one statement may take', '30000'),
  eventStore: variable('EVENT_STORE', oneOf('postgres', 'kurrentdb'), 'Event store adapter', 'postgres'),
  kurrentdbUrl: optional(
    'KURRENTDB_URL',
    url('esdb:', 'esdb+discover:', 'kurrentdb:', 'kurrentdb+discover:'),
    'KurrentDB connection',
    'none',
  ),
  messageBus: variable('MESSAGE_BUS', oneOf('postgres', 'kafka'), 'Message bus adapter', 'postgres'),
  kafkaBrokers: optional('KAFKA_BROKERS', addresses, 'Kafka brokers, host:port separated by commas', 'none'),
  publicUrl: optional('PUBLIC_URL', url('http:', 'https:'), 'Address under which browsers reach the platform', 'http://HOST:PORT'),
  tokenIssuer: optional(
    'TOKEN_ISSUER',
    url('http:', 'https:'),
    'Issuer (iss) that access tokens must name',
    'PUBLIC_URL with /oidc, the embedded issuer',
  ),
  tokenAudience: variable('TOKEN_AUDIENCE', text, 'Audience (aud) that access tokens must name', 'xiezhi'),
  tokenJwks: optional('TOKEN_JWKS', text, "Issuer's public keys: an http(s) URL or a file", "the platform's own key"),
  oidcIssuer: optional('OIDC_ISSUER', url('http:', 'https:'), 'OpenID issuer that people sign in with', 'the embedded one'),
  oidcClientId: variable('OIDC_CLIENT_ID', text, 'Client id of the platform at that issuer', 'xiezhi-web'),
  oidcClientSecret: optional(
    'OIDC_CLIENT_SECRET',
    text,
    'Its secret; must be set with OIDC_ISSUER',
    'one derived from the master key, with the embedded issuer',
  ),
  oidcScope: variable('OIDC_SCOPE', text, 'Scopes asked for at that issuer', 'openid profile'),
  oidcClaims: variable(
    'OIDC_CLAIMS',
    pairs,
    'Names of the claims at that issuer that are not ours, such as agency=org_code,role=duty; ours: account, agency, agency_kind, agency_name, role, division, lawyer_id, name, last_sign_in_at',
    'account=sub',
  ),
  sessionIdleMinutes: variable('SESSION_IDLE_MINUTES', integer(1, 1_440), 'A browser that does nothing this long is signed out', '30'),
  sessionMaxHours: variable('SESSION_MAX_HOURS', integer(1, 168), 'A browser is signed out this long after it signed in', '12'),
  accountDormantDays: variable('ACCOUNT_DORMANT_DAYS', integer(1, 3_650), 'An account not used this long must be revived', '90'),
  invitationHours: variable('INVITATION_HOURS', integer(1, 720), 'How long an invitation code may be used', '72'),
  dataUseTerms: variable('DATA_USE_TERMS', text, 'Version of the data-use terms that an agency must have accepted', '2026-1'),
  masterKeyFile: optional(
    'MASTER_KEY_FILE',
    text,
    'File of the master key (32 bytes, mode 0600); made at the first start; back it up apart from the data',
    'DATA_DIR with .key appended',
  ),
  walKeptDays: variable(
    'WAL_KEPT_DAYS',
    integer(0, 3_650),
    'Days until the write-ahead log and its archive hold nothing old: told in certificates of erasure',
    '7',
  ),
  inboundKeptDays: variable(
    'INBOUND_KEPT_DAYS',
    integer(0, 3_650),
    'Days that topics keep messages of agencies: told in certificates of erasure',
    '7',
  ),
  backupKeptDays: variable(
    'BACKUP_KEPT_DAYS',
    integer(0, 3_650),
    "Days that backups are kept, the keys' too: told in certificates of erasure",
    '30',
  ),
  logLevel: variable(
    'LOG_LEVEL',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    'Least level that is logged',
    'info',
  ),
  shutdownGraceMs: variable('SHUTDOWN_GRACE_MS', integer(0, 600_000), 'Time to finish work after SIGTERM or SIGINT', '10000'),
  bodyLimitBytes: variable('BODY_LIMIT_BYTES', integer(1_024, 104_857_600), 'Largest request body', '1048576'),
  rateLimitPerMinute: optional(
    'RATE_LIMIT_PER_MINUTE',
    integer(0, 10_000_000),
    'Requests a minute that one account may send to one process, or without an account one client address; 0: no limit',
    '`1200`; `0` on a loopback address',
  ),
  trustedProxies: optional(
    'TRUSTED_PROXIES',
    networks,
    'Addresses or networks of reverse proxies, separated by commas, whose X-Forwarded-* headers are believed',
    'none',
  ),
  attachments: variable('ATTACHMENTS', oneOf('filesystem', 's3'), 'Store of attachments: DATA_DIR/attachments, or a bucket', 'filesystem'),
  attachmentMaxBytes: variable('ATTACHMENT_MAX_BYTES', integer(1_024, 2_147_483_648), 'Largest attachment', '52428800'),
  attachmentsKeepFreeBytes: variable(
    'ATTACHMENTS_KEEP_FREE_BYTES',
    integer(0, Number.MAX_SAFE_INTEGER),
    'Bytes of the file system that attachments leave free; with less, uploads are refused',
    '536870912',
  ),
  s3Endpoint: optional('S3_ENDPOINT', url('http:', 'https:'), 'Address of the store that speaks S3', 'none'),
  s3Region: variable('S3_REGION', text, 'Region that requests to it are signed for', 'us-east-1'),
  s3Bucket: optional('S3_BUCKET', text, 'Bucket of the attachments; it must exist', 'none'),
  s3AccessKeyId: optional('S3_ACCESS_KEY_ID', text, 'Access key: may read, write and delete objects of the bucket', 'none'),
  s3SecretAccessKey: optional('S3_SECRET_ACCESS_KEY', text, 'Its secret', 'none'),
  clamavSocket: optional('CLAMAV_SOCKET', socket, "ClamAV's socket, a path or host:port; without it files are not scanned", 'none'),
  womanLawyerForGirls: variable(
    'WOMAN_LAWYER_FOR_GIRLS',
    oneOf('off', 'preferred', 'required'),
    'Whether a girl under eighteen is to be defended by a woman',
    'preferred',
  ),
  dutyWarningHours: variable(
    'DUTY_WARNING_HOURS',
    integer(0, 720),
    'Hours before the end of a statutory duty at which its holder is warned; 0: never',
    '24',
  ),
  sensitiveReportHours: variable(
    'SENSITIVE_REPORT_HOURS',
    integer(1, 720),
    'Hours within which an institution reports a sensitive matter to the judicial administration, where it must',
    '24',
  ),
  earlyNoticeWarningHours: variable(
    'EARLY_NOTICE_WARNING_HOURS',
    integer(1, 720),
    'Hours after which is warned of a notice that still waits for its division’s institution',
    '24',
  ),
  earlyNoticeDays: variable(
    'EARLY_NOTICE_DAYS',
    integer(1, 365),
    'Days after which a notice that found no institution is given back to its sender',
    '30',
  ),
  groupSuggestedFrom: variable(
    'GROUP_SUGGESTED_FROM',
    integer(2, 500),
    'Open cases of one institution with one case number, or against one opposing party, from which on joining them in a group matter is suggested',
    '10',
  ),
  offerAnswerMinutes: variable(
    'OFFER_ANSWER_MINUTES',
    integer(1, 10_080),
    'How long a lawyer has to answer an offer, where the statutory clock does not press',
    '240',
  ),
  quietHours: variable(
    'QUIET_HOURS',
    nightHours,
    'Hours (Asia/Shanghai) in which no offer to a lawyer ends and no message about one is sent, unless the clock demands it',
    '21-8',
  ),
  smtpUrl: optional(
    'SMTP_URL',
    url('smtp:', 'smtps:'),
    'Mail server that tells lawyers of offers, with user and password where it asks for them; without it no e-mail is sent',
    'none',
  ),
  mailFrom: optional('MAIL_FROM', mailAddress, 'Sender of that e-mail; must be set with SMTP_URL', 'none'),
  smsGatewayUrl: optional(
    'SMS_GATEWAY_URL',
    url('http:', 'https:'),
    'Gateway that tells lawyers of offers by text message; without it none is sent',
    'none',
  ),
  smsGatewayKey: optional('SMS_GATEWAY_KEY', text, 'Its key; must be set with SMS_GATEWAY_URL', 'none'),
  smsTemplate: optional('SMS_TEMPLATE', text, 'Name of the template that the gateway approved; must be set with SMS_GATEWAY_URL', 'none'),
  smsComplaintTemplate: optional(
    'SMS_COMPLAINT_TEMPLATE',
    text,
    'Name of the approved template that tells a lawyer of a complaint; without it text messages tell of offers alone',
    'none',
  ),
  noticeDraftDays: variable('NOTICE_DRAFT_DAYS', integer(1, 365), 'Days after which a draft that is not saved again is deleted', '30'),
  retentionGraceDays: variable(
    'RETENTION_GRACE_DAYS',
    integer(1, 365),
    'Days between the announcement that a matter is to be deleted and its deletion, in which it can be exempted',
    '30',
  ),
  logHeadSeconds: variable('LOG_HEAD_SECONDS', integer(1, 86_400), 'A head of each log is signed so often while it grows', '10'),
  logWitnessMinutes: variable(
    'LOG_WITNESS_MINUTES',
    integer(1, 43_200),
    'Agencies are sent the heads of the logs at most so often, as witnesses',
    '60',
  ),
  logSigningKeyFile: optional(
    'LOG_SIGNING_KEY_FILE',
    text,
    'Private key that signs the heads of the logs (Ed25519, PKCS #8 in PEM, mode 0600)',
    'derived from the master key',
  ),
  demonstration: optional(
    'DEMONSTRATION',
    flag,
    'Demonstration accounts and data; only with the embedded database on a loopback address',
    'true with the embedded database',
  ),
} as const;

type Variables = typeof VARIABLES;
type ValueOf<V> = V extends Variable<infer T> ? T : never;
type Given = { readonly [Key in keyof Variables]: ValueOf<Variables[Key]> };
type WorkedOut = 'publicUrl' | 'tokenIssuer' | 'masterKeyFile' | 'demonstration' | 'rateLimitPerMinute';

/** All configuration, frozen. Paths are absolute. */
export type Config = { readonly [Key in keyof Given]: Key extends WorkedOut ? NonNullable<Given[Key]> : Given[Key] };

/** One variable that cannot be used, and what to do. */
export interface ConfigFault {
  readonly variable: string;
  readonly wrong: string;
}

/** Names every bad variable at once. Values are not shown: they may hold passwords. */
export class InvalidConfig extends Error {
  override readonly name = 'InvalidConfig';
  constructor(readonly faults: readonly ConfigFault[]) {
    super(`Configuration cannot be used:\n${faults.map(({ variable: name, wrong }) => `  ${name}: ${wrong}`).join('\n')}`);
  }
}

/**
 * Reads the configuration, once, at start. An empty variable counts as not set; `changes` come before the environment.
 * @throws InvalidConfig naming each bad variable
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  changes: Readonly<Record<string, string>> = {},
): Config {
  const env = { ...environment, ...changes };
  const faults: ConfigFault[] = [];
  const read: Record<string, unknown> = {};
  for (const [key, { name, reader, fallback }] of Object.entries(VARIABLES) as [string, Variable<unknown>][]) {
    const given = env[name] === undefined || env[name].trim() === '' ? fallback : env[name].trim();
    const result = given === undefined ? { value: undefined } : reader(given);
    if ('wrong' in result) faults.push({ variable: name, wrong: result.wrong });
    else read[key] = result.value;
  }
  if (faults.length > 0) throw new InvalidConfig(faults);

  const given = read as Given;
  const dataDir = resolve(given.dataDir);
  const publicUrl = (given.publicUrl ?? `http://${given.host.includes(':') ? `[${given.host}]` : given.host}:${given.port}`).replace(
    /\/+$/,
    '',
  );
  const config: Config = {
    ...given,
    dataDir,
    masterKeyFile: resolve(given.masterKeyFile ?? `${dataDir}.key`),
    publicUrl,
    tokenIssuer: given.tokenIssuer ?? `${publicUrl}/oidc`,
    demonstration: given.demonstration ?? given.databaseUrl === undefined,
    rateLimitPerMinute: given.rateLimitPerMinute ?? (isLoopback(given.host) ? 0 : RATE_LIMIT_PER_MINUTE),
  };
  const clashes = clashesIn(config, given);
  if (clashes.length > 0) throw new InvalidConfig(clashes);
  return Object.freeze(config);
}

/** Variables that are right alone and wrong together. */
function clashesIn(config: Config, given: Given): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  const fault = (name: string, wrong: string): number => faults.push({ variable: name, wrong });
  if (config.demonstration && config.databaseUrl !== undefined) {
    fault('DEMONSTRATION', 'must be false with an external DATABASE_URL: demonstration accounts have known passwords');
  }
  if (config.demonstration && !isLoopback(config.host)) {
    fault('HOST', 'must be a loopback address (127.0.0.1) while DEMONSTRATION is true; set DEMONSTRATION=false to listen elsewhere');
  }
  if (config.databaseAdminUrl !== undefined && config.databaseUrl === undefined) {
    fault('DATABASE_ADMIN_URL', 'needs DATABASE_URL');
  }
  if (config.eventStore === 'kurrentdb' && config.kurrentdbUrl === undefined) {
    fault('KURRENTDB_URL', 'must be set with EVENT_STORE=kurrentdb');
  }
  if (config.messageBus === 'kafka' && config.kafkaBrokers === undefined) {
    fault('KAFKA_BROKERS', 'must be set with MESSAGE_BUS=kafka');
  }
  if (given.tokenJwks !== undefined && given.tokenIssuer === undefined) {
    fault('TOKEN_ISSUER', 'must be set with TOKEN_JWKS');
  }
  if (config.attachments === 's3') {
    for (const [name, value] of [
      ['S3_ENDPOINT', config.s3Endpoint],
      ['S3_BUCKET', config.s3Bucket],
      ['S3_ACCESS_KEY_ID', config.s3AccessKeyId],
      ['S3_SECRET_ACCESS_KEY', config.s3SecretAccessKey],
    ] as const) {
      if (value === undefined) fault(name, 'must be set with ATTACHMENTS=s3');
    }
  }
  if (config.smtpUrl !== undefined && config.mailFrom === undefined) fault('MAIL_FROM', 'must be set with SMTP_URL');
  if (config.smsGatewayUrl !== undefined) {
    if (config.smsGatewayKey === undefined) fault('SMS_GATEWAY_KEY', 'must be set with SMS_GATEWAY_URL');
    if (config.smsTemplate === undefined) fault('SMS_TEMPLATE', 'must be set with SMS_GATEWAY_URL');
  }
  if (given.oidcIssuer !== undefined && given.oidcClientSecret === undefined) {
    fault('OIDC_CLIENT_SECRET', 'must be set with OIDC_ISSUER');
  }
  const inside = relative(config.dataDir, config.masterKeyFile);
  if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside))) {
    fault('MASTER_KEY_FILE', 'must lie outside DATA_DIR: a backup of the data must not hold the key that opens it');
  }
  return faults;
}

/** The table of all variables, in Markdown. */
export function configTable(): string {
  const rows = (Object.values(VARIABLES) as readonly Variable<unknown>[]).map(
    ({ name, fallback, unset, about }) => `| \`${name}\` | ${fallback === undefined ? (unset ?? '') : `\`${fallback}\``} | ${about} |`,
  );
  return ['| Variable | Default | What |', '| --- | --- | --- |', ...rows, ''].join('\n');
}
