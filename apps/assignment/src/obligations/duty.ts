import type { JsonObject } from '@xiezhi/eventsourcing';

/** What a duty is owed in. */
export type ObligedMatter = 'defence-request' | 'duty-help' | 'aid-case';

/** Who may owe a duty, or be owed it (责任人、权利人). */
export const DUTY_HOLDERS = [
  'court',
  'procuratorate',
  'police',
  'custody_place',
  'institution',
  'lawyer',
  'duty_lawyer',
  'unit',
  'defendant',
  'recipient',
  'justice_department',
] as const;
export type DutyHolderKind = (typeof DUTY_HOLDERS)[number];

/** A time for which a clock stood still. */
export interface Standstill extends JsonObject {
  readonly from: string;
  readonly until: string | null;
  readonly reason: string;
}
