import { parseArgs } from 'node:util';
import { REGION_CODE } from '@xiezhi/contracts';
import { derivedId, uuidv7, type CommandContext } from '@xiezhi/eventsourcing';
import { runInApp, runOrExplain, wrongWithText } from '@xiezhi/service';
import { Agencies, type Agency } from '../agencies/agencies.js';
import { DataUseTerms } from '../data-use-terms/data-use-terms.js';
import { DirectoryModule } from '../directory.module.js';
import { Accounts } from './accounts.js';

const USAGE = 'Usage: npm run invite:administrator -- --sign-in-name <name> --name <name of the person>';
const MAX_NAME = 100;

/** The agency of those who administer the platform, where there is none of that code yet. */
const ADMINISTRATION: Agency = {
  code: `administration-${REGION_CODE}`,
  kind: 'administration',
  division: REGION_CODE,
  name: '平台管理单位',
  nameEn: 'Platform administration',
  noticeName: null,
  active: true,
};

/** Invites a platform administrator: for the first one, or when none can sign in any more. Whoever may run it holds the database anyway. */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { 'sign-in-name': { type: 'string' }, name: { type: 'string' } } });
  const { 'sign-in-name': signInName, name: displayName } = values;
  for (const text of [signInName, displayName]) if (wrongWithText(text, { max: MAX_NAME }) !== null) throw new Error(USAGE);

  await runInApp(DirectoryModule, async (app, config) => {
    const commandId = derivedId('invite administrator', uuidv7(Date.now()));
    const context: CommandContext = {
      commandId,
      actor: { agency: 'xiezhi', role: 'system' },
      correlationId: commandId,
      division: REGION_CODE,
    };
    await app.get(Agencies).recordMissing([ADMINISTRATION], context);
    await app.get(DataUseTerms).accept([ADMINISTRATION.code], config.dataUseTerms, displayName!, new Date().toISOString(), context);
    const invited = await app.get(Accounts).invite(
      {
        agency: ADMINISTRATION.code,
        role: 'administrator',
        lawyerId: null,
        details: { displayName: displayName!, signInName: signInName! },
        expiresAt: null,
      },
      { agency: null, account: 'xiezhi' },
      context,
    );
    const lines = [
      `邀请码  Code       ${invited.invitationCode}  (一次有效 works once, until ${invited.invitationExpiresAt})`,
      `启用    Accept at  ${config.publicUrl}/auth/accept`,
      `单位    Agency     ${ADMINISTRATION.code}`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  });
}

runOrExplain(run);
