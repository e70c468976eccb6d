/** Official letters (法律援助文书) as data: what a form says, what it asks, and who gets it. No letter has code of its own. */
import type { MatterKind } from '@xiezhi/contracts';

/** Forms of the ministry's 法律援助文书格式 (2023-11-10) that are issued here, by their number (格式号). */
export const LETTER_FORMS = [9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 24, 25, 26, 27, 30, 31, 32] as const;
export type LetterForm = (typeof LETTER_FORMS)[number];

export const isLetterForm = (form: number): form is LetterForm => (LETTER_FORMS as readonly number[]).includes(form);

/** Whose data a field holds: it is sealed under that person's key. The texts of the matter itself go with the person it is about. */
export type FieldOwner = 'person' | 'contact' | 'lawyer';

/** Where a field's value comes from when a letter is drafted; a field without a source is written by the clerk. */
export type FieldSource =
  | 'person.name'
  | 'person.gender'
  | 'person.birthDate'
  | 'person.idNumber'
  | 'person.residence'
  | 'person.custodyPlace'
  | 'person.phone'
  | 'contact.name'
  | 'contact.phone'
  | 'lawyer.name'
  | 'lawyer.phone'
  | 'lawyer.firm'
  | 'previousLawyer.name'
  | 'facts.caseNumber'
  | 'facts.decisionNumber'
  | 'facts.offence'
  | 'facts.stage'
  | 'facts.ground'
  | 'facts.basis'
  | 'facts.hearingAt'
  | 'facts.hearingPlace'
  | 'facts.role'
  | 'organ.name'
  | 'institution.name'
  | 'receivedAt'
  | 'assignedAt'
  | 'concludedAt'
  | 'change.reason'
  | 'termination.reason'
  | 'termination.basis'
  | 'work.meetings'
  | 'work.fileReadings'
  | 'work.hearings'
  | 'today';

/** How a value is written: a line, several lines, a day `YYYY-MM-DD`, an instant, a whole number, or one of the field's choices. */
export type FieldKind = 'text' | 'lines' | 'day' | 'time' | 'count' | 'choice';

export interface LetterField {
  readonly id: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly owner: FieldOwner;
  readonly kind: FieldKind;
  /** Without it the letter is not issued; other fields stay open, as lines to be filled in by hand. */
  readonly required: boolean;
  readonly from?: FieldSource;
  /** Of `choice`: what may be chosen, in the words that stand in the letter. */
  readonly choices?: readonly string[];
}

/** A cell of a form's table: a label, or a text with `{field}` placeholders. `span`: columns it covers, of {@link TABLE_COLUMNS}. */
export interface TemplateCell {
  readonly label?: string;
  readonly text?: string;
  readonly span: number;
  /** Lines the cell leaves room for, for writing by hand. */
  readonly height?: number;
}

/** Columns every form's table is laid out in. */
export const TABLE_COLUMNS = 12;

/** A part of a letter: `{field}` stands for the field's value. `when`: the part is there only if the field has a value. */
export type TemplateBlock =
  /** 主送: flush left, ends with a colon. */
  | { readonly kind: 'salutation'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly when?: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly TemplateCell[])[] }
  /** Lines for signatures. */
  | { readonly kind: 'signature'; readonly text: string }
  /** 说明, in small type at the foot. */
  | { readonly kind: 'note'; readonly text: string };

/** Whom the letter is sent to: the case agency, the law firm, the person, the institution; `file`: it stays in the file. */
export type LetterRecipient = 'organ' | 'law_firm' | 'person' | 'institution' | 'file';

/** A Tibetan text beside the Chinese one: there is none without its reviewer. The same placeholders stand in it. */
export interface ReviewedText {
  readonly title: string;
  readonly body: readonly TemplateBlock[];
  /** Who vouches for the translation (审定单位), and since when. */
  readonly reviewedBy: string;
  readonly reviewedOn: string;
}

/** One version of a form. A version that letters were made from is never changed: a new one stands beside it. */
export interface LetterTemplate {
  readonly form: LetterForm;
  readonly version: number;
  /** First day on which letters are made from it. */
  readonly validFrom: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** Word (字) of its number series. */
  readonly word: string;
  readonly issuer: 'institution' | 'organ';
  /** Of a version that is made in one kind of matter: which. */
  readonly of?: MatterKind;
  /** Of a form that one kind of organ issues: which. */
  readonly organKind?: 'court' | 'procuratorate' | 'police';
  readonly to: LetterRecipient;
  /** The field that names whom it is served on, as the receipt shows it. */
  readonly servedOn?: string;
  /** A receipt (送达回证) goes with it. */
  readonly receipt: boolean;
  /** The letter closes with the issuer's name, seal and the day. */
  readonly sealed: boolean;
  readonly fields: readonly LetterField[];
  readonly body: readonly TemplateBlock[];
  /** Tibetan parallel text (藏文对照文本), once somebody has reviewed it. */
  readonly bo?: ReviewedText;
}
