/**
 * The parties of the coordination mechanism (法律援助工作协调机制) of 藏政办发〔2010〕56号, part 5(1): 18 members, the justice department leading,
 * and the two judicial organs that part 5(3) has cooperate with them without making them members.
 */

export type DepartmentRole = 'MEMBER' | 'COORDINATING_JUDICIAL_ORGAN';

export interface Department {
  readonly code: string;
  /** As the notice names it. */
  readonly noticeName: string;
  /** Present-day name where it differs; from general knowledge, not from a text, so an administrator may change it. */
  readonly presentName?: string;
  readonly nameEn: string;
  readonly role: DepartmentRole;
  /** True for the department that convenes (牵头). */
  readonly lead: boolean;
}

const member = (code: string, noticeName: string, nameEn: string, presentName?: string): Department => ({
  code,
  noticeName,
  nameEn,
  ...(presentName === undefined ? {} : { presentName }),
  role: 'MEMBER',
  lead: code === 'justice',
});

const judicialOrgan = (code: string, noticeName: string, nameEn: string): Department => ({
  code,
  noticeName,
  nameEn,
  role: 'COORDINATING_JUDICIAL_ORGAN',
  lead: false,
});

export const DEPARTMENTS: readonly Department[] = [
  member('justice', '司法行政', 'Justice'),
  member('civil_affairs', '民政', 'Civil affairs'),
  member('finance', '财政', 'Finance'),
  member('development_reform', '发展改革', 'Development and reform'),
  member('public_security', '公安', 'Public security'),
  member('human_resources', '人力资源社会保障', 'Human resources and social security'),
  member('land_resources', '国土资源', 'Land and resources', '自然资源'),
  member('housing', '住房城乡建设', 'Housing and urban-rural development'),
  member('health', '卫生', 'Health', '卫生健康'),
  member('education', '教育', 'Education'),
  member('industry_commerce', '工商', 'Industry and commerce', '市场监督管理'),
  member('archives', '档案', 'Archives'),
  member('petitions', '信访', 'Letters and visits'),
  member('trade_union', '工会', 'Trade union'),
  member('youth_league', '共青团', 'Communist Youth League'),
  member('womens_federation', '妇联', "Women's federation"),
  member('disabled_federation', '残联', "Disabled persons' federation"),
  member('lawyers_association', '律师协会', 'Lawyers association'),
  judicialOrgan('court', '人民法院', "People's court"),
  judicialOrgan('procuratorate', '人民检察院', "People's procuratorate"),
];
