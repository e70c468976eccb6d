/** One Kafka broker (KRaft, broker and controller in one process) without Docker: jars from Maven Central, run on Java 17. */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import kafkajs from 'kafkajs';

const here = dirname(fileURLToPath(import.meta.url));
const POM = join(here, 'pom.xml');
const VERSION = /<kafka>([^<]+)</.exec(readFileSync(POM, 'utf8'))[1];
const JAVA = 17;
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** Where everything lies unless told otherwise; git-ignored. */
export const WORK = join(here, '.work');
/** The jars, shared by every broker of this checkout. */
export const LIBS = join(WORK, 'libs');

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const fetched = () => existsSync(join(LIBS, `kafka_2.13-${VERSION}.jar`));

/** Why no broker can be had on this machine, in a sentence, or `null`. Starts nothing and fetches nothing. */
export function missing() {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (java.error) return `Kafka ${VERSION} needs Java ${JAVA} or newer, and there is no "java" on the PATH`;
  const major = Number(/version "(\d+)/.exec(java.stderr)?.[1] ?? 0);
  if (major < JAVA) return `Kafka ${VERSION} needs Java ${JAVA} or newer, and the "java" on the PATH is ${major || 'of unknown version'}`;
  if (fetched()) return null;
  if (spawnSync('mvn', ['-v'], { encoding: 'utf8' }).error)
    return `the jars of Kafka ${VERSION} are not in ${LIBS} yet, and there is no "mvn" (Maven) on the PATH to fetch them`;
  return null;
}

/** Fetches the jars unless they are there. Two processes doing so at once is harmless: the folder appears whole. */
export function fetchLibs() {
  if (fetched()) return;
  const problem = missing();
  if (problem) throw new Error(problem);
  mkdirSync(WORK, { recursive: true });
  const fresh = `${LIBS}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  const mvn = spawnSync('mvn', ['-q', '-B', '-f', POM, goal, '-DincludeScope=runtime', `-DoutputDirectory=${fresh}`], { encoding: 'utf8' });
  if (mvn.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`mvn could not fetch Kafka ${VERSION}:\n${(mvn.stdout + mvn.stderr).trim()}`);
  }
  try {
    if (existsSync(LIBS) && !fetched()) rmSync(LIBS, { recursive: true, force: true });
    renameSync(fresh, LIBS);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!fetched()) throw error;
  }
}

const files = (dir) => ({
  properties: join(dir, 'server.properties'),
  logging: join(dir, 'log4j2.yaml'),
  log: join(dir, 'broker.log'),
  pid: join(dir, 'broker.pid'),
  data: join(dir, 'data'),
});

/** A small broker on loopback. The session times are short so that it is back within seconds of a `kill -9`. */
const properties = (dir, port, controllerPort) => `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs=${files(dir).data.replaceAll('\\', '/')}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
num.network.threads=1
num.io.threads=2
log.cleaner.dedupe.buffer.size=2097152
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
`;

const LOGGING = `Configuration:
  Appenders:
    Console:
      name: out
      PatternLayout:
        pattern: "[%d] %p %m (%c)%n"
  Loggers:
    Root:
      level: WARN
      AppenderRef:
        - ref: out
`;

const classpath = () => join(LIBS, '*');

/** A cluster id as Kafka writes one: 16 bytes in URL-safe base64 that do not look like an option. */
function clusterId() {
  const bytes = randomBytes(16);
  bytes[0] &= 0x7f;
  return bytes.toString('base64url');
}

/** Writes the configuration and, once per data folder, formats the storage. */
function prepare(dir, port, controllerPort, compiler) {
  const at = files(dir);
  mkdirSync(dir, { recursive: true });
  writeFileSync(at.properties, properties(dir, port, controllerPort));
  writeFileSync(at.logging, LOGGING);
  if (existsSync(join(at.data, 'meta.properties'))) return;
  const java = [...compiler, '-cp', classpath(), `-Dlog4j2.configurationFile=${at.logging}`];
  const format = spawnSync('java', [...java, 'kafka.tools.StorageTool', 'format', '-t', clusterId(), '-c', at.properties], {
    encoding: 'utf8',
  });
  if (format.status !== 0) throw new Error(`the storage could not be formatted:\n${(format.stdout + format.stderr).trim()}`);
}

/** The process id of the broker that runs on `dir`, or `null`. A number left behind by a crash and since given to another process is seen. */
export function runningPid(dir) {
  const at = files(resolve(dir));
  if (!existsSync(at.pid)) return null;
  const pid = Number(readFileSync(at.pid, 'utf8'));
  const command = spawnSync('ps', ['-p', String(pid), '-o', 'args=', '-ww'], { encoding: 'utf8' }).stdout ?? '';
  return command.includes(at.properties) ? pid : null;
}

/** The broker address written in the configuration of `dir`, or `null` when there is none yet. */
export function addressOf(dir) {
  const at = files(resolve(dir));
  if (!existsSync(at.properties)) return null;
  return /^advertised\.listeners=PLAINTEXT:\/\/(.+)$/m.exec(readFileSync(at.properties, 'utf8'))?.[1] ?? null;
}

/** True when the broker at `address` answers. */
export async function answers(address) {
  const client = new kafkajs.Kafka({
    brokers: [address],
    clientId: 'xiezhi-infra',
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 2_000,
    retry: { retries: 0 },
  });
  const admin = client.admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** For a broker that lives for minutes: the compiler that takes longest would be the most of its work. */
const QUICK_COMPILER = ['-XX:TieredStopAtLevel=1'];

/**
 * Starts the broker on `dir` and resolves with its process id once it answers. It goes on when this process ends.
 * Starting where one runs already answers with that one. `shortLived`: for minutes, as in a test.
 */
export async function start({ dir, port, controllerPort = port + 1, heap = '512m', shortLived = false }) {
  const folder = resolve(dir);
  const existing = runningPid(folder);
  if (existing !== null) return existing;
  const problem = missing();
  if (problem) throw new Error(problem);
  fetchLibs();
  const compiler = shortLived ? QUICK_COMPILER : [];
  prepare(folder, port, controllerPort, compiler);
  const at = files(folder);
  const out = openSync(at.log, 'a');
  const child = spawn(
    'java',
    [
      `-Xms128m`,
      `-Xmx${heap}`,
      '-XX:+UseSerialGC',
      ...compiler,
      `-Dlog4j2.configurationFile=${at.logging}`,
      '-cp',
      classpath(),
      'kafka.Kafka',
      at.properties,
    ],
    { detached: true, stdio: ['ignore', out, out], cwd: folder },
  );
  closeSync(out);
  writeFileSync(at.pid, String(child.pid));
  let exited = false;
  child.once('exit', () => (exited = true));
  child.unref();
  const until = Date.now() + READY_TIMEOUT_MS;
  while (!(await answers(`127.0.0.1:${port}`))) {
    if (exited || Date.now() > until) {
      const tail = readFileSync(at.log, 'utf8').split('\n').slice(-15).join('\n').trim();
      if (!exited) process.kill(child.pid, 'SIGKILL');
      throw new Error(`the broker ${exited ? 'ended while starting' : 'did not answer in time'}; the end of ${at.log}:\n${tail}`);
    }
    await sleep(150);
  }
  return child.pid;
}

/** Stops the broker of `dir` cleanly (by force after a while, or at once with `force`); resolves once it is gone. */
export async function stop(dir, { force = false } = {}) {
  const pid = runningPid(dir);
  if (pid === null) return 'not running';
  process.kill(pid, force ? 'SIGKILL' : 'SIGTERM');
  const until = Date.now() + STOP_TIMEOUT_MS;
  let how = force ? 'killed' : 'stopped';
  while (runningPid(dir) !== null) {
    if (Date.now() > until && how === 'stopped') {
      process.kill(pid, 'SIGKILL');
      how = 'killed';
    }
    await sleep(100);
  }
  rmSync(files(resolve(dir)).pid, { force: true });
  return how;
}

/** Topics' folders on disk: what `status` can say without asking the broker. */
export function topicsOn(dir) {
  const { data } = files(resolve(dir));
  if (!existsSync(data)) return [];
  const names = readdirSync(data).filter((name) => /-\d+$/.test(name) && !name.startsWith('__'));
  return [...new Set(names.map((name) => name.replace(/-\d+$/, '')))].sort();
}
