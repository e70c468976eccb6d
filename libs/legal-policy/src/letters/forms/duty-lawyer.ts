import {
  BIRTH_DATE,
  CASE_NUMBER,
  choice,
  CUSTODY_PLACE,
  field,
  GENDER,
  INSTITUTION,
  lines,
  OFFENCE,
  ORGAN,
  ORGAN_CONTACT,
  ORGAN_PHONE,
  PERSON,
  required,
  row,
  STAGE,
} from '../fields.js';
import type { LetterForm, LetterTemplate } from '../template.js';

/** What a duty lawyer (值班律师) helps with (法律援助法 第30条). */
const HELP = ['法律咨询', '程序选择建议', '申请变更强制措施', '对案件处理提出意见', '认罪认罚见证'];

/** 值班律师提供法律帮助通知书 (格式24–27; 法律援助法 第30条): one form for each kind of organ, alike but for who asks. */
const helpNotice = (
  form: LetterForm,
  issuer: string,
  issuerEn: string,
  word: string,
  organKind: LetterTemplate['organKind'],
): LetterTemplate => ({
  form,
  version: 1,
  validFrom: '2024-01-01',
  of: 'defence-request',
  titleZh: `值班律师提供法律帮助通知书（${issuer}）`,
  titleEn: `Notice for duty-lawyer help (${issuerEn})`,
  word,
  issuer: 'organ',
  ...(organKind !== undefined && { organKind }),
  to: 'institution',
  servedOn: 'institution',
  receipt: true,
  sealed: true,
  fields: [
    INSTITUTION,
    ORGAN,
    { ...PERSON, labelZh: '犯罪嫌疑人、被告人', labelEn: 'Suspect or defendant' },
    GENDER,
    BIRTH_DATE,
    OFFENCE,
    CASE_NUMBER,
    STAGE,
    CUSTODY_PLACE,
    required(choice('help', '法律帮助事项', 'Help asked for', HELP)),
    required(field('helpAt', '提供法律帮助时间', 'Time of the help', { kind: 'time' })),
    field('helpPlace', '地点', 'Place'),
    lines('remarks', '其他需要说明的事项', 'Other matters'),
    ORGAN_CONTACT,
    ORGAN_PHONE,
  ],
  body: [
    { kind: 'salutation', text: '{institution}：' },
    {
      kind: 'paragraph',
      text: '{organ}办理的{person}{offence}一案，{person}没有辩护人。依照《中华人民共和国刑事诉讼法》第三十六条和《中华人民共和国法律援助法》第三十条，请安排值班律师于{helpAt}为其提供法律帮助。',
    },
    {
      kind: 'table',
      rows: [
        row(['姓名', '{person}'], ['性别', '{gender}']),
        row(['出生日期', '{birthDate}'], ['诉讼阶段', '{stage}']),
        row(['羁押场所', '{custodyPlace}']),
        row(['案号', '{caseNumber}']),
        row(['帮助事项', '{help}']),
        row(['帮助地点', '{helpPlace}']),
        row(['联系人', '{organContact}'], ['联系电话', '{organPhone}']),
      ],
    },
    { kind: 'paragraph', text: '{remarks}', when: 'remarks' },
  ],
});

/** Notices by which an organ asks for a duty lawyer (值班律师类文书). Organs of state security ask as police organs do. */
export const DUTY_LAWYER: readonly LetterTemplate[] = [
  helpNotice(24, '公安机关用', 'police', '公值', 'police'),
  helpNotice(25, '国家安全机关用', 'state security', '安值', 'police'),
  helpNotice(26, '人民检察院用', 'procuratorate', '检值', 'procuratorate'),
  helpNotice(27, '人民法院用', 'court', '法值', 'court'),
];
