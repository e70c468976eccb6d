/** What a notice says of who somebody is, in clear. */
export interface Identity {
  readonly name: string;
  readonly birthDate?: string;
  readonly idNumber?: string;
}

const plain = (text: string): string => text.normalize('NFC').replaceAll(/\s/gu, '').toUpperCase();

/** Whether two notices of one case number speak of the same person, as far as they say: identity numbers decide; else name and birth date. */
export function isSamePerson(one: Identity, other: Identity): boolean {
  if (one.idNumber !== undefined && other.idNumber !== undefined) return plain(one.idNumber) === plain(other.idNumber);
  if (plain(one.name) !== plain(other.name)) return false;
  return one.birthDate === undefined || other.birthDate === undefined || one.birthDate === other.birthDate;
}
