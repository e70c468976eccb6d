import type { CodeEntry } from './procedure.js';

/** Why a notice is returned (要求补正的原因). Only an unknown person or offence keeps the institution from assigning. */
export const RETURN_REASONS = [
  { code: 'person_unknown', nameZh: '当事人身份不明', nameEn: 'The person is not known' },
  { code: 'offence_unknown', nameZh: '涉嫌罪名或者案由不明', nameEn: 'The offence is not known' },
  { code: 'paper_missing', nameZh: '缺少法律文书副本', nameEn: 'A paper is missing' },
  { code: 'facts_contradict', nameZh: '通知内容前后矛盾', nameEn: 'The notice contradicts itself' },
  { code: 'contact_unknown', nameZh: '承办人或者联系方式不明', nameEn: 'Nobody to be reached is named' },
  { code: 'other', nameZh: '其他', nameEn: 'Other' },
] as const satisfies readonly CodeEntry[];
export type ReturnReason = (typeof RETURN_REASONS)[number]['code'];

/** Why personnel are changed (更换法律援助人员的原因). */
export const CHANGE_REASONS = [
  { code: 'duty_not_performed', nameZh: '不依法履行职责', nameEn: 'Does not perform the duty' },
  { code: 'conflict_of_interest', nameZh: '与案件有利害关系', nameEn: 'Has an interest in the matter' },
  { code: 'illness_or_absence', nameZh: '疾病、外出等不能继续办理', nameEn: 'Ill, absent, or unable to go on' },
  { code: 'standing_lost', nameZh: '停止执业或者不再执业', nameEn: 'No longer licensed to practise' },
  { code: 'trust_lost', nameZh: '受援人有正当理由不再信任', nameEn: 'The recipient has good reason to trust no longer' },
  { code: 'language', nameZh: '语言不通', nameEn: 'No common language' },
  { code: 'other', nameZh: '其他正当理由', nameEn: 'Other good reason' },
] as const satisfies readonly CodeEntry[];
export type ChangeReason = (typeof CHANGE_REASONS)[number]['code'];

/** How a stage ended (本阶段办结的方式). */
export const STAGE_OUTCOMES = [
  { code: 'case_withdrawn', nameZh: '撤销案件', nameEn: 'The case was withdrawn' },
  { code: 'sent_for_prosecution', nameZh: '移送审查起诉', nameEn: 'Sent for prosecution' },
  { code: 'prosecuted', nameZh: '提起公诉', nameEn: 'Prosecuted' },
  { code: 'not_prosecuted', nameZh: '不起诉', nameEn: 'Not prosecuted' },
  { code: 'judgment', nameZh: '判决', nameEn: 'Judgment' },
  { code: 'ruling', nameZh: '裁定', nameEn: 'Ruling' },
  { code: 'decision', nameZh: '决定', nameEn: 'Decision' },
  { code: 'jurisdiction_moved', nameZh: '移送其他机关管辖', nameEn: 'Moved to another organ' },
] as const satisfies readonly CodeEntry[];
export type StageOutcome = (typeof STAGE_OUTCOMES)[number]['code'];

/** Grounds of termination (法律援助法 第48条 第一至八项). */
export const TERMINATION_GROUNDS = [
  { code: 'fraud', nameZh: '以欺骗或者其他不正当手段获得法律援助', nameEn: 'Aid was obtained by fraud' },
  { code: 'facts_hidden', nameZh: '故意隐瞒重要事实或者提供虚假证据', nameEn: 'Key facts hidden or false evidence given' },
  { code: 'illegal_use', nameZh: '利用法律援助从事违法活动', nameEn: 'Aid used for illegal acts' },
  { code: 'economic_change', nameZh: '经济状况变化，不再符合条件', nameEn: 'Economic status changed' },
  { code: 'case_ended', nameZh: '案件终止审理或者已经被撤销', nameEn: 'The case ended or was withdrawn' },
  { code: 'own_lawyer', nameZh: '自行委托律师或者其他代理人', nameEn: 'An own lawyer was engaged' },
  { code: 'recipient_asked', nameZh: '受援人有正当理由要求终止', nameEn: 'The recipient asked with good reason' },
  { code: 'other_by_law', nameZh: '法律法规规定的其他情形', nameEn: 'Other by law' },
] as const satisfies readonly CodeEntry[];
export type TerminationGround = (typeof TERMINATION_GROUNDS)[number]['code'];

/** What a lawyer does in a case, as it is recorded (承办情况). */
export const WORK_KINDS = [
  { code: 'meeting', nameZh: '会见', nameEn: 'Meeting' },
  { code: 'file_reading', nameZh: '阅卷', nameEn: 'Reading the file' },
  { code: 'evidence', nameZh: '调查取证', nameEn: 'Gathering evidence' },
  { code: 'filing', nameZh: '提交法律意见或者申请', nameEn: 'Opinion or motion filed' },
  { code: 'hearing', nameZh: '出庭', nameEn: 'Hearing attended' },
  { code: 'progress_report', nameZh: '向受援人通报办理情况', nameEn: 'Progress told to the recipient' },
  { code: 'report_up', nameZh: '向法律援助机构报告', nameEn: 'Report to the institution' },
  { code: 'other', nameZh: '其他', nameEn: 'Other' },
] as const satisfies readonly CodeEntry[];
export type WorkKind = (typeof WORK_KINDS)[number]['code'];

/** What a closing file holds (立卷材料). `required`: without it a file is incomplete unless a reason is given. */
export const FILE_ITEMS = [
  { code: 'assignment_notice', nameZh: '指派通知书', nameEn: 'Letter of assignment', required: true },
  { code: 'engagement', nameZh: '委托协议、授权委托书', nameEn: 'Agreement and power of attorney', required: true },
  { code: 'case_papers', nameZh: '起诉意见书、起诉书、判决书等法律文书副本', nameEn: 'Copies of the case papers', required: true },
  { code: 'meeting_minutes', nameZh: '会见笔录', nameEn: 'Minutes of meetings', required: true },
  { code: 'file_notes', nameZh: '阅卷笔录', nameEn: 'Notes from the file', required: false },
  { code: 'evidence', nameZh: '调查取证材料', nameEn: 'Evidence gathered', required: false },
  { code: 'opinion', nameZh: '辩护词、代理词或者法律意见书', nameEn: 'Defence or legal opinion', required: true },
  { code: 'work_record', nameZh: '承办情况通报、报告记录', nameEn: 'Record of work and reports', required: true },
  { code: 'closing_report', nameZh: '结案报告表', nameEn: 'Closing report', required: true },
] as const satisfies readonly (CodeEntry & { readonly required: boolean })[];
export type FileItem = (typeof FILE_ITEMS)[number]['code'];

/** How one request has to do with another. */
export const REQUEST_RELATIONS = [
  { code: 'next_stage', nameZh: '下一诉讼阶段', nameEn: 'Next stage' },
  { code: 'previous_stage', nameZh: '上一诉讼阶段', nameEn: 'Previous stage' },
  { code: 'likely_duplicate', nameZh: '疑似重复', nameEn: 'Likely duplicate' },
  { code: 'duplicate', nameZh: '重复', nameEn: 'Duplicate' },
  { code: 'different', nameZh: '经核对不是重复', nameEn: 'Checked: no duplicate' },
  { code: 'supersedes', nameZh: '取代', nameEn: 'Supersedes' },
  { code: 'superseded_by', nameZh: '被取代', nameEn: 'Superseded by' },
] as const satisfies readonly CodeEntry[];
export type RequestRelation = (typeof REQUEST_RELATIONS)[number]['code'];
