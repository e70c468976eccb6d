import { AGENCY_KINDS, type AgencyKind } from '@xiezhi/contracts';

export const isAgencyKind = (kind: string): kind is AgencyKind => AGENCY_KINDS.some((known) => known === kind);
