import { LAWYER_STREAM } from '@xiezhi/contracts';
import { open, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import type { LawyerRow } from '../lawyer-roster/lawyer-roster.projection.js';

/** A lawyer's name, telephone and addresses, in clear. */
export interface LawyerDetails {
  readonly name: string;
  readonly phone: string;
  /** Where the lawyer wants to be told of offers. */
  readonly email?: string;
  readonly mobile?: string;
}

/** Opens a lawyer's details; `null` when the person was erased. Whoever shows them in full records the reading first. */
export async function lawyerDetails({ id, details }: LawyerRow, keys: PersonKeys): Promise<LawyerDetails | null> {
  return details === null ? null : open(details as unknown as Personal<LawyerDetails>, keys, `${LAWYER_STREAM}-${id}`, 'details');
}
