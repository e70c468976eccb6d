import { AGENCY_KINDS, type AgencyKind } from './events/directory.js';
import type { CodeEntry } from './procedure.js';

/** What a person does on the platform, and in which kinds of agency one may do it. */
export interface RoleEntry extends CodeEntry {
  readonly agencyKinds: readonly AgencyKind[];
}

const CASE_AGENCIES = ['court', 'procuratorate', 'police'] as const;

/** Roles (角色). Which operations a role has is declared beside each route; a role alone opens no matter. */
export const ROLES = [
  { code: 'case_agency_clerk', nameZh: '办案机关经办人', nameEn: 'Case agency clerk', agencyKinds: CASE_AGENCIES },
  { code: 'institution_officer', nameZh: '法律援助机构工作人员', nameEn: 'Institution officer', agencyKinds: ['institution'] },
  { code: 'institution_head', nameZh: '法律援助机构负责人', nameEn: 'Institution head', agencyKinds: ['institution'] },
  { code: 'lawyer', nameZh: '律师', nameEn: 'Lawyer', agencyKinds: ['law_firm', 'institution'] },
  {
    code: 'member_department_officer',
    nameZh: '成员单位工作人员',
    nameEn: 'Member department officer',
    agencyKinds: ['member_department', 'court', 'procuratorate'],
  },
  { code: 'secretariat', nameZh: '联席会议办公室工作人员', nameEn: 'Joint meeting secretariat', agencyKinds: ['secretariat'] },
  {
    code: 'finance_officer',
    nameZh: '财务人员',
    nameEn: 'Finance officer',
    agencyKinds: ['member_department', 'institution', 'secretariat'],
  },
  { code: 'auditor', nameZh: '审计人员', nameEn: 'Auditor', agencyKinds: ['audit'] },
  { code: 'liaison', nameZh: '法律援助联络员', nameEn: 'Legal aid liaison', agencyKinds: ['institution', 'member_department'] },
  { code: 'administrator', nameZh: '平台管理员', nameEn: 'Platform administrator', agencyKinds: ['administration'] },
  { code: 'agency_administrator', nameZh: '单位管理员', nameEn: 'Agency administrator', agencyKinds: AGENCY_KINDS },
  {
    code: 'privacy_officer',
    nameZh: '个人信息保护负责人',
    nameEn: 'Privacy officer',
    agencyKinds: ['administration'],
  },
  { code: 'operator', nameZh: '运行维护人员', nameEn: 'Operator', agencyKinds: ['administration'] },
] as const satisfies readonly RoleEntry[];

export type Role = (typeof ROLES)[number]['code'];

/** True when people of an agency of this kind may have the role. */
export const mayHaveRole = (kind: string, role: string): boolean =>
  ROLES.some(({ code, agencyKinds }) => code === role && (agencyKinds as readonly string[]).includes(kind));
