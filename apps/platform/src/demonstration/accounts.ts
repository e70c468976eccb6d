import type { Principal } from '@xiezhi/service';

/** Accounts of the demonstration, by what they are for. They exist in demonstration mode only. */
export const DEMONSTRATION_ACCOUNTS = {
  courtClerk: { account: 'demo-court-clerk', agency: 'court-540100', agencyKind: 'court', role: 'case_agency_clerk', division: '540100' },
  procuratorateClerk: {
    account: 'demo-procuratorate-clerk',
    agency: 'procuratorate-540100',
    agencyKind: 'procuratorate',
    role: 'case_agency_clerk',
    division: '540100',
  },
  policeOfficer: {
    account: 'demo-police-officer',
    agency: 'police-540100',
    agencyKind: 'police',
    role: 'case_agency_clerk',
    division: '540100',
  },
  institutionOfficer: {
    account: 'demo-institution-officer',
    agency: 'institution-540100',
    agencyKind: 'institution',
    role: 'institution_officer',
    division: '540100',
  },
  institutionHead: {
    account: 'demo-institution-head',
    agency: 'institution-540100',
    agencyKind: 'institution',
    role: 'institution_head',
    division: '540100',
  },
  secretariat: {
    account: 'demo-secretariat',
    agency: 'secretariat-540000',
    agencyKind: 'secretariat',
    role: 'secretariat',
    division: '540000',
  },
  administrator: {
    account: 'demo-administrator',
    agency: 'administration-540000',
    agencyKind: 'administration',
    role: 'administrator',
    division: '540000',
  },
  operator: {
    account: 'demo-operator',
    agency: 'administration-540000',
    agencyKind: 'administration',
    role: 'operator',
    division: '540000',
  },
} as const satisfies Readonly<Record<string, Principal>>;

export type DemonstrationAccount = keyof typeof DEMONSTRATION_ACCOUNTS;
