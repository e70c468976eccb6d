import { Rejected } from '@xiezhi/eventsourcing';
import { inDivision, type Principal } from '@xiezhi/service';

/** Whose quality work something is. */
export interface OfInstitution {
  readonly institution: string;
  readonly division: string;
}

/** People of the institution (法律援助机构) who do quality work, and those of the justice side (司法行政机关) who oversee it. */
export const INSTITUTION_STAFF: readonly string[] = ['institution_officer', 'institution_head'];
export const OVERSEERS: readonly string[] = ['secretariat'];

/** How somebody stands to quality work: as its institution, as the justice side of its division, or not at all. */
export function sideOf({ agency, role, division }: Principal, of: OfInstitution): 'institution' | 'justice' | null {
  if (INSTITUTION_STAFF.includes(role)) return agency === of.institution ? 'institution' : null;
  return OVERSEERS.includes(role) && inDivision(division, of.division) ? 'justice' : null;
}

/** Roles that act each for themselves: what one of them began is none of a colleague's business. */
export const BY_THEMSELVES: readonly string[] = ['lawyer', 'liaison'];

/** A foreign matter of quality work, and one that does not exist. */
export const qualityNotFound = (): Rejected =>
  new Rejected('quality.not_found', '没有这件事项,或它不属于您的单位。No such matter, or it is not your agency’s.');
