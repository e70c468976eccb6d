import { seal, type CommandContext } from '@xiezhi/eventsourcing';
import { auditedChange, type Change } from '../audited-change.js';
import { accountStream, type AccountDetails } from './account.js';
import type { AccountsParts } from './accounts.js';

/** An account that is there from the beginning, with a password that is known. */
export interface KnownAccount {
  readonly id: string;
  readonly agency: string;
  readonly role: string;
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
      for (const { id, agency, role, details, password, personId, sealed } of made) {
        await tx.query(
          `INSERT INTO accounts (id, agency, role, person_id, details, sign_in_digest, password_hash, state, active_since)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', now())`,
          [id, agency, role, personId, sealed, secrets.signInDigest(agency, details.signInName), hashes.get(password)],
        );
        const data = { accountId: id, personId, agency, role, expiresAt: null, details: sealed };
        changes.push({ stream: accountStream(id), type: 'AccountInvited', data });
      }
      return changes;
    },
  );
}
