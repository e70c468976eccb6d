import {
  BASIS,
  choice,
  CLERK,
  CLERK_PHONE,
  count,
  field,
  FIRM,
  LAWYER,
  LAWYER_PHONE,
  OFFENCE,
  ORGAN,
  PERSON,
  REASON,
  required,
  TERMINATION_BASIS,
  TERMINATION_REASON,
} from '../fields.js';
import type { LetterTemplate } from '../template.js';

const VERSION = { version: 1, validFrom: '2024-01-01' } as const;

/** Where a refusal or a termination can be objected to (法律援助法 第49条). The days are data on the document: the Law sets none. */
const OBJECTION_TO = required(field('objectionTo', '异议受理机关', 'Objections go to'));
const OBJECTION_DAYS = required(count('objectionDays', '提出异议期限(日)', 'Days for an objection'));
const OBJECTION =
  '如对本决定有异议，可以自收到本决定书之日起{objectionDays}日内，向{objectionTo}提出书面异议；对其审查决定不服的，可以依法申请行政复议或者提起行政诉讼。';

/** 给予法律援助决定书 (格式9; 法律援助法 第43条). */
const granted: LetterTemplate = {
  form: 9,
  ...VERSION,
  // A granted case has its decision already: it is named by it.
  of: 'defence-request',
  titleZh: '给予法律援助决定书',
  titleEn: 'Decision to grant legal aid',
  word: '决',
  issuer: 'institution',
  to: 'person',
  servedOn: 'person',
  receipt: true,
  sealed: true,
  fields: [
    PERSON,
    OFFENCE,
    BASIS,
    choice('manner', '援助方式', 'Form of aid', ['刑事辩护', '刑事代理', '民事诉讼代理', '行政诉讼代理', '非诉讼法律服务'], {
      required: true,
    }),
    { ...FIRM, required: false },
    { ...LAWYER, required: false },
    LAWYER_PHONE,
    CLERK,
    CLERK_PHONE,
  ],
  body: [
    { kind: 'salutation', text: '{person}：' },
    {
      kind: 'paragraph',
      text: '你因{offence}一案提出的法律援助申请，经审查，符合{basis}规定的条件，决定给予法律援助，援助方式为{manner}。',
    },
    { kind: 'paragraph', text: '本机构指派{firm}{lawyer}承办，联系电话{lawyerPhone}。', when: 'lawyer' },
    {
      kind: 'paragraph',
      text: '请你收到本决定书后及时与承办单位办理委托手续，如实陈述案件事实，配合承办人办理。法律援助不收取费用；办理中可以向本机构了解进展，也可以依法投诉或者申请更换承办人。',
    },
    { kind: 'paragraph', text: '联系人：{clerk}　联系电话：{clerkPhone}' },
  ],
};

/** 不予法律援助决定书 (格式10; 法律援助法 第43条、第49条). */
const refused: LetterTemplate = {
  form: 10,
  ...VERSION,
  of: 'defence-request',
  titleZh: '不予法律援助决定书',
  titleEn: 'Decision to refuse legal aid',
  word: '决',
  issuer: 'institution',
  to: 'person',
  servedOn: 'person',
  receipt: true,
  sealed: true,
  fields: [
    { ...PERSON, labelZh: '申请人', labelEn: 'Applicant' },
    OFFENCE,
    REASON,
    BASIS,
    OBJECTION_TO,
    OBJECTION_DAYS,
    CLERK,
    CLERK_PHONE,
  ],
  body: [
    { kind: 'salutation', text: '{person}：' },
    { kind: 'paragraph', text: '你因{offence}一案提出的法律援助申请，经审查，决定不予法律援助。理由如下：' },
    { kind: 'paragraph', text: '{reason}' },
    { kind: 'paragraph', text: '以上决定的依据为{basis}。' },
    { kind: 'paragraph', text: OBJECTION },
    { kind: 'paragraph', text: '联系人：{clerk}　联系电话：{clerkPhone}' },
  ],
};

/** 终止法律援助决定书 (格式18; 法律援助法 第48条、第49条). */
const terminated: LetterTemplate = {
  form: 18,
  ...VERSION,
  titleZh: '终止法律援助决定书',
  titleEn: 'Decision to terminate legal aid',
  word: '终',
  issuer: 'institution',
  to: 'person',
  servedOn: 'person',
  receipt: true,
  sealed: true,
  fields: [
    PERSON,
    OFFENCE,
    { ...FIRM, required: false },
    { ...LAWYER, required: false },
    TERMINATION_REASON,
    TERMINATION_BASIS,
    OBJECTION_TO,
    OBJECTION_DAYS,
    CLERK,
    CLERK_PHONE,
  ],
  body: [
    { kind: 'salutation', text: '{person}：' },
    { kind: 'paragraph', text: '本机构为你在{offence}一案中提供的法律援助，现决定终止。理由如下：' },
    { kind: 'paragraph', text: '{reason}' },
    { kind: 'paragraph', text: '以上决定的依据为{basis}。' },
    { kind: 'paragraph', text: '承办单位{firm}及承办人{lawyer}自本决定送达之日起不再为你提供法律援助。', when: 'lawyer' },
    { kind: 'paragraph', text: OBJECTION },
    { kind: 'paragraph', text: '联系人：{clerk}　联系电话：{clerkPhone}' },
  ],
};

/** 终止法律援助公函 (格式19). */
const terminationLetter: LetterTemplate = {
  form: 19,
  ...VERSION,
  titleZh: '终止法律援助公函',
  titleEn: 'Letter on the termination of legal aid',
  word: '终函',
  issuer: 'institution',
  to: 'organ',
  servedOn: 'organ',
  receipt: true,
  sealed: true,
  fields: [
    ORGAN,
    PERSON,
    OFFENCE,
    { ...FIRM, required: false },
    { ...LAWYER, required: false },
    TERMINATION_REASON,
    TERMINATION_BASIS,
    CLERK,
    CLERK_PHONE,
  ],
  body: [
    { kind: 'salutation', text: '{organ}：' },
    { kind: 'paragraph', text: '你单位办理的{person}{offence}一案，本机构现决定终止对{person}的法律援助。理由如下：' },
    { kind: 'paragraph', text: '{reason}' },
    { kind: 'paragraph', text: '以上决定的依据为{basis}。' },
    { kind: 'paragraph', text: '{firm}{lawyer}自即日起不再承办本案。', when: 'lawyer' },
    { kind: 'paragraph', text: '特此函告。' },
    { kind: 'paragraph', text: '联系人：{clerk}　联系电话：{clerkPhone}' },
  ],
};

/** Decisions, and what is told of their end (决定类文书). */
export const DECISIONS: readonly LetterTemplate[] = [granted, refused, terminated, terminationLetter];
