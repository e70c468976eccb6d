import type { SensitiveReason } from '@xiezhi/contracts';
import { Rejected } from '@xiezhi/eventsourcing';
import { roleKeyOf } from './circle.js';
import type { Petition, SensitiveSubject } from './commands.js';
import type { ReportClock } from './events.js';

/** A report that is owed now. */
export interface ReportDuty {
  readonly dutyId: string;
  readonly clock: ReportClock;
  readonly breached: boolean;
  readonly warned: boolean;
}

export interface KnownMatter extends SensitiveSubject {
  /** `linked`: not sensitive, but petitions are linked with it. */
  readonly status: 'flagged' | 'linked';
  readonly reason: SensitiveReason | null;
  readonly flaggedAt: string | null;
  /** Accounts of the officers who know of it (承办人员). */
  readonly officers: readonly string[];
  readonly petitions: Readonly<Record<string, Petition>>;
  readonly duty: ReportDuty | null;
  /** How often a report came to be owed. */
  readonly duties: number;
  readonly erased: boolean;
}

export type SensitiveMatterState = { readonly status: 'none' } | KnownMatter;

export const sensitiveNotFound = (): Rejected =>
  new Rejected(
    'sensitive_matter.not_found',
    '本案没有敏感标注,也没有关联信访事项。The case is not flagged, and no petition is linked with it.',
  );

export const refuse = (reason: string, text: string): never => {
  throw new Rejected(`sensitive_matter.${reason}`, text);
};

export const known = (state: SensitiveMatterState): KnownMatter => {
  if (state.status === 'none') throw sensitiveNotFound();
  return state;
};

/** The matter while it is flagged. */
export function flagged(state: SensitiveMatterState): KnownMatter & { readonly reason: SensitiveReason; readonly flaggedAt: string } {
  const matter = known(state);
  if (matter.status !== 'flagged') refuse('not_flagged', '本案没有敏感标注。The case is not flagged as sensitive.');
  return matter as KnownMatter & { readonly reason: SensitiveReason; readonly flaggedAt: string };
}

/** The matter while texts can be sealed for its person. */
export function writable<Matter extends KnownMatter>(matter: Matter): Matter {
  if (matter.erased) refuse('person_erased', '当事人信息已依法删除,不能再写入文字。The person was erased; no text can be added.');
  return matter;
}

/** Who of the institution knows of a flagged matter (知悉范围), as keys of readers: the head, and the officers named. */
export const circleOf = ({ parties, officers }: Pick<KnownMatter, 'parties' | 'officers'>): readonly string[] => [
  roleKeyOf(parties.institution),
  ...officers,
];
