import { Rejected } from '@xiezhi/eventsourcing';
import type { Pool, PoolClient } from 'pg';
import { LAWYER_COLUMNS, lawyerStream, type LawyerDetails, type LawyerRow, type LawyerStatus } from '../lawyers/lawyer-rows.js';
import { People } from '../people/people.js';

/** The role whose accounts stand for a row of the roster. */
const LAWYER = 'lawyer';
/** Lawyers of one firm that are offered at most. */
const MAX_CHOICES = 500;

/** A lawyer of an agency whose account may be made (可关联的律师). */
export interface LawyerChoice {
  readonly lawyerId: string;
  /** Masked; `null` when the person was erased. */
  readonly name: string | null;
  readonly status: LawyerStatus;
  /** Has an account that is not deactivated. */
  readonly taken: boolean;
}

const fault = (code: string, field: string, detail: string): Rejected =>
  new Rejected(code, detail, { errors: [{ path: 'lawyerId', code: field, detail }] });

export const lawyerTaken = (): Rejected =>
  fault(
    'account.lawyer.taken',
    'lawyer.taken',
    '该律师已有账号,请先停用原账号。This lawyer has an account already: deactivate that one first.',
  );

/**
 * Insists that a lawyer's account names a lawyer of the agency on the roster (律师名册), and that no other account names one: later, whose cases
 * an account shows goes by that row. A firm's own administrator links the firm's lawyers alone; the platform's may link one of any firm.
 * @throws Rejected `account.lawyer.invalid`, `account.lawyer.unknown`
 */
export async function insistOnLawyer(
  tx: PoolClient,
  { agency, role, lawyerId }: { readonly agency: string; readonly role: string; readonly lawyerId: string | null },
  ofFirmAlone: boolean,
): Promise<void> {
  if (role !== LAWYER) {
    if (lawyerId === null) return;
    throw fault(
      'account.lawyer.invalid',
      'lawyer.needless',
      '只有律师账号对应律师名册。Only a lawyer’s account names a lawyer of the roster.',
    );
  }
  if (lawyerId === null) {
    throw fault(
      'account.lawyer.invalid',
      'lawyer.missing',
      '请选择该账号对应名册上的哪位律师。Say which lawyer of the roster the account is of.',
    );
  }
  const { rowCount } = await tx.query(
    `SELECT FROM lawyers WHERE id = $1 AND status <> 'inactive' AND details IS NOT NULL
       AND (NOT $3 OR firm = (SELECT name FROM agencies WHERE code = $2)) FOR SHARE`,
    [lawyerId, agency, ofFirmAlone],
  );
  if (rowCount === 0) {
    throw fault(
      'account.lawyer.unknown',
      'lawyer.unknown',
      '名册上没有本单位的这位律师,或其登记已注销。No such registered lawyer of this agency is on the roster.',
    );
  }
}

/** Lawyers of the roster whose firm is an agency, by name as the roster writes it. */
export async function lawyerChoices(pool: Pool, people: People<LawyerDetails>, agency: string): Promise<readonly LawyerChoice[]> {
  const { rows } = await pool.query<LawyerRow & { readonly taken: boolean }>(
    `SELECT ${LAWYER_COLUMNS}, EXISTS (SELECT FROM accounts WHERE lawyer_id = lawyers.id AND state <> 'deactivated') AS taken
     FROM lawyers WHERE firm = (SELECT name FROM agencies WHERE code = $1) AND status <> 'inactive' AND details IS NOT NULL
     ORDER BY id LIMIT ${MAX_CHOICES}`,
    [agency],
  );
  const names = await people.maskedNames(rows);
  return rows.map(({ id, status, taken }) => ({ lawyerId: id, name: names.get(id) ?? null, status, taken }));
}

export const lawyerPeople = (keys: ConstructorParameters<typeof People>[0]): People<LawyerDetails> => new People(keys, lawyerStream);
