/** Kinds of agency, in the order in which the directory names them. */
export const AGENCY_KINDS = [
  'court',
  'procuratorate',
  'police',
  'institution',
  'member_department',
  'secretariat',
  'administration',
  'law_firm',
  'audit',
] as const;
export type AgencyKindCode = (typeof AGENCY_KINDS)[number];

export const isAgencyKind = (kind: string): kind is AgencyKindCode => AGENCY_KINDS.some((known) => known === kind);
