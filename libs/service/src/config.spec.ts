import { resolve } from 'node:path';
import { configTable, InvalidConfig, readConfig } from './config.js';

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    return error.faults.map(({ variable }) => variable);
  }
};

describe('configuration', () => {
  it('given nothing, is the embedded platform on loopback with demonstration data', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      eventStore: 'postgres',
      messageBus: 'postgres',
      demonstration: true,
      publicUrl: 'http://127.0.0.1:3000',
      tokenIssuer: 'http://127.0.0.1:3000/oidc',
      tokenAudience: 'xiezhi',
    });
    expect(config.databaseUrl).toBeUndefined();
    expect(config.dataDir).toBe(resolve('.data'));
    expect(config.masterKeyFile).toBe(resolve('.data.key'));
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('given several bad variables, names each of them and shows no value', () => {
    const env = { PORT: '70000', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://user:secret@host/db' };
    expect(faultsOf(env)).toEqual(['PORT', 'DATABASE_URL', 'LOG_LEVEL']);
    expect(() => readConfig(env)).toThrow('PORT: must be a whole number from 0 to 65535');
    expect(() => readConfig(env)).not.toThrow('secret');
  });

  it('given an empty variable, takes its default', () => {
    expect(readConfig({ PORT: '', HOST: '  ' })).toMatchObject({ port: 3000, host: '127.0.0.1' });
  });

  it('given an external database, has no demonstration data, and refuses it when asked for', () => {
    const DATABASE_URL = 'postgres://u@db/xiezhi';
    expect(readConfig({ DATABASE_URL }).demonstration).toBe(false);
    expect(faultsOf({ DATABASE_URL, DEMONSTRATION: 'true' })).toEqual(['DEMONSTRATION']);
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'xiezhi.example', '127.example.org'])(
    'given the address %s with demonstration data, refuses',
    (HOST) => {
      expect(faultsOf({ HOST })).toEqual(['HOST']);
      expect(faultsOf({ HOST, DEMONSTRATION: 'false' })).toEqual([]);
    },
  );

  it.each([
    [{ EVENT_STORE: 'kurrentdb' }, 'KURRENTDB_URL'],
    [{ MESSAGE_BUS: 'kafka' }, 'KAFKA_BROKERS'],
    [{ TOKEN_JWKS: 'https://issuer/jwks' }, 'TOKEN_ISSUER'],
    [{ OIDC_ISSUER: 'https://id.example' }, 'OIDC_CLIENT_SECRET'],
    [{ DATABASE_ADMIN_URL: 'postgres://a@db/x' }, 'DATABASE_ADMIN_URL'],
    [{ DATA_DIR: '/srv/data', MASTER_KEY_FILE: '/srv/data/master.key' }, 'MASTER_KEY_FILE'],
  ])('given %j, asks for %s', (env, variable) => {
    expect(faultsOf(env as unknown as Record<string, string>)).toEqual([variable]);
  });

  it('reads a list of brokers', () => {
    expect(readConfig({ MESSAGE_BUS: 'kafka', KAFKA_BROKERS: 'a:9092, b:9092' }).kafkaBrokers).toEqual(['a:9092', 'b:9092']);
  });

  it('limits requests off loopback, and on loopback only when asked', () => {
    expect(readConfig({}).rateLimitPerMinute).toBe(0);
    expect(readConfig({ HOST: '0.0.0.0', DEMONSTRATION: 'false' }).rateLimitPerMinute).toBe(1_200);
    expect(readConfig({ RATE_LIMIT_PER_MINUTE: '60' }).rateLimitPerMinute).toBe(60);
  });

  it('reads networks of proxies, and refuses what is none', () => {
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1']);
    for (const TRUSTED_PROXIES of ['proxy', '10.0.0.0/33', '10.0.0.1/', '::1/129', '1.2.3.4/8/8'])
      expect(faultsOf({ TRUSTED_PROXIES })).toEqual(['TRUSTED_PROXIES']);
  });

  it('reads the names that an issuer gives its claims', () => {
    expect(readConfig({ OIDC_CLAIMS: 'agency=org_code, role=duty' }).oidcClaims).toEqual({ agency: 'org_code', role: 'duty' });
    expect(faultsOf({ OIDC_CLAIMS: 'agency' })).toEqual(['OIDC_CLAIMS']);
  });

  it('lists every variable in its table', () => {
    expect(configTable()).toContain('| `PORT` | `3000` |');
    expect(configTable()).toContain('| `DATABASE_URL` | the embedded one |');
  });
});
