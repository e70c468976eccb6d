import type { Actor } from '@xiezhi/eventsourcing';

/** Who sent a request, read from its verified token: an account of an agency in a role. Never a name. */
export interface Principal {
  /** Opaque account id (`sub`). */
  readonly account: string;
  readonly agency: string;
  /** What kind of agency it is: a court, a legal aid institution (法律援助机构), a women's federation … */
  readonly agencyKind: string;
  readonly role: string;
  /** Division (行政区划代码) the agency is responsible for. */
  readonly division: string;
  /** Of a lawyer: the row of the roster (律师名册) that the account stands for. */
  readonly lawyerId?: string;
}

export const actorOf = ({ account, agency, role }: Principal): Actor => ({ agency, role, person: account });

/** An entry of a circle (知悉范围): whoever has `role` in the agency. */
export const roleKey = (agency: string, role: string): string => `${agency}/${role}`;

/** On whose behalf staff of an agency read: its rows, and those of restricted matters whose circle lets the account or its role in. */
export const agencyScope = ({ agency, account, role }: Pick<Principal, 'agency' | 'account' | 'role'>): AgencyScope => ({
  agency,
  keys: [account, roleKey(agency, role)],
});
export interface AgencyScope {
  readonly agency: string;
  readonly keys: readonly string[];
}

const DIVISION = /^[1-9]\d{5}$/;

/** True for a six-digit division code (GB/T 2260). */
export const isDivisionCode = (value: unknown): value is string => typeof value === 'string' && DIVISION.test(value);

/**
 * True when the matter's division lies in the principal's: 540000 (a region) holds 540100 (a prefecture), which holds 540102 (a county).
 * Neither may be anything but a six-digit code.
 */
export function inDivision(principalDivision: string, matterDivision: string): boolean {
  if (!isDivisionCode(principalDivision) || !isDivisionCode(matterDivision)) return false;
  return matterDivision.startsWith(divisionPrefix(principalDivision));
}

/** The digits that every division within `division` starts with, for `LIKE prefix || '%'`: two for a region, four for a prefecture. */
export function divisionPrefix(division: string): string {
  if (division.endsWith('0000')) return division.slice(0, 2);
  return division.endsWith('00') ? division.slice(0, 4) : division;
}

/** A division and those above it, the region first. */
export const divisionPath = (division: string): readonly string[] => [
  ...new Set([`${division.slice(0, 2)}0000`, `${division.slice(0, 4)}00`, division]),
];
