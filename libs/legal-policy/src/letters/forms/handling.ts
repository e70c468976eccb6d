import {
  CASE_NUMBER,
  choice,
  CLERK,
  CLERK_PHONE,
  count,
  day,
  field,
  FIRM,
  LAWYER,
  lines,
  OFFENCE,
  ORGAN,
  PERSON,
  PERSON_PHONE,
  required,
  ROLE,
  row,
  STAGE,
  tall,
} from '../fields.js';
import type { LetterTemplate } from '../template.js';

const VERSION = { version: 1, validFrom: '2024-01-01', issuer: 'institution', sealed: false, receipt: false } as const;

/** 案件承办情况通报/报告记录 (格式14; 法律援助法 第46条). */
const progress: LetterTemplate = {
  form: 14,
  ...VERSION,
  titleZh: '案件承办情况通报/报告记录',
  titleEn: 'Record of a report on the case',
  word: '报',
  to: 'file',
  fields: [
    PERSON,
    OFFENCE,
    STAGE,
    FIRM,
    LAWYER,
    required(day('reportedOn', '通报/报告日期', 'Reported on', { from: 'today' })),
    required(choice('reportedTo', '通报/报告对象', 'Reported to', ['受援人', '受援人的法定代理人或者近亲属', '法律援助机构'])),
    choice('manner', '方式', 'Manner', ['当面', '电话', '书面', '网络']),
    required(lines('content', '内容', 'Content')),
    lines('answer', '对方意见', 'Answer'),
  ],
  body: [
    {
      kind: 'table',
      rows: [
        row(['受援人', '{person}'], ['案由', '{offence}']),
        row(['承办单位', '{firm}'], ['承办人', '{lawyer}']),
        row(['诉讼阶段', '{stage}'], ['日期', '{reportedOn}']),
        row(['对象', '{reportedTo}'], ['方式', '{manner}']),
        tall('通报/报告内容', '{content}', 8),
        tall('对方意见', '{answer}', 5),
      ],
    },
    { kind: 'signature', text: '承办人（签名）：\n通报/报告对象（签名）：' },
  ],
};

/** 结案报告表 (格式21; 法律援助法 第50条). */
const closing: LetterTemplate = {
  form: 21,
  ...VERSION,
  titleZh: '结案报告表',
  titleEn: 'Closing report',
  word: '结',
  to: 'file',
  fields: [
    PERSON,
    OFFENCE,
    CASE_NUMBER,
    STAGE,
    ORGAN,
    FIRM,
    LAWYER,
    ROLE,
    day('assignedOn', '指派日期', 'Assigned on', { from: 'assignedAt' }),
    required(day('closedOn', '结案日期', 'Closed on', { from: 'concludedAt' })),
    count('meetings', '会见/约见次数', 'Meetings', { from: 'work.meetings' }),
    count('fileReadings', '阅卷次数', 'Readings of the file', { from: 'work.fileReadings' }),
    count('hearings', '出庭次数', 'Hearings attended', { from: 'work.hearings' }),
    required(lines('course', '承办过程和主要意见', 'Course of the case and main points')),
    required(lines('result', '处理结果', 'Result')),
    choice('adopted', '意见采纳情况', 'Points adopted', ['全部采纳', '部分采纳', '未采纳']),
    lines('examination', '机构审查意见', 'Institution’s examination'),
  ],
  body: [
    {
      kind: 'table',
      rows: [
        row(['受援人', '{person}'], ['案由', '{offence}']),
        row(['办案机关', '{organ}']),
        row(['案号', '{caseNumber}']),
        row(['诉讼阶段', '{stage}'], ['担任', '{role}']),
        row(['承办单位', '{firm}'], ['承办人', '{lawyer}']),
        row(['指派日期', '{assignedOn}'], ['结案日期', '{closedOn}']),
        row(['会见次数', '{meetings}'], ['阅卷次数', '{fileReadings}'], ['出庭次数', '{hearings}']),
        tall('承办过程\n和主要\n意见', '{course}', 6),
        tall('处理结果', '{result}\n承办人（签名）：　　　　　　年　　月　　日', 3),
        row(['意见采纳', '{adopted}']),
        tall('审查意见', '{examination}\n审查人（签名）：　　　　　　年　　月　　日', 3),
      ],
    },
  ],
};

/** 送达回证 (格式22). It goes with a letter, and stands by itself where one is needed on its own. */
const receipt: LetterTemplate = {
  form: 22,
  ...VERSION,
  titleZh: '送达回证',
  titleEn: 'Receipt of service',
  word: '回',
  to: 'file',
  fields: [
    required(field('documents', '送达文书名称和编号', 'Documents served, with their numbers')),
    required(field('servedOn', '受送达人', 'Served on')),
    field('address', '送达地点', 'Place'),
    choice('manner', '送达方式', 'Manner', ['直接送达', '邮寄送达', '电子送达', '留置送达', '公告送达']),
    field('servedAt', '送达时间', 'Time', { kind: 'time' }),
    field('receivedBy', '签收人', 'Received by'),
    field('server', '送达人', 'Served by'),
    lines('remarks', '备注', 'Remarks'),
  ],
  body: [
    {
      kind: 'table',
      rows: [
        tall('送达文书', '{documents}', 2),
        row(['受送达人', '{servedOn}']),
        row(['送达地点', '{address}']),
        row(['送达方式', '{manner}']),
        row(['送达时间', '{servedAt}']),
        tall('签收人', '{receivedBy}\n签名或者盖章：　　　　　　年　　月　　日　　时', 3),
        row(['送达人', '{server}']),
        tall('备注', '{remarks}', 3),
      ],
    },
    { kind: 'note', text: '说明：受送达人不在时，可以由与其共同生活的成年家属或者所在单位代收，代收人应当注明与受送达人的关系。' },
  ],
};

/** 庭审旁听情况记录表 (格式30; 法律援助法 第59条). */
const attendance: LetterTemplate = {
  form: 30,
  ...VERSION,
  titleZh: '庭审旁听情况记录表',
  titleEn: 'Record of a hearing attended',
  word: '旁',
  to: 'file',
  fields: [
    PERSON,
    OFFENCE,
    CASE_NUMBER,
    ORGAN,
    FIRM,
    LAWYER,
    required(field('hearing', '开庭时间', 'Hearing', { kind: 'time', from: 'facts.hearingAt' })),
    field('place', '开庭地点', 'Place', { from: 'facts.hearingPlace' }),
    choice('onTime', '是否按时出庭', 'On time', ['是', '否']),
    choice('prepared', '庭前准备', 'Preparation', ['充分', '一般', '不足']),
    required(lines('performance', '庭审表现', 'Performance at the hearing')),
    choice('grade', '评价', 'Grade', ['优秀', '良好', '合格', '不合格']),
    required(field('observer', '旁听人', 'Observer')),
  ],
  body: [
    {
      kind: 'table',
      rows: [
        row(['受援人', '{person}'], ['案由', '{offence}']),
        row(['审理法院', '{organ}']),
        row(['案号', '{caseNumber}']),
        row(['承办单位', '{firm}'], ['承办人', '{lawyer}']),
        row(['开庭时间', '{hearing}']),
        row(['开庭地点', '{place}']),
        row(['按时出庭', '{onTime}'], ['庭前准备', '{prepared}']),
        tall('庭审表现', '{performance}', 10),
        row(['评价', '{grade}'], ['旁听人', '{observer}']),
      ],
    },
    { kind: 'signature', text: '旁听人（签名）：\n　　年　　月　　日' },
  ],
};

/** 征询办案机关意见函 (格式31; 法律援助法 第59条). */
const inquiry: LetterTemplate = {
  ...VERSION,
  form: 31,
  titleZh: '征询办案机关意见函',
  titleEn: 'Inquiry to the case agency',
  word: '征',
  to: 'organ',
  servedOn: 'organ',
  receipt: true,
  sealed: true,
  fields: [
    ORGAN,
    PERSON,
    OFFENCE,
    CASE_NUMBER,
    STAGE,
    FIRM,
    LAWYER,
    ROLE,
    required(count('answerDays', '回复期限(日)', 'Days for the answer')),
    CLERK,
    CLERK_PHONE,
  ],
  body: [
    { kind: 'salutation', text: '{organ}：' },
    {
      kind: 'paragraph',
      text: '你单位办理的{person}{offence}一案（案号：{caseNumber}），由本机构指派{firm}{lawyer}在{stage}阶段担任{role}。为了解承办质量，现征询你单位意见，请自收到本函之日起{answerDays}日内填写下表并寄回。',
    },
    {
      kind: 'table',
      rows: [
        row(['会见阅卷', '□ 及时　□ 不及时']),
        row(['提交意见', '□ 充分　□ 一般　□ 未提交']),
        row(['按时出庭', '□ 是　□ 否'], ['遵守纪律', '□ 是　□ 否']),
        row(['总体评价', '□ 满意　□ 基本满意　□ 不满意']),
        tall('意见和\n建议', '', 4),
        row(['填写人', ''], ['联系电话', '']),
      ],
    },
    { kind: 'paragraph', text: '联系人：{clerk}　联系电话：{clerkPhone}' },
  ],
};

/** 受援人回访记录表 (格式32; 法律援助法 第59条). */
const returnVisit: LetterTemplate = {
  form: 32,
  ...VERSION,
  titleZh: '受援人回访记录表',
  titleEn: 'Record of a return visit',
  word: '访',
  to: 'file',
  fields: [
    PERSON,
    PERSON_PHONE,
    OFFENCE,
    FIRM,
    LAWYER,
    required(day('visitedOn', '回访日期', 'Visited on', { from: 'today' })),
    choice('manner', '回访方式', 'Manner', ['电话', '当面', '书面', '网络']),
    choice('language', '回访语言', 'Language', ['汉语', '藏语', '其他']),
    choice('charged', '是否收取财物', 'Anything charged', ['否', '是']),
    choice('informed', '是否告知办理情况', 'Told of the progress', ['是', '否']),
    choice('satisfaction', '满意度', 'Satisfaction', ['满意', '基本满意', '不满意']),
    lines('remarks', '意见和建议', 'Remarks'),
    field('visitor', '回访人', 'Visitor'),
  ],
  body: [
    {
      kind: 'table',
      rows: [
        row(['受援人', '{person}'], ['联系电话', '{personPhone}']),
        row(['案由', '{offence}']),
        row(['承办单位', '{firm}'], ['承办人', '{lawyer}']),
        row(['回访日期', '{visitedOn}'], ['回访人', '{visitor}']),
        row(['回访方式', '{manner}'], ['回访语言', '{language}']),
        row(['告知进展', '{informed}'], ['收取财物', '{charged}']),
        row(['满意度', '{satisfaction}']),
        tall('意见和\n建议', '{remarks}', 7),
      ],
    },
    { kind: 'signature', text: '受援人（签名）：\n回访人（签名）：' },
  ],
};

/** Records and inquiries while a case is handled and after (承办与质量类文书). */
export const HANDLING: readonly LetterTemplate[] = [progress, closing, receipt, attendance, inquiry, returnVisit];
