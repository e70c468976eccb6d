import { DIVISIONS, LAWYER_STREAM, REGION_CODE, type AgencyKind, type Division } from '@xiezhi/contracts';
import { derivedId } from '@xiezhi/eventsourcing';
import type { Agency } from '../agencies/agencies.js';
import type { LawyerDetails } from '../lawyers/lawyer-rows.js';
import type { GivenFacts } from '../lawyers/lawyers.js';

/** Marks what is made up, in every name a person may see. */
const MARK = '(演示)';

const agency = (kind: AgencyKind, division: Division, name: string, nameEn: string): Agency => ({
  code: `${kind}-${division.code}`,
  kind,
  division: division.code,
  name: `${name}${MARK}`,
  nameEn: `${nameEn} (demonstration)`,
  noticeName: null,
  active: true,
});

/** A legal-aid institution and three case agencies in every prefecture and county: plainly synthetic. */
export function demonstrationAgencies(): readonly Agency[] {
  const below = DIVISIONS.filter(({ level }) => level !== 'region').flatMap((division) => {
    const { nameZh, nameEn, level } = division;
    const prefecture = level === 'prefecture';
    return [
      agency('institution', division, `${nameZh}法律援助中心`, `${nameEn} Legal Aid Centre`),
      agency(
        'court',
        division,
        `${nameZh}${prefecture ? '中级' : ''}人民法院`,
        `${nameEn} ${prefecture ? 'Intermediate ' : ''}People’s Court`,
      ),
      agency('procuratorate', division, `${nameZh}人民检察院`, `${nameEn} People’s Procuratorate`),
      agency('police', division, `${nameZh}公安局`, `${nameEn} Public Security Bureau`),
    ];
  });
  const region = DIVISIONS.filter(({ level }) => level === 'region').flatMap((division) => [
    agency('institution', division, '西藏自治区法律援助中心', 'Tibet Legal Aid Centre'),
    agency('secretariat', division, '法律援助联席会议办公室', 'Legal Aid Joint Meeting Secretariat'),
    agency('administration', division, '平台管理单位', 'Platform administration'),
    agency('audit', division, '西藏自治区审计厅', 'Tibet Audit Department'),
    ...[1, 2].map((number) => ({
      ...agency('law_firm', division, `第${number}律师事务所`, `Law firm No. ${number}`),
      code: `law-firm-demonstration-${number}`,
      division: '540100',
    })),
  ]);
  return [...region, ...below];
}

interface DemonstrationLawyer {
  readonly facts: GivenFacts;
  readonly details: LawyerDetails;
}

const lawyer = (number: number, changes: Partial<GivenFacts> = {}): DemonstrationLawyer => ({
  facts: {
    firm: `第${1 + (number % 3)}律师事务所${MARK}`,
    status: 'active',
    practiceYears: 6,
    criminalDefenceYears: 5,
    minorsTrained: true,
    gender: number % 2 === 0 ? 'male' : 'female',
    firmId: null,
    specialities: ['criminal_defence'],
    languages: ['zh', 'bo'],
    divisions: [REGION_CODE],
    visitingUntil: null,
    visitingFrom: null,
    ...changes,
  },
  details: { name: `演示律师${String(number).padStart(2, '0')}`, phone: `1390000${String(number).padStart(4, '0')}` },
});

/** The command that loads what the platform ships with; the same each time, so that it is loaded once. */
export const loadId = (what: string): string => derivedId('load', what);

/** What loads a lawyer of the demonstration, by place in the list. */
export const lawyerLoading = (index: number): string => `demonstration lawyer ${index}`;

/** The row of that lawyer on the roster. */
export const demonstrationLawyerId = (index: number): string => derivedId(LAWYER_STREAM, loadId(lawyerLoading(index)));

/** Lawyers that show what the rules ask: experienced, new, suspended, and without training for minors. */
export const DEMONSTRATION_LAWYERS: readonly DemonstrationLawyer[] = [
  lawyer(1),
  lawyer(2, { practiceYears: 12, criminalDefenceYears: 10 }),
  lawyer(3, { practiceYears: 2, criminalDefenceYears: 1 }),
  lawyer(4, { status: 'suspended', criminalDefenceYears: 8 }),
  lawyer(5, { minorsTrained: false, criminalDefenceYears: 4 }),
  lawyer(6, { divisions: ['540100'] }),
  lawyer(7, { divisions: ['540200'] }),
  lawyer(8, { divisions: ['540300', '540500'] }),
  lawyer(9, { divisions: ['540600'], languages: ['bo'] }),
  lawyer(10, { divisions: ['542500'] }),
  lawyer(11, { divisions: ['540400'], criminalDefenceYears: 3 }),
  lawyer(12, { practiceYears: 20, criminalDefenceYears: 18 }),
];
