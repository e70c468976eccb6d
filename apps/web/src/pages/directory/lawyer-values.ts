import type { LawyerBody, PersonDetails } from '../../api/registers.ts';
import { givenOnly } from './given-only.ts';

/** What a form of a lawyer holds. */
export type LawyerValues = LawyerBody & Partial<PersonDetails>;
/** What is sent of it. */
export type LawyerChange = Partial<LawyerBody & PersonDetails> & { readonly details?: Partial<PersonDetails> };

/** As the platform takes it: a new lawyer's person beside the rest, that of a known one apart, and only when corrected. */
export function bodyOf(id: string | null, { name, phone, licenceNumber, firm, ...facts }: LawyerValues): LawyerChange {
  const registered = facts.firmId !== undefined && facts.firmId !== '';
  const given = givenOnly({ ...facts, ...(!registered && { firm }) });
  const person = givenOnly({ name, phone, licenceNumber }) as Partial<PersonDetails>;
  if (id === null) return { ...given, ...person };
  return Object.keys(person).length === 0 ? given : { ...given, details: person };
}
