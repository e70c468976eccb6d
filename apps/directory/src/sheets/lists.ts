import { DIVISIONS, type AgencyKind, type DutyPlace } from '@xiezhi/contracts';
import type { AidWorkerKind } from '../aid-workers/aid-workers.js';
import type { CancelledFor } from '../duty-rota/duty-rota.js';
import type { LawyerStatus, SPECIALITIES } from '../lawyers/lawyer-rows.js';
import type { ReferenceValueKind } from '../reference-values/reference-value-kinds.js';
import type { ValueStatus } from '../reference-values/reference-values.js';
import type { Column } from './columns.js';

/** The columns of the directory's lists, as files have them. An import takes those of its request; an export has all. */

const DIVISION_LABELS = Object.fromEntries(DIVISIONS.map(({ code, nameZh }) => [nameZh, code]));
const LANGUAGES = { 汉语: 'zh', 藏语: 'bo', 英语: 'en' };

/** Every code has a label, or it does not compile; a file has the label. */
const labelsOf = <Code extends string>(labels: Readonly<Record<Code, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries<string>(labels).map(([code, label]) => [label, code]));

const AGENCY_KINDS = labelsOf<AgencyKind>({
  court: '法院',
  procuratorate: '检察院',
  police: '公安',
  institution: '法律援助机构',
  member_department: '成员单位',
  secretariat: '联席会议办公室',
  administration: '平台管理单位',
  law_firm: '律师事务所',
  audit: '审计',
});
const SPECIALITY_LABELS = labelsOf<(typeof SPECIALITIES)[number]>({
  criminal_defence: '刑事辩护',
  minors: '未成年人',
  civil: '民事',
  marriage_family: '婚姻家庭',
  labour: '劳动争议',
  traffic_injury: '交通事故',
  administrative: '行政',
  land_house: '征地拆迁',
  agriculture: '农牧',
  environment: '环境',
});
const DUTY_PLACE_LABELS = labelsOf<DutyPlace>({
  court: '法院',
  procuratorate: '检察院',
  detention_centre: '看守所',
  window: '窗口',
  hotline: '热线',
});
const CANCELLED_LABELS = labelsOf<CancelledFor>({
  lawyer_unavailable: '律师不能到岗',
  place_closed: '值班地点停用',
  planned_wrongly: '排班有误',
  other: '其他',
});
const WORKER_KINDS = labelsOf<AidWorkerKind>({ station_staff: '工作站人员', liaison: '联络员', volunteer: '志愿者' });
const STATUSES = labelsOf<LawyerStatus>({ active: '正常', suspended: '停止指派', inactive: '注销' });
/** Values of a kind that is entered no more are still listed. */
const VALUE_KINDS = labelsOf<ReferenceValueKind | 'retention_notified'>({
  dibao_urban_monthly: '城镇低保标准(人·月)',
  dibao_rural_yearly: '农村低保标准(人·年)',
  hardship_multiplier: '经济困难标准倍数',
  subsidy_criminal_case: '刑事案件补贴(件)',
  subsidy_civil_case: '诉讼代理补贴(件)',
  subsidy_non_litigation_case: '非诉讼补贴(件)',
  subsidy_duty_day: '值班补贴(日)',
  subsidy_consultation_day: '咨询补贴(日)',
  subsidy_document: '代拟文书补贴(件)',
  retention_notified: '保存期限:已函告办案机关(月)',
  retention_withdrawn: '保存期限:已撤回(月)',
  retention_not_needed: '保存期限:已自行委托(月)',
  retention_completed: '保存期限:已办结归档(月)',
  retention_terminated: '保存期限:已终止援助(月)',
  retention_own_lawyer: '保存期限:拒绝后另行委托(月)',
  retention_duplicate: '保存期限:重复(月)',
  retention_superseded: '保存期限:已被取代(月)',
  retention_help_concluded: '保存期限:法律帮助已办结(月)',
  retention_help_cancelled: '保存期限:法律帮助已取消(月)',
  retention_unmatched: '保存期限:先到通知未送达(月)',
  complaint_accept_days: '投诉受理期限(工作日)',
  complaint_conclude_days: '投诉办结期限(日)',
  complaint_answer_days: '投诉答复期限(工作日)',
  return_visit_every: '回访抽样:每几件一件',
  return_visit_form_days: '回访问卷链接有效期(日)',
  peer_review_bound: '同行评估:相差几分以上增加第三人',
  accountability_statement_days: '责任追究陈述、申辩期限(日)',
  accountability_review_days: '责任追究申请复核期限(日)',
  full_coverage_trial: '审判阶段律师辩护全覆盖',
  full_coverage_prosecution_review: '审查起诉阶段律师辩护全覆盖',
});
const VALUE_STATUSES = labelsOf<ValueStatus>({ entered: '待复核', approved: '已复核', rejected: '已退回' });

const division: Column = { field: 'division', title: '行政区划', kind: 'text', labels: DIVISION_LABELS };
const languages: Column = { field: 'languages', title: '语言', kind: 'list', labels: LANGUAGES };
const name: Column = { field: 'name', title: '姓名', kind: 'text' };
const phone: Column = { field: 'phone', title: '电话', kind: 'text' };
const period: readonly Column[] = [
  { field: 'activeFrom', title: '起始日期', kind: 'day' },
  { field: 'activeTo', title: '终止日期', kind: 'day', optional: true },
];

export const AGENCY_COLUMNS: readonly Column[] = [
  { field: 'code', title: '单位代码', kind: 'text' },
  { field: 'kind', title: '单位类别', kind: 'text', labels: AGENCY_KINDS },
  division,
  { field: 'name', title: '单位名称', kind: 'text' },
  { field: 'nameEn', title: '英文名称', kind: 'text' },
  { field: 'noticeName', title: '文件所用名称', kind: 'text', optional: true },
  { field: 'active', title: '有效', kind: 'boolean', optional: true },
];

const lawyerFacts: readonly Column[] = [
  { field: 'gender', title: '性别', kind: 'text', labels: { 女: 'female', 男: 'male' }, optional: true },
  { field: 'practiceYears', title: '执业年限', kind: 'integer' },
  { field: 'criminalDefenceYears', title: '刑事辩护年限', kind: 'integer' },
  { field: 'minorsTrained', title: '熟悉未成年人案件', kind: 'boolean' },
  { field: 'specialities', title: '业务专长', kind: 'list', labels: SPECIALITY_LABELS, optional: true },
  languages,
  { field: 'divisions', title: '服务区划', kind: 'list', labels: DIVISION_LABELS },
  { field: 'visitingUntil', title: '志愿服务截止日', kind: 'day', optional: true },
  { field: 'visitingFrom', title: '派出省份', kind: 'text', optional: true },
];
const firm: Column = { field: 'firm', title: '律师事务所', kind: 'text', optional: true };

export const LAWYER_IMPORT: readonly Column[] = [
  name,
  phone,
  { field: 'licenceNumber', title: '执业证号', kind: 'text', optional: true },
  firm,
  { field: 'firmLicence', title: '律所许可证号', kind: 'text', optional: true },
  ...lawyerFacts,
];
export const LAWYER_EXPORT: readonly Column[] = [
  { field: 'id', title: '编号', kind: 'text' },
  name,
  firm,
  ...lawyerFacts,
  { field: 'status', title: '状态', kind: 'text', labels: STATUSES },
  { field: 'statusSince', title: '状态起始日', kind: 'day' },
];

const workerPlace: readonly Column[] = [
  { field: 'kind', title: '类别', kind: 'text', labels: WORKER_KINDS },
  name,
  division,
  { field: 'township', title: '乡镇(街道)', kind: 'text', optional: true },
  { field: 'village', title: '村(居)', kind: 'text', optional: true },
  languages,
  ...period,
];
export const AID_WORKER_IMPORT: readonly Column[] = [...workerPlace, phone];
export const AID_WORKER_EXPORT: readonly Column[] = [{ field: 'id', title: '编号', kind: 'text' }, ...workerPlace];

export const DUTY_COLUMNS: readonly Column[] = [
  { field: 'institution', title: '机构代码', kind: 'text' },
  { field: 'placeKind', title: '值班类别', kind: 'text', labels: DUTY_PLACE_LABELS },
  { field: 'place', title: '值班地点', kind: 'text' },
  { field: 'day', title: '日期', kind: 'day' },
  { field: 'starts', title: '开始', kind: 'time' },
  { field: 'ends', title: '结束', kind: 'time' },
  { field: 'lawyerId', title: '律师编号', kind: 'text' },
];
export const DUTY_EXPORT: readonly Column[] = [
  { field: 'id', title: '编号', kind: 'text' },
  ...DUTY_COLUMNS,
  { field: 'lawyer', title: '姓名', kind: 'text' },
  { field: 'firm', title: '律师事务所', kind: 'text' },
  { field: 'cancelledFor', title: '取消原因', kind: 'text', labels: CANCELLED_LABELS },
];

/** Of a file that is imported, a row with a number changes what has it; one without is new. */
const number: Column = { field: 'id', title: '编号', kind: 'text', optional: true };

export const LAW_FIRM_COLUMNS: readonly Column[] = [
  number,
  { field: 'name', title: '律师事务所', kind: 'text' },
  division,
  { field: 'licence', title: '律所许可证号', kind: 'text' },
  { field: 'active', title: '有效', kind: 'boolean', optional: true },
];

export const INSTITUTION_COLUMNS: readonly Column[] = [
  { field: 'code', title: '机构代码', kind: 'text' },
  division,
  { field: 'name', title: '机构名称', kind: 'text' },
  { field: 'nameEn', title: '英文名称', kind: 'text' },
  { field: 'address', title: '地址', kind: 'text' },
  { field: 'hotline', title: '咨询专线', kind: 'text' },
  { field: 'openingHours', title: '接待时间', kind: 'text' },
  { field: 'accessible', title: '无障碍', kind: 'boolean' },
  languages,
];

export const STATION_COLUMNS: readonly Column[] = [
  number,
  { field: 'name', title: '工作站', kind: 'text' },
  { field: 'institution', title: '机构代码', kind: 'text' },
  division,
  { field: 'township', title: '乡镇(街道)', kind: 'text' },
  { field: 'host', title: '设在', kind: 'text', optional: true },
  { field: 'address', title: '地址', kind: 'text' },
  ...period,
];

export const REFERENCE_VALUE_COLUMNS: readonly Column[] = [
  { field: 'id', title: '编号', kind: 'text' },
  { field: 'kind', title: '数值', kind: 'text', labels: VALUE_KINDS },
  division,
  { field: 'value', title: '值', kind: 'text' },
  { field: 'unit', title: '单位', kind: 'text', labels: { 分: 'fen', 数: 'number' } },
  { field: 'validFrom', title: '生效日期', kind: 'day' },
  { field: 'source', title: '依据文件', kind: 'text' },
  { field: 'sourceOn', title: '文件日期', kind: 'day' },
  { field: 'status', title: '状态', kind: 'text', labels: VALUE_STATUSES },
];
