import { seal, type CommandContext } from '@xiezhi/eventsourcing';
import { auditedChange, type Change } from '../audited-change.js';
import { accountStream, type AccountDetails } from './account.js';
import type { AccountsParts } from './accounts.js';

/** An account that is there from the beginning, with a password that is known. */
export interface KnownAccount {
  readonly id: string;
  readonly agency: string;
  readonly role: string;
  readonly lawyerId: string | null;
  readonly details: AccountDetails;
  readonly password: string;
}

/** Makes those of `accounts` that are missing, active at once; the others are left as they may have been changed. For demonstrations. */
export async function recordKnownAccounts(
  { pool, log, keys, secrets }: AccountsParts,
  accounts: readonly KnownAccount[],
  context: CommandContext,
): Promise<void> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM accounts WHERE id = ANY ($1::uuid[])', [accounts.map(({ id }) => id)]);
  const known = new Set(rows.map(({ id }) => id));
  const missing = accounts.filter(({ id }) => !known.has(id));
  const hashes = new Map<string, string>();
  for (const { password } of missing) if (!hashes.has(password)) hashes.set(password, await secrets.hashPassword(password));
  const made = await Promise.all(
    missing.map(async ({ id, details, ...account }) => {
      const { personId, key } = await keys.create();
      return { id, ...account, details, personId, sealed: seal(details, personId, key, accountStream(id), 'details') };
    }),
  );
  if (made.length === 0) return;
  await auditedChange(
    pool,
    log,
    context,
    made.map(({ id }) => accountStream(id)),
    async (tx) => {
      const changes: Change[] = [];
      for (const { id, agency, role, lawyerId, details, password, personId, sealed } of made) {
        await tx.query(
          `INSERT INTO accounts (id, agency, role, person_id, details, sign_in_digest, password_hash, state, active_since, lawyer_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', now(), $8)`,
          [id, agency, role, personId, sealed, secrets.signInDigest(agency, details.signInName), hashes.get(password), lawyerId],
        );
        const data = { accountId: id, personId, agency, role, expiresAt: null, details: sealed, ...(lawyerId !== null && { lawyerId }) };
        changes.push({ stream: accountStream(id), type: 'AccountInvited', data });
      }
      return changes;
    },
  );
}

/** Links lawyers' accounts that are there from before they named a row of the roster; a lawyer who has another account stays its. */
export async function linkKnownLawyers(
  { pool, log }: Pick<AccountsParts, 'pool' | 'log'>,
  accounts: readonly Pick<KnownAccount, 'id' | 'lawyerId'>[],
  context: CommandContext,
): Promise<void> {
  const links = accounts.filter(({ lawyerId }) => lawyerId !== null);
  const streams = links.map(({ id }) => accountStream(id));
  await auditedChange(pool, log, context, streams, async (tx) => {
    const { rows } = await tx.query<{ id: string; role: string; lawyer_id: string }>(
      `UPDATE accounts SET lawyer_id = given."lawyerId" FROM jsonb_to_recordset($1) AS given (id uuid, "lawyerId" uuid)
       WHERE accounts.id = given.id AND accounts.role = 'lawyer' AND accounts.lawyer_id IS NULL
         AND NOT EXISTS (SELECT FROM accounts AS other WHERE other.lawyer_id = given."lawyerId" AND other.state <> 'deactivated')
       RETURNING accounts.id, accounts.role, accounts.lawyer_id`,
      [JSON.stringify(links)],
    );
    return rows.map(({ id, role, lawyer_id: lawyerId }): Change => {
      return { stream: accountStream(id), type: 'AccountRoleChanged', data: { accountId: id, from: role, to: role, lawyerId } };
    });
  });
}
