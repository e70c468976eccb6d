/** What a rule rests on: instruments by code, with the day from which the cited articles apply where it is known. */

export interface Instrument {
  readonly titleZh: string;
  readonly titleEn: string;
  /** First day of force of the version cited; null where the platform does not claim to know it. */
  readonly inForceFrom: string | null;
}

export const INSTRUMENTS = {
  legal_aid_law: { titleZh: '法律援助法', titleEn: 'Legal Aid Law', inForceFrom: '2022-01-01' },
  legal_aid_regulations: { titleZh: '法律援助条例', titleEn: 'Regulations on Legal Aid', inForceFrom: '2003-09-01' },
  case_procedure_2023: {
    titleZh: '办理法律援助案件程序规定（2023修订）',
    titleEn: 'Provisions on the Procedures for Handling Legal Aid Cases (2023)',
    inForceFrom: '2023-09-01',
  },
  case_procedure_2012: {
    titleZh: '办理法律援助案件程序规定（2012）',
    titleEn: 'Provisions on the Procedures for Handling Legal Aid Cases (2012)',
    inForceFrom: '2012-07-01',
  },
  criminal_procedure_law: { titleZh: '刑事诉讼法（2018修正）', titleEn: 'Criminal Procedure Law (2018)', inForceFrom: '2018-10-26' },
  criminal_interpretation_2021: {
    titleZh: '最高人民法院关于适用刑事诉讼法的解释（法释〔2021〕1号）',
    titleEn: "Supreme People's Court Interpretation on the Criminal Procedure Law (2021)",
    inForceFrom: '2021-03-01',
  },
  procuratorate_rules_2019: {
    titleZh: '人民检察院刑事诉讼规则（2019）',
    titleEn: "Criminal Procedure Rules of the People's Procuratorates (2019)",
    inForceFrom: '2019-12-30',
  },
  police_provisions_2020: {
    titleZh: '公安机关办理刑事案件程序规定（2020修正）',
    titleEn: 'Provisions on the Procedures for Handling Criminal Cases by Public Security Organs (2020)',
    inForceFrom: '2020-09-01',
  },
  criminal_aid_provisions_2013: {
    titleZh: '关于刑事诉讼法律援助工作的规定（司发通〔2013〕18号）',
    titleEn: 'Provisions on Legal Aid in Criminal Proceedings (2013)',
    inForceFrom: '2013-03-01',
  },
  lawyers_law: { titleZh: '律师法（2017修正）', titleEn: 'Lawyers Law (2017)', inForceFrom: '2018-01-01' },
  judges_law: { titleZh: '法官法（2019修订）', titleEn: 'Judges Law (2019)', inForceFrom: '2019-10-01' },
  prosecutors_law: { titleZh: '检察官法（2019修订）', titleEn: 'Public Procurators Law (2019)', inForceFrom: '2019-10-01' },
  juvenile_interpretation_2006: {
    titleZh: '最高人民法院关于审理未成年人刑事案件具体应用法律若干问题的解释（法释〔2006〕1号）',
    titleEn: "Supreme People's Court Interpretation on Juvenile Criminal Cases (2006)",
    inForceFrom: null,
  },
  civil_code: { titleZh: '民法典', titleEn: 'Civil Code', inForceFrom: '2021-01-01' },
  reconsideration_law: {
    titleZh: '行政复议法（2023修订）',
    titleEn: 'Administrative Reconsideration Law (2023)',
    inForceFrom: '2024-01-01',
  },
  administrative_litigation_law: {
    titleZh: '行政诉讼法（2017修正）',
    titleEn: 'Administrative Litigation Law (2017)',
    inForceFrom: '2017-07-01',
  },
  labour_arbitration_law: {
    titleZh: '劳动争议调解仲裁法',
    titleEn: 'Labour Dispute Mediation and Arbitration Law',
    inForceFrom: '2008-05-01',
  },
  state_compensation_law: { titleZh: '国家赔偿法（2012修正）', titleEn: 'State Compensation Law (2012)', inForceFrom: '2013-01-01' },
  litigation_fees: { titleZh: '诉讼费用交纳办法', titleEn: 'Measures on the Payment of Litigation Costs', inForceFrom: '2007-04-01' },
  complaint_measures_2013: {
    titleZh: '法律援助投诉处理办法（2013）',
    titleEn: 'Measures for Handling Legal Aid Complaints (2013)',
    inForceFrom: null,
  },
  complaint_measures_2025: {
    titleZh: '法律援助投诉处理办法（司法部令第149号，2025）',
    titleEn: 'Measures for Handling Legal Aid Complaints (2025)',
    inForceFrom: '2025-06-15',
  },
  full_coverage_2017: {
    titleZh: '关于开展刑事案件律师辩护全覆盖试点工作的办法（2017，2018年底扩展至全国）',
    titleEn: 'Measures on full coverage of criminal defence by lawyers (2017, nationwide since the end of 2018)',
    inForceFrom: '2017-10-11',
  },
  full_coverage_2022: {
    titleZh: '关于进一步深化刑事案件律师辩护全覆盖试点工作的意见（司发通〔2022〕49号）',
    titleEn: 'Opinions on deepening full coverage of criminal defence by lawyers (2022)',
    inForceFrom: null,
  },
  consultation_guide: {
    titleZh: '法律援助咨询服务指南（地方）',
    titleEn: 'Local legal aid consultation service guides',
    inForceFrom: null,
  },
  closing_guide: {
    titleZh: '法律援助结案与补贴办事指南（地方）',
    titleEn: 'Local guides on closing files and subsidies',
    inForceFrom: null,
  },
  shanxi_regulation_2024: { titleZh: '山西省法律援助条例（2024）', titleEn: 'Shanxi Legal Aid Regulation (2024)', inForceFrom: null },
  panel_rules: {
    titleZh: '法律援助机构律师指派规则（平台设置）',
    titleEn: "Institutions' rules for assigning lawyers (set on the platform)",
    inForceFrom: null,
  },
  aid_opinion_2010: {
    titleZh: '关于加强法律援助工作的意见（西藏自治区，2010）',
    titleEn: 'Opinion on strengthening legal aid (Tibet Autonomous Region, 2010)',
    inForceFrom: '2010-05-19',
  },
  service_area: { titleZh: '律师登记的服务区域', titleEn: "Lawyer's registered service area", inForceFrom: null },
} as const satisfies Record<string, Instrument>;

export type InstrumentCode = keyof typeof INSTRUMENTS;

/** One article, e.g. `{ instrument: 'legal_aid_law', article: '36' }`; `article` may name a paragraph, as `39(1)`. */
export interface Citation {
  readonly instrument: InstrumentCode;
  readonly article: string;
}

/** Short constructor for tables of citations. An empty article cites the instrument as a whole. */
export function cite(instrument: InstrumentCode, ...articles: readonly string[]): readonly Citation[] {
  return articles.length === 0 ? [{ instrument, article: '' }] : articles.map((article) => ({ instrument, article }));
}

/** `《法律援助法》第36条`, `《法律援助法》第39条第1款`. */
export function formatCitation({ instrument, article }: Citation): string {
  const title = `《${INSTRUMENTS[instrument].titleZh}》`;
  if (article === '') return title;
  const [number = '', paragraph] = article.replace(')', '').split('(');
  return `${title}第${number}条${paragraph === undefined ? '' : `第${paragraph}款`}`;
}

/** The citations of one rule as one line. */
export function formatBasis(basis: readonly Citation[]): string {
  return basis.map(formatCitation).join('；');
}

/** `Legal Aid Law, Art. 36`, `Legal Aid Law, Art. 39(1)`. */
export const formatCitationEn = ({ instrument, article }: Citation): string =>
  `${INSTRUMENTS[instrument].titleEn}${article === '' ? '' : `, Art. ${article}`}`;

/** The citations of one rule as one line, in English. */
export const formatBasisEn = (basis: readonly Citation[]): string => basis.map(formatCitationEn).join('; ');
