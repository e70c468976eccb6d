import { boot, readConfig, runOrExplain } from '@xiezhi/service';
import { DemonstrationModule } from './demonstration/demonstration.module.js';
import { PlatformModule } from './platform.module.js';

/** Starts every service in one process and says what to open. */
async function start(): Promise<void> {
  const { demonstration, masterKeyFile } = readConfig();
  const { address } = await boot(demonstration ? DemonstrationModule : PlatformModule, { embedded: true });
  const lines = [
    '',
    '獬豸 Xiezhi — 法律援助协作平台',
    `  打开      Open              ${address}/`,
    `  API 文档  API description   ${address}/api/openapi.json`,
    `  运行状态  Readiness         ${address}/health/ready`,
    `  主密钥    Master key        ${masterKeyFile}  (另行备份 back it up apart from the data)`,
    ...(demonstration
      ? [
          `  演示账号  Demo accounts     ${address}/demonstration/tokens`,
          '  演示流程  Demo              npm run demo  (另开终端 in another terminal)',
        ]
      : []),
    '  停止      Stop              Ctrl-C',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

runOrExplain(start);
