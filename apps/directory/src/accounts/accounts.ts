import { mayHaveRole } from '@xiezhi/contracts';
import { derivedId, Rejected, seal, type CommandContext, type JsonObject, type PersonKeys } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Config, Endings } from '@xiezhi/service';
import { DatabaseError, type Pool, type PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import { ACCOUNT_COLUMNS, accountStream, INSTANT, type AccountDetails, type AccountRow } from './account.js';
import { insistOnLawyer, lawyerTaken } from './lawyer-link.js';
import type { AccountSecrets } from './secrets.js';

const UNIQUE_VIOLATION = '23505';

/** Whose accounts a caller manages: those of one agency, or all. */
export interface Scope {
  /** `null`: every agency. */
  readonly agency: string | null;
  readonly account: string;
}

/** Roles with power over others: given and taken by the platform's administrator alone. */
const MANAGING = ['administrator', 'agency_administrator', 'operator', 'privacy_officer'];

export interface Invitation {
  readonly agency: string;
  readonly role: string;
  /** Of a lawyer: the row of the roster. */
  readonly lawyerId: string | null;
  readonly details: AccountDetails;
  readonly expiresAt: string | null;
}

/** What an invitation answers; the code is told here alone. */
export interface Invited {
  readonly id: string;
  readonly invitationCode: string;
  readonly invitationExpiresAt: string;
  readonly changed: readonly Changed[];
}

export interface AccountsParts {
  readonly pool: Pool;
  readonly log: TransactionalLog;
  readonly keys: PersonKeys;
  readonly endings: Pick<Endings, 'endAllOf'>;
  readonly secrets: AccountSecrets;
  readonly config: Pick<Config, 'accountDormantDays' | 'invitationHours'>;
}

const notFound = (): Rejected => new Rejected('account.not_found', '没有这个账号。No such account.');

/** Accounts of people (账号): who is invited, active, stopped. Every change is in the directory's log. */
export class Accounts {
  constructor(private readonly parts: AccountsParts) {}

  /**
   * Invites a person (邀请): an account without a password, and a code to accept it with.
   * @throws Rejected `account.agency.unknown`, `account.role.invalid`, `account.forbidden`, `account.sign_in_name_taken`
   */
  async invite({ agency, role, lawyerId, details, expiresAt }: Invitation, scope: Scope, context: CommandContext): Promise<Invited> {
    const { pool, log, keys, secrets } = this.parts;
    if (scope.agency !== null && agency !== scope.agency) throw unknownAgency();
    const id = derivedId('account', context.commandId);
    const { personId, key } = await keys.create();
    const sealed = seal(details, personId, key, accountStream(id), 'details');
    const code = secrets.invitations.of(context.commandId);
    const changed = await auditedChange(pool, log, context, [accountStream(id)], async (tx) => {
      await insistOnRole(tx, { agency, role, lawyerId }, scope);
      await namedOnce(() =>
        tx.query(
          `INSERT INTO accounts (id, agency, role, person_id, details, sign_in_digest, state, invitation_digest, invitation_expires_at, expires_at,
             lawyer_id)
           VALUES ($1, $2, $3, $4, $5, $6, 'invited', $7, now() + $8 * interval '1 hour', $9, $10)`,
          [
            id,
            agency,
            role,
            personId,
            sealed,
            secrets.signInDigest(agency, details.signInName),
            secrets.invitations.digest(code),
            this.parts.config.invitationHours,
            expiresAt,
            lawyerId,
          ],
        ),
      );
      return [
        changeOf('AccountInvited', id, { personId, agency, role, expiresAt, details: sealed, ...(lawyerId !== null && { lawyerId }) }),
      ];
    });
    return { id, invitationCode: code, invitationExpiresAt: await this.#invitationEnd(id), changed };
  }

  /** Invites anew: a forgotten password, or a code that was lost. The old password and code open nothing any more. */
  async inviteAgain(id: string, reason: string, scope: Scope, context: CommandContext): Promise<Invited> {
    const { secrets, endings, config } = this.parts;
    const code = secrets.invitations.of(context.commandId);
    const changed = await this.#change(id, scope, context, async (tx, { state }) => {
      if (state === 'deactivated') throw stopped();
      await endings.endAllOf(id);
      await tx.query(
        `UPDATE accounts SET state = 'invited', password_hash = NULL, invitation_digest = $2, invitation_expires_at = now() + $3 * interval '1 hour'
         WHERE id = $1`,
        [id, secrets.invitations.digest(code), config.invitationHours],
      );
      return changeOf('AccountInvitedAgain', id, { reason });
    });
    return { id, invitationCode: code, invitationExpiresAt: await this.#invitationEnd(id), changed };
  }

  /**
   * Accepts an invitation: the person chooses the password. A code works once.
   * @throws Rejected `invitation.unknown`
   */
  async accept(code: string, password: string, context: Omit<CommandContext, 'actor'>): Promise<void> {
    const { pool, log, secrets } = this.parts;
    const { rows } = await pool.query<{ id: string; agency: string; role: string }>(
      `SELECT id, agency, role FROM accounts WHERE invitation_digest = $1 AND invitation_expires_at > now() AND state = 'invited'`,
      [secrets.invitations.digest(code)],
    );
    const [invited] = rows;
    if (invited === undefined) throw unknownCode();
    const { id, agency, role } = invited;
    const passwordHash = await secrets.hashPassword(password);
    await auditedChange(pool, log, { ...context, actor: { agency, role, person: id } }, [accountStream(id)], async (tx) => {
      const { rowCount } = await tx.query(
        `UPDATE accounts SET state = 'active', password_hash = $2, active_since = now(), invitation_digest = NULL, invitation_expires_at = NULL
         WHERE id = $1 AND state = 'invited' AND invitation_digest = $3`,
        [id, passwordHash, secrets.invitations.digest(code)],
      );
      if (rowCount !== 1) throw unknownCode();
      return [changeOf('AccountAccepted', id, {})];
    });
  }

  /** Renews (续期): the account lasts until `expiresAt`, or without an end. */
  async renew(id: string, expiresAt: string | null, scope: Scope, context: CommandContext): Promise<readonly Changed[]> {
    return this.#change(id, scope, context, async (tx, { state }) => {
      if (state === 'deactivated') throw stopped();
      await tx.query('UPDATE accounts SET expires_at = $2 WHERE id = $1', [id, expiresAt]);
      return changeOf('AccountRenewed', id, { expiresAt });
    });
  }

  /** Deactivates (停用): every session of the account ends before this is answered, and no sign-in begins. */
  async deactivate(id: string, reason: string, scope: Scope, context: CommandContext): Promise<readonly Changed[]> {
    return this.#change(id, scope, context, async (tx, { state }) => {
      if (id === scope.account)
        throw new Rejected('account.own', '不能停用自己的账号。Another administrator must deactivate your own account.');
      if (state === 'deactivated') return null;
      await tx.query(`UPDATE accounts SET state = 'deactivated', invitation_digest = NULL, invitation_expires_at = NULL WHERE id = $1`, [
        id,
      ]);
      await this.parts.endings.endAllOf(id);
      return changeOf('AccountDeactivated', id, { reason });
    });
  }

  /** Revives (恢复) one that was deactivated or has become dormant; without a password it is invited anew instead. */
  async revive(id: string, reason: string, scope: Scope, context: CommandContext): Promise<readonly Changed[]> {
    return this.#change(id, scope, context, async (tx, { state }) => {
      if (state !== 'deactivated' && state !== 'dormant') return null;
      await namedOnce(() =>
        tx.query(
          `UPDATE accounts SET state = CASE WHEN password_hash IS NULL THEN 'invited' ELSE 'active' END, active_since = now() WHERE id = $1`,
          [id],
        ),
      );
      return changeOf('AccountRevived', id, { reason });
    });
  }

  /**
   * Changes the role (变更角色), or which lawyer a lawyer's account is of: sessions in the old one end before this is answered.
   * @throws Rejected like {@link invite}
   */
  async changeRole(
    id: string,
    { role, lawyerId }: Pick<Invitation, 'role' | 'lawyerId'>,
    scope: Scope,
    context: CommandContext,
  ): Promise<readonly Changed[]> {
    return this.#change(id, scope, context, async (tx, before) => {
      await insistOnRole(tx, { agency: before.agency, role, lawyerId }, scope);
      if (before.role === role && before.lawyer_id === lawyerId) return null;
      await namedOnce(() => tx.query('UPDATE accounts SET role = $2, lawyer_id = $3 WHERE id = $1', [id, role, lawyerId]));
      await this.parts.endings.endAllOf(id);
      return changeOf('AccountRoleChanged', id, { from: before.role, to: role, ...(lawyerId !== null && { lawyerId }) });
    });
  }

  /** One change of one account that the caller manages. `null`: it is so already. */
  #change(
    id: string,
    scope: Scope,
    context: CommandContext,
    write: (tx: PoolClient, before: AccountRow) => Promise<Change | null>,
  ): Promise<readonly Changed[]> {
    return auditedChange(this.parts.pool, this.parts.log, context, [accountStream(id)], async (tx) => {
      const { rows } = await tx.query<AccountRow>(`SELECT ${ACCOUNT_COLUMNS('$2')} FROM accounts WHERE id = $1 FOR UPDATE`, [
        id,
        this.parts.config.accountDormantDays,
      ]);
      const [before] = rows;
      if (before === undefined || (scope.agency !== null && before.agency !== scope.agency)) throw notFound();
      if (scope.agency !== null && MANAGING.includes(before.role)) throw managing();
      const change = await write(tx, before);
      return change === null ? [] : [change];
    });
  }

  async #invitationEnd(id: string): Promise<string> {
    const { rows } = await this.parts.pool.query<{ at: string | null }>(
      `SELECT ${INSTANT('invitation_expires_at')} AS at FROM accounts WHERE id = $1`,
      [id],
    );
    const at = rows[0]?.at;
    if (at == null) throw new Rejected('invitation.used', '邀请码已使用或作废。The invitation was used or withdrawn meanwhile.');
    return at;
  }
}

const changeOf = (type: string, accountId: string, data: JsonObject): Change => ({
  stream: accountStream(accountId),
  type,
  data: { accountId, ...data },
});

const unknownAgency = (): Rejected => new Rejected('account.agency.unknown', '没有这个单位。No such agency.');
const unknownCode = (): Rejected =>
  new Rejected(
    'invitation.unknown',
    '邀请码无效、已使用或已过期,请向本单位管理员索取新的邀请码。The code is unknown, used or expired: ask for a new one.',
  );
const stopped = (): Rejected => new Rejected('account.deactivated', '账号已停用,请先恢复。The account is deactivated: revive it first.');
const managing = (): Rejected =>
  new Rejected(
    'account.forbidden',
    '管理类角色由平台管理员授予和变更。Roles that manage others are given and changed by the platform’s administrator.',
  );

/** @throws Rejected `account.agency.unknown`, `account.role.invalid`, `account.forbidden`, those of {@link insistOnLawyer} */
async function insistOnRole(tx: PoolClient, given: Pick<Invitation, 'agency' | 'role' | 'lawyerId'>, scope: Scope): Promise<void> {
  const { agency, role } = given;
  if (scope.agency !== null && MANAGING.includes(role)) throw managing();
  const { rows } = await tx.query<{ kind: string }>('SELECT kind FROM agencies WHERE code = $1', [agency]);
  const kind = rows[0]?.kind;
  if (kind === undefined) throw unknownAgency();
  if (!mayHaveRole(kind, role)) {
    throw new Rejected('account.role.invalid', '该类单位没有这个角色。People of this kind of agency do not have this role.', {
      errors: [
        { path: 'role', code: 'role.not_of_agency', detail: '该类单位没有这个角色。People of this kind of agency do not have this role.' },
      ],
    });
  }
  await insistOnLawyer(tx, given, scope.agency !== null);
}

/** Says which of an account's names is another's already. */
async function namedOnce<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== UNIQUE_VIOLATION) throw error;
    if (error.constraint === 'accounts_lawyer') throw lawyerTaken();
    if (error.constraint === 'accounts_sign_in_digest_key') {
      throw new Rejected('account.sign_in_name_taken', '本单位已有人使用这个登录名。Someone of the agency has this sign-in name.', {
        errors: [
          {
            path: 'signInName',
            code: 'sign_in_name.taken',
            detail: '本单位已有人使用这个登录名,请换一个。Someone of the agency has this sign-in name: choose another.',
          },
        ],
      });
    }
    throw error;
  }
}
