import { DIVISIONS } from '@xiezhi/contracts';
import type { Column } from './columns.js';

/** The columns of the directory's lists, as files have them. An import takes those of its request; an export has all. */

const DIVISION_LABELS = Object.fromEntries(DIVISIONS.map(({ code, nameZh }) => [nameZh, code]));
const LANGUAGES = { 汉语: 'zh', 藏语: 'bo', 英语: 'en' };
const AGENCY_KINDS = {
  法院: 'court',
  检察院: 'procuratorate',
  公安: 'police',
  法律援助机构: 'institution',
  成员单位: 'member_department',
  联席会议办公室: 'secretariat',
  平台管理单位: 'administration',
};
const SPECIALITY_LABELS = {
  刑事辩护: 'criminal_defence',
  未成年人: 'minors',
  民事: 'civil',
  婚姻家庭: 'marriage_family',
  劳动争议: 'labour',
  交通事故: 'traffic_injury',
  行政: 'administrative',
  征地拆迁: 'land_house',
  农牧: 'agriculture',
  环境: 'environment',
};
const DUTY_PLACE_LABELS = { 法院: 'court', 检察院: 'procuratorate', 看守所: 'detention_centre', 窗口: 'window', 热线: 'hotline' };
const WORKER_KINDS = { 工作站人员: 'station_staff', 联络员: 'liaison', 志愿者: 'volunteer' };

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
  { field: 'status', title: '状态', kind: 'text', labels: { 正常: 'active', 停止指派: 'suspended', 注销: 'inactive' } },
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

export const LAW_FIRM_COLUMNS: readonly Column[] = [
  { field: 'id', title: '编号', kind: 'text' },
  { field: 'name', title: '律师事务所', kind: 'text' },
  division,
  { field: 'licence', title: '律所许可证号', kind: 'text' },
  { field: 'active', title: '有效', kind: 'boolean' },
];

export const STATION_COLUMNS: readonly Column[] = [
  { field: 'id', title: '编号', kind: 'text' },
  { field: 'name', title: '工作站', kind: 'text' },
  { field: 'institution', title: '机构代码', kind: 'text' },
  division,
  { field: 'township', title: '乡镇(街道)', kind: 'text' },
  { field: 'host', title: '设在', kind: 'text' },
  { field: 'address', title: '地址', kind: 'text' },
  ...period,
];

export const REFERENCE_VALUE_COLUMNS: readonly Column[] = [
  { field: 'id', title: '编号', kind: 'text' },
  { field: 'kind', title: '数值', kind: 'text' },
  division,
  { field: 'value', title: '值', kind: 'text' },
  { field: 'unit', title: '单位', kind: 'text', labels: { 分: 'fen', 数: 'number' } },
  { field: 'validFrom', title: '生效日期', kind: 'day' },
  { field: 'source', title: '依据文件', kind: 'text' },
  { field: 'sourceOn', title: '文件日期', kind: 'day' },
  { field: 'status', title: '状态', kind: 'text', labels: { 待复核: 'entered', 已复核: 'approved', 已退回: 'rejected' } },
];
