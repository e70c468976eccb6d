import { ROLES } from '@xiezhi/contracts';
import { derivedId } from '@xiezhi/eventsourcing';
import type { Principal } from '@xiezhi/service';
import { referenceAgencies } from '../reference-data/reference-data.js';
import { demonstrationAgencies, demonstrationLawyerId } from './demonstration-data.js';

/** Everybody knows it: the accounts exist on a loopback address only, with data that is made up. */
const DEMONSTRATION_PASSWORD = 'xiezhi-demonstration';

interface DemonstrationPerson {
  readonly agency: string;
  readonly agencyKind: string;
  readonly role: string;
  readonly division: string;
  readonly displayName: string;
  /** Of a lawyer: the row of the roster. */
  readonly lawyerId?: string;
}

const person = (agency: string, agencyKind: string, role: string, division: string, displayName: string): DemonstrationPerson => ({
  agency,
  agencyKind,
  role,
  division,
  displayName,
});

const LHASA = '540100';
const REGION = '540000';

const PEOPLE = {
  courtClerk: person('court-540100', 'court', 'case_agency_clerk', LHASA, '演示书记员'),
  procuratorateClerk: person('procuratorate-540100', 'procuratorate', 'case_agency_clerk', LHASA, '演示检察官助理'),
  policeOfficer: person('police-540100', 'police', 'case_agency_clerk', LHASA, '演示办案民警'),
  institutionOfficer: person('institution-540100', 'institution', 'institution_officer', LHASA, '演示经办人'),
  institutionHead: person('institution-540100', 'institution', 'institution_head', LHASA, '演示负责人'),
  lawyer: { ...person('law-firm-demonstration-2', 'law_firm', 'lawyer', LHASA, '演示律师01'), lawyerId: demonstrationLawyerId(0) },
  secondLawyer: { ...person('law-firm-demonstration-1', 'law_firm', 'lawyer', LHASA, '演示律师06'), lawyerId: demonstrationLawyerId(5) },
  womensFederationOfficer: person('womens-federation-540000', 'member_department', 'member_department_officer', REGION, '演示妇联干部'),
  civilAffairsOfficer: person('civil-affairs-540000', 'member_department', 'member_department_officer', REGION, '演示民政干部'),
  humanResourcesOfficer: person('human-resources-540000', 'member_department', 'member_department_officer', REGION, '演示人社干部'),
  secretariat: person('secretariat-540000', 'secretariat', 'secretariat', REGION, '演示联席办干部'),
  financeOfficer: person('finance-540000', 'member_department', 'finance_officer', REGION, '演示财政干部'),
  auditor: person('audit-540000', 'audit', 'auditor', REGION, '演示审计干部'),
  liaison: person('institution-540100', 'institution', 'liaison', LHASA, '演示联络员'),
  administrator: person('administration-540000', 'administration', 'administrator', REGION, '演示管理员'),
  secondAdministrator: person('administration-540000', 'administration', 'administrator', REGION, '演示复核管理员'),
  agencyAdministrator: person('court-540100', 'court', 'agency_administrator', LHASA, '演示单位管理员'),
  privacyOfficer: person('administration-540000', 'administration', 'privacy_officer', REGION, '演示个人信息保护负责人'),
  operator: person('administration-540000', 'administration', 'operator', REGION, '演示运维人员'),
} as const satisfies Readonly<Record<string, DemonstrationPerson>>;

export type DemonstrationAccount = keyof typeof PEOPLE;

const entries = Object.entries(PEOPLE) as readonly (readonly [DemonstrationAccount, DemonstrationPerson])[];

const accountId = (name: DemonstrationAccount): string => derivedId('demonstration account', name);

/** Accounts of the demonstration (演示账号), by what they are for. */
export const DEMONSTRATION_ACCOUNTS = Object.fromEntries(
  entries.map(([name, { displayName: _displayName, ...principal }]) => [name, { account: accountId(name), ...principal }]),
) as Readonly<Record<DemonstrationAccount, Principal>>;

/** How the sign-in page offers an account of the demonstration. */
export interface DemonstrationSignIn {
  readonly account: string;
  readonly agency: string;
  readonly agencyName: string;
  readonly role: string;
  readonly lawyerId: string | null;
  readonly roleZh: string;
  readonly roleEn: string;
  readonly displayName: string;
  readonly signInName: string;
  readonly password: string;
}

/** `courtClerk` → `court-clerk` */
const signInNameOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const AGENCY_NAMES = new Map([...referenceAgencies(), ...demonstrationAgencies()].map(({ code, name }) => [code, name]));

export const DEMONSTRATION_SIGN_INS: readonly DemonstrationSignIn[] = entries.map(
  ([name, { agency, role, displayName, lawyerId = null }]) => {
    const { nameZh, nameEn } = ROLES.find(({ code }) => code === role)!;
    return {
      account: accountId(name),
      agency,
      agencyName: AGENCY_NAMES.get(agency)!,
      role,
      lawyerId,
      roleZh: nameZh,
      roleEn: nameEn,
      displayName,
      signInName: signInNameOf(name),
      password: DEMONSTRATION_PASSWORD,
    };
  },
);
