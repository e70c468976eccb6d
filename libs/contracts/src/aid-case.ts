import type { CodeEntry } from './procedure.js';

/** Kinds of matter that aid is granted for on application (案件类型, Law Art 22, 24, 29, 31). Mediation has no place in a defence. */
export const AID_MATTER_KINDS = [
  { code: 'civil', nameZh: '民事', nameEn: 'Civil', mediable: true },
  { code: 'administrative', nameZh: '行政', nameEn: 'Administrative', mediable: true },
  { code: 'state_compensation', nameZh: '国家赔偿', nameEn: 'State compensation', mediable: true },
  {
    code: 'criminal_agency',
    nameZh: '刑事代理（被害人、自诉人、附带民事诉讼原告人）',
    nameEn: 'Agency in a criminal case',
    mediable: true,
  },
  { code: 'criminal_defence', nameZh: '刑事辩护（依申请）', nameEn: 'Defence on application', mediable: false },
] as const satisfies readonly (CodeEntry & { readonly mediable: boolean })[];
export type AidMatterKind = (typeof AID_MATTER_KINDS)[number]['code'];

/** What the aid is about (事项范围): Law Art 31 and 32, the Regulations and the notice of 2010 二(二). */
export const AID_CAUSES = [
  { code: 'state_compensation', nameZh: '请求国家赔偿', nameEn: 'State compensation' },
  { code: 'social_benefits', nameZh: '社会保险待遇或者社会救助', nameEn: 'Social insurance or assistance' },
  { code: 'bereavement_pay', nameZh: '发给抚恤金', nameEn: 'Bereavement or disability pay' },
  { code: 'maintenance', nameZh: '赡养费、抚养费、扶养费', nameEn: 'Maintenance' },
  { code: 'labour', nameZh: '确认劳动关系或者支付劳动报酬', nameEn: 'Employment or pay' },
  { code: 'legal_capacity', nameZh: '认定公民无民事行为能力或者限制民事行为能力', nameEn: 'Legal capacity' },
  { code: 'personal_injury', nameZh: '工伤、交通、食品药品安全、医疗事故人身损害赔偿', nameEn: 'Personal injury' },
  { code: 'environment', nameZh: '环境污染、生态破坏损害赔偿', nameEn: 'Environmental damage' },
  { code: 'martyr_honour', nameZh: '维护英雄烈士人格权益', nameEn: 'Honour of heroes and martyrs' },
  { code: 'brave_act', nameZh: '因见义勇为主张民事权益', nameEn: 'Rights from an act of bravery' },
  { code: 'retrial_acquittal', nameZh: '再审改判无罪请求国家赔偿', nameEn: 'Compensation after acquittal on retrial' },
  { code: 'domestic_violence', nameZh: '遭受虐待、遗弃或者家庭暴力主张相关权益', nameEn: 'Abuse, abandonment or domestic violence' },
  { code: 'land_rights', nameZh: '土地、草场等权益', nameEn: 'Land and pasture' },
  { code: 'consumer', nameZh: '农资、消费者权益损害', nameEn: 'Harm to farmers’ supplies or consumers' },
  { code: 'crime_victim', nameZh: '刑事被害人权益', nameEn: 'Rights of a victim of crime' },
  { code: 'defence', nameZh: '刑事辩护', nameEn: 'Criminal defence' },
  { code: 'other', nameZh: '法律、法规、规章规定的其他情形', nameEn: 'Other by law' },
] as const satisfies readonly CodeEntry[];
export type AidCause = (typeof AID_CAUSES)[number]['code'];

/** In what form aid is given in a case (法律援助形式, Law Art 22). */
export const AID_FORMS = [
  { code: 'litigation', nameZh: '诉讼代理', nameEn: 'Representation in court' },
  { code: 'arbitration', nameZh: '劳动争议调解与仲裁代理', nameEn: 'Labour mediation and arbitration' },
  { code: 'non_litigation', nameZh: '非诉讼代理', nameEn: 'Representation out of court' },
  { code: 'document_drafting', nameZh: '代拟法律文书', nameEn: 'Drafting of legal documents' },
  { code: 'defence', nameZh: '刑事辩护', nameEn: 'Criminal defence' },
] as const satisfies readonly CodeEntry[];
export type AidForm = (typeof AID_FORMS)[number]['code'];

/** How a matter was concluded (办结方式): what its closing date (结案日) is counted by. */
export const AID_OUTCOMES = [
  { code: 'judgment', nameZh: '收到判决书', nameEn: 'Judgment received' },
  { code: 'ruling', nameZh: '收到裁定书', nameEn: 'Ruling received' },
  { code: 'court_mediation', nameZh: '收到调解书', nameEn: 'Court mediation received' },
  { code: 'award', nameZh: '收到仲裁裁决书', nameEn: 'Award received' },
  { code: 'decision', nameZh: '收到行政决定、复议决定', nameEn: 'Administrative decision received' },
  { code: 'settlement', nameZh: '达成和解、调解协议', nameEn: 'Settled' },
  { code: 'performed', nameZh: '义务人开始履行', nameEn: 'Performance began' },
  { code: 'document_delivered', nameZh: '交付代拟的法律文书', nameEn: 'Document handed over' },
] as const satisfies readonly CodeEntry[];
export type AidOutcome = (typeof AID_OUTCOMES)[number]['code'];

/** How somebody learns of a lawyer, of progress, of a decision. */
export const CONTACT_MODES = [
  { code: 'in_person', nameZh: '当面', nameEn: 'In person' },
  { code: 'phone', nameZh: '电话', nameEn: 'Telephone' },
  { code: 'video', nameZh: '视频', nameEn: 'Video' },
  { code: 'letter', nameZh: '书面', nameEn: 'In writing' },
  { code: 'message', nameZh: '短信、即时通讯', nameEn: 'Message' },
] as const satisfies readonly CodeEntry[];
export type ContactMode = (typeof CONTACT_MODES)[number]['code'];

/** How a mediation (调解) ended that the recipient had agreed to. */
export const MEDIATION_RESULTS = [
  { code: 'settled', nameZh: '达成协议', nameEn: 'Settled' },
  { code: 'failed', nameZh: '未达成协议', nameEn: 'No agreement' },
] as const satisfies readonly CodeEntry[];
export type MediationResult = (typeof MEDIATION_RESULTS)[number]['code'];

/** How a granted case ended (受援案件终结). */
export const AID_CASE_ENDS = ['completed', 'terminated'] as const;
export type AidCaseEnd = (typeof AID_CASE_ENDS)[number];
