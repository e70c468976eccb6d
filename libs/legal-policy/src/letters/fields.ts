import type { FieldKind, FieldSource, LetterField, TemplateCell } from './template.js';
import { TABLE_COLUMNS } from './template.js';

type More = Partial<Pick<LetterField, 'owner' | 'required' | 'from' | 'choices' | 'kind'>>;

/** A field with what most fields have: a line about the matter, not required. */
export const field = (id: string, labelZh: string, labelEn: string, more: More = {}): LetterField => ({
  id,
  labelZh,
  labelEn,
  owner: 'person',
  kind: 'text',
  required: false,
  ...more,
});

const sourced = (id: string, labelZh: string, labelEn: string, from: FieldSource, more: More = {}): LetterField =>
  field(id, labelZh, labelEn, { from, ...more });

const kinds =
  (kind: FieldKind) =>
  (id: string, labelZh: string, labelEn: string, more: More = {}): LetterField =>
    field(id, labelZh, labelEn, { kind, ...more });
export const lines = kinds('lines');
export const day = kinds('day');
export const count = kinds('count');
export const choice = (id: string, labelZh: string, labelEn: string, choices: readonly string[], more: More = {}): LetterField =>
  field(id, labelZh, labelEn, { kind: 'choice', choices, ...more });

/** The field, asked for before the letter is issued. */
export const required = (one: LetterField): LetterField => ({ ...one, required: true });

// Fields that many forms share.
export const PERSON = sourced('person', '受援人', 'Recipient of aid', 'person.name', { required: true });
export const GENDER = sourced('gender', '性别', 'Sex', 'person.gender');
export const BIRTH_DATE = sourced('birthDate', '出生日期', 'Date of birth', 'person.birthDate', { kind: 'day' });
export const ID_NUMBER = sourced('idNumber', '公民身份号码', 'Identity number', 'person.idNumber');
export const RESIDENCE = sourced('residence', '住址', 'Address', 'person.residence');
export const CUSTODY_PLACE = sourced('custodyPlace', '羁押场所', 'Place of custody', 'person.custodyPlace');
export const PERSON_PHONE = sourced('personPhone', '受援人联系电话', 'Recipient’s telephone', 'person.phone');
export const OFFENCE = sourced('offence', '案由', 'Cause', 'facts.offence', { required: true });
export const CASE_NUMBER = sourced('caseNumber', '案号', 'Case number', 'facts.caseNumber');
export const DECISION_NUMBER = sourced('decisionNumber', '给予法律援助决定书编号', 'Number of the decision', 'facts.decisionNumber', {
  required: true,
});
export const STAGE = sourced('stage', '诉讼阶段', 'Stage', 'facts.stage');
export const ROLE = sourced('role', '担任', 'Acts as', 'facts.role', {
  kind: 'choice',
  choices: ['辩护人', '诉讼代理人', '代理人'],
  required: true,
});
export const GROUND = sourced('ground', '提供法律援助的情形', 'Ground of aid', 'facts.ground');
export const BASIS = sourced('basis', '法律依据', 'Basis', 'facts.basis', { required: true });
export const HEARING_AT = sourced('hearingAt', '开庭时间', 'Hearing', 'facts.hearingAt', { kind: 'time' });
export const HEARING_PLACE = sourced('hearingPlace', '开庭地点', 'Place of hearing', 'facts.hearingPlace');
export const ORGAN = sourced('organ', '办案机关', 'Case agency', 'organ.name', { required: true });
export const ORGAN_CONTACT = sourced('organContact', '办案机关联系人', 'Contact at the case agency', 'contact.name', { owner: 'contact' });
export const ORGAN_PHONE = sourced('organPhone', '办案机关联系电话', 'Case agency’s telephone', 'contact.phone', { owner: 'contact' });
export const LAWYER = sourced('lawyer', '承办人', 'Lawyer', 'lawyer.name', { owner: 'lawyer', required: true });
export const LAWYER_PHONE = sourced('lawyerPhone', '承办人联系电话', 'Lawyer’s telephone', 'lawyer.phone', { owner: 'lawyer' });
export const LICENCE = field('licence', '执业证号', 'Licence number', { owner: 'lawyer' });
export const FIRM = sourced('firm', '承办单位', 'Law firm', 'lawyer.firm', { required: true });
export const INSTITUTION = sourced('institution', '法律援助机构', 'Legal-aid institution', 'institution.name', { required: true });
export const CLERK = field('clerk', '机构联系人', 'Contact at the institution');
export const CLERK_PHONE = field('clerkPhone', '机构联系电话', 'Institution’s telephone');
export const RECEIVED_AT = sourced('receivedAt', '收到通知日期', 'Notice received', 'receivedAt', { kind: 'day' });
export const REASON = lines('reason', '理由', 'Reason', { required: true });
/** Why aid ends, as the institution decided it. */
export const TERMINATION_REASON: LetterField = { ...REASON, from: 'termination.reason' };
export const TERMINATION_BASIS: LetterField = { ...BASIS, from: 'termination.basis' };

const LABEL_COLUMNS = 2;

/** A row of a form's table: labels of two columns each, the values share the rest. */
export function row(...pairs: readonly (readonly [label: string, text: string])[]): readonly TemplateCell[] {
  const free = TABLE_COLUMNS / pairs.length - LABEL_COLUMNS;
  return pairs.flatMap(([label, text]) => [
    { label, span: LABEL_COLUMNS },
    { text, span: free },
  ]);
}

/** A row with room for writing by hand. */
export const tall = (label: string, text: string, height: number): readonly TemplateCell[] => [
  { label, span: LABEL_COLUMNS },
  { text, span: TABLE_COLUMNS - LABEL_COLUMNS, height },
];
