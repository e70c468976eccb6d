#!/usr/bin/env node
/** `kafka.mjs up [--port N] [--dir D] | down [--dir D] | status [--dir D]`: a real Kafka broker on loopback, without Docker. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { WORK, addressOf, answers, runningPid, start, stop, topicsOn } from './broker.mjs';

const USAGE = `usage: npm run infra:kafka -- up [--port N] [--dir D]     start (default 127.0.0.1:19092; N + 1 is the controller's)
       npm run infra:kafka -- down [--dir D]              stop, keeping the data
       npm run infra:kafka -- status [--dir D]            say whether it runs, where, and with which topics
D is the folder of configuration, log and data (default ${WORK}).`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '19092' },
    dir: { type: 'string', default: WORK },
    help: { type: 'boolean', default: false },
  },
});

async function status(dir) {
  const pid = runningPid(dir);
  const address = addressOf(dir);
  if (pid === null || address === null) {
    console.log(`Kafka is not running on ${dir}`);
    return 1;
  }
  const ready = await answers(address);
  console.log(`Kafka runs at ${address} (process ${pid}), ${ready ? 'ready' : 'not answering'}; log ${join(dir, 'broker.log')}`);
  for (const topic of topicsOn(dir)) console.log(`  ${topic}`);
  return ready ? 0 : 1;
}

async function run(command) {
  const dir = values.dir;
  if (command === 'up') {
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65534) throw new Error(`--port must be a port number, not "${values.port}"`);
    const running = runningPid(dir) !== null;
    await start({ dir, port });
    const address = addressOf(dir);
    console.log(running ? `Kafka runs already at ${address}` : `Kafka is ready at ${address}`);
    console.log(`use it with MESSAGE_BUS=kafka KAFKA_BROKERS=${address}`);
    return 0;
  }
  if (command === 'down') {
    const how = await stop(dir);
    console.log(how === 'not running' ? `Kafka is not running on ${dir}` : `Kafka is ${how}; its data stays in ${dir}`);
    return 0;
  }
  if (command === 'status') return status(dir);
  console.error(USAGE);
  return 2;
}

// kafkajs 2.2.4 sets timers of negative length, which Node 24 warns of; they run at once, as meant.
const print = process.listeners('warning')[0];
process.removeAllListeners('warning');
process.on('warning', (warning) => (warning.name === 'TimeoutNegativeWarning' ? undefined : print?.call(process, warning)));

try {
  process.exitCode = values.help ? (console.log(USAGE), 0) : await run(positionals[0]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
