import type { MatterKind } from '@xiezhi/contracts';
import {
  assertNever,
  Rejected,
  type Decider,
  type FieldError,
  type JsonObject,
  type Message,
  type Personal,
  type StreamType,
} from '@xiezhi/eventsourcing';
import type { LetterRecipient } from '@xiezhi/legal-policy';

/** The matter a letter belongs to, and the agency that issues it; nothing in it names a person. */
export interface LetterMatter extends JsonObject {
  /** The matter's: that of the defence request, or of the granted case. */
  readonly requestId: string;
  /** The case agency; a granted case has none. */
  readonly organ?: string;
  readonly institution: string;
  readonly division: string;
  /** 案号, by which the register finds it; of a granted case that has none, the number of its decision. */
  readonly caseNumber: string;
  /** Agency that issues the letter; the institution, or the organ for what organs write. */
  readonly issuer: string;
}

/** What kind of letter it is (文书格式): a version of a form, and the word of its number series. */
export interface LetterKind extends JsonObject {
  readonly form: number;
  readonly version: number;
  readonly word: string;
  readonly to: LetterRecipient;
}

/** Whose keys the fields are sealed under. A letter that names no lawyer of the roster has none. */
export interface LetterPersons extends JsonObject {
  readonly personId: string;
  readonly contactId?: string;
  readonly lawyerPersonId?: string;
}

/** Values of fields, by their ids. */
export interface FieldTexts extends JsonObject {
  readonly [field: string]: string;
}

/** The fields by whose they are (当事人、办案机关联系人、承办律师). */
export type LetterFields = {
  readonly personFields: Personal<FieldTexts>;
  readonly contactFields?: Personal<FieldTexts>;
  readonly lawyerFields?: Personal<FieldTexts>;
};

/** 送达方式: by hand, by post, by electronic means, left behind, by public notice. */
export const SERVICE_MANNERS = ['in_person', 'post', 'electronic', 'left', 'public'] as const;
export type ServiceManner = (typeof SERVICE_MANNERS)[number];

/** Who handed it over, to whom and where, as the receipt says. */
export interface ServiceDetails extends JsonObject {
  readonly servedBy?: string;
  readonly receivedBy?: string;
  readonly address?: string;
}

interface By {
  readonly at: string;
  /** Agency that acts; `null`: the platform itself. */
  readonly by: string | null;
}

/** Commands on a letter (法律援助文书). */
export type LetterCommand =
  /** 拟稿 */
  | Message<
      'DraftLetter',
      By & {
        readonly matter: LetterMatter;
        readonly kind: LetterKind;
        readonly persons: LetterPersons;
        readonly fields: LetterFields;
        readonly automatic: boolean;
        /** Of a letter whose number was allotted with the decision that it tells of: it is issued as it is drafted. */
        readonly numbered?: {
          readonly number: string;
          readonly at: string;
          readonly issuedBy: string | null;
          readonly contentHash: string;
        };
      }
    >
  /** 修改 */
  | Message<'ReviseLetter', By & { readonly persons: LetterPersons; readonly fields: LetterFields }>
  /** 申请文号: from here on the letter is on its way, and gets a number whatever stops. `missing`: fields it lacks. */
  | Message<'RequestNumber', By & { readonly year: number; readonly account: string | null; readonly missing: readonly FieldError[] }>
  /** 签发 */
  | Message<'IssueLetter', By & { readonly number: string; readonly contentHash: string | null }>
  /** 送达 */
  | Message<
      'ServeLetter',
      By & {
        readonly servedAt: string;
        readonly manner: ServiceManner;
        readonly details?: ServiceDetails;
        readonly receiptPaperId?: string;
      }
    >
  /** 作废 */
  | Message<'VoidLetter', By & { readonly reason: string }>;

type Of<Data> = JsonObject & { readonly matter: LetterMatter } & Data;
type Sealed = LetterPersons & LetterFields;

/** Events of a letter. A number, once there, stays used: of a void letter too. */
export type LetterEvent =
  | Message<'LetterDrafted', Of<{ readonly kind: LetterKind; readonly automatic: boolean; readonly draftedAt: string } & Sealed>>
  | Message<'LetterRevised', Of<{ readonly revisedAt: string } & Sealed>>
  | Message<'LetterNumberRequested', Of<{ readonly year: number; readonly requestedAt: string; readonly requestedBy: string | null }>>
  | Message<
      'LetterIssued',
      Of<{
        readonly form: number;
        readonly number: string;
        readonly issuedAt: string;
        /** Account of who issued it; `null`: it was issued with the decision it tells of. */
        readonly issuedBy: string | null;
        /** Agency it is addressed to, which reads it from now on; `null`: it goes to no agency. */
        readonly addressee: string | null;
        readonly personId: string;
        /** SHA-256 of what it says, by which a paper is compared with it. Sealed: from it alone a name could be guessed. */
        readonly contentHash?: Personal<string>;
      }>
    >
  | Message<
      'LetterServed',
      Of<{
        readonly form: number;
        readonly servedAt: string;
        readonly manner: ServiceManner;
        readonly personId: string;
        readonly details?: Personal<ServiceDetails>;
        readonly receiptPaperId?: string;
        readonly recordedAt: string;
      }>
    >
  | Message<'LetterVoided', Of<{ readonly personId: string; readonly reason: Personal<string>; readonly voidedAt: string }>>;

interface Kept {
  readonly matter: LetterMatter;
  readonly kind: LetterKind;
  readonly persons: LetterPersons;
}

interface Requested {
  readonly year: number;
  readonly requestedAt: string;
  readonly requestedBy: string | null;
}

interface Numbered {
  readonly number: string;
  readonly issuedAt: string;
}

/** Only a defence request has a case agency. */
export const matterKindOf = ({ organ }: LetterMatter): MatterKind => (organ === undefined ? 'aid-case' : 'defence-request');

/** Where a letter stands; its texts are in no state. */
export type LetterState =
  | { readonly status: 'none' }
  | (Kept & { readonly status: 'draft' })
  | (Kept & Requested & { readonly status: 'numbering' })
  | (Kept & Numbered & { readonly status: 'issued' | 'served' })
  | (Kept & Partial<Numbered> & { readonly status: 'void' });

const refuse = (reason: string, text: string, errors?: readonly FieldError[]): never => {
  throw new Rejected(`letter.${reason}`, text, errors === undefined ? {} : { errors });
};

/** A letter as it is; to whoever asks for one that was never drafted it does not exist. */
function known(state: LetterState): Exclude<LetterState, { readonly status: 'none' }> {
  return state.status === 'none'
    ? refuse('not_found', '没有这份文书,或它不属于您的单位。No such letter, or it is not your agency’s.')
    : state;
}

/** Only its issuer answers for a letter; the platform carries on what the issuer began. */
function ofIssuer(state: LetterState, by: string | null): Exclude<LetterState, { readonly status: 'none' }> {
  const letter = known(state);
  if (by !== null && by !== letter.matter.issuer)
    return refuse('not_issuer.forbidden', '只有制作该文书的单位可以办理此项。Only the agency that writes this letter may do that.');
  return letter;
}

const notDraft = (): never =>
  refuse('not_draft', '文书已签发或者已作废,不能再修改;有误请作废后重新制作。It is issued or void: void it and draft a new one.');

/** The agency a letter is addressed to, which reads it once it is issued. */
export function addresseeOf(matter: LetterMatter, to: LetterRecipient): string | null {
  if (to === 'organ') return matter.organ ?? null;
  return to === 'institution' ? matter.institution : null;
}

function issued(kept: Kept, numbered: Numbered, issuedBy: string | null, contentHash: string | null): LetterEvent {
  const { matter, kind, persons } = kept;
  return {
    type: 'LetterIssued',
    data: {
      matter,
      form: kind.form,
      ...numbered,
      issuedBy,
      addressee: addresseeOf(matter, kind.to),
      personId: persons.personId,
      ...(contentHash !== null && { contentHash }),
    },
  };
}

function draft(data: Extract<LetterCommand, { type: 'DraftLetter' }>['data'], state: LetterState): readonly LetterEvent[] {
  if (state.status !== 'none') return [];
  const { matter, kind, persons, fields, automatic, at, by, numbered } = data;
  if (by !== null && by !== matter.issuer)
    return refuse('form.not_yours', '该文书不由您的单位制作,请另选文书。This form is not your agency’s to write; choose another.');
  const drafted: LetterEvent = { type: 'LetterDrafted', data: { matter, kind, automatic, draftedAt: at, ...persons, ...fields } };
  if (numbered === undefined) return [drafted];
  const { number, at: issuedAt, issuedBy, contentHash } = numbered;
  return [drafted, issued({ matter, kind, persons }, { number, issuedAt }, issuedBy, contentHash)];
}

function requestNumber(data: Extract<LetterCommand, { type: 'RequestNumber' }>['data'], state: LetterState): readonly LetterEvent[] {
  const letter = ofIssuer(state, data.by);
  if (letter.status === 'numbering' || letter.status === 'issued' || letter.status === 'served') return [];
  if (letter.status === 'void') return notDraft();
  if (data.missing.length > 0)
    return refuse('incomplete.invalid', '文书有必填内容尚未填写,请补充后签发。Fields that the letter needs are missing.', data.missing);
  const { matter } = letter;
  return [{ type: 'LetterNumberRequested', data: { matter, year: data.year, requestedAt: data.at, requestedBy: data.account } }];
}

function issue(data: Extract<LetterCommand, { type: 'IssueLetter' }>['data'], state: LetterState): readonly LetterEvent[] {
  const letter = ofIssuer(state, data.by);
  if (letter.status === 'issued' || letter.status === 'served') return [];
  if (letter.status !== 'numbering') return notDraft();
  return [issued(letter, { number: data.number, issuedAt: letter.requestedAt }, letter.requestedBy, data.contentHash)];
}

function serve(data: Extract<LetterCommand, { type: 'ServeLetter' }>['data'], state: LetterState): readonly LetterEvent[] {
  const letter = ofIssuer(state, data.by);
  const { at, by, servedAt, manner, details, receiptPaperId } = data;
  if (letter.status === 'served') {
    if (by === null) return [];
    return refuse('already_served', '该文书已记录送达。The service of this letter is recorded already.');
  }
  if (letter.status !== 'issued') return refuse('not_issued', '文书尚未签发,不能送达。The letter is not issued yet.');
  // What the platform records it knows from the request, whose own rules have judged the time.
  if (by !== null && (servedAt > at || servedAt < letter.issuedAt)) {
    const detail = '送达时间应在签发之后、现在之前,请核对送达回证。The time of service lies between the issue and now; check the receipt.';
    return refuse('service.invalid', detail, [{ path: 'servedAt', code: 'out_of_range', detail }]);
  }
  const { matter, kind, persons } = letter;
  return [
    {
      type: 'LetterServed',
      data: {
        matter,
        form: kind.form,
        servedAt,
        manner,
        personId: persons.personId,
        ...(details !== undefined && { details }),
        ...(receiptPaperId !== undefined && { receiptPaperId }),
        recordedAt: at,
      },
    },
  ];
}

function voidLetter(data: Extract<LetterCommand, { type: 'VoidLetter' }>['data'], state: LetterState): readonly LetterEvent[] {
  const letter = ofIssuer(state, data.by);
  if (letter.status === 'void') return [];
  if (letter.status === 'numbering')
    return refuse('being_numbered', '正在取号,请稍后再试。Its number is being allotted; try again in a moment.');
  const { matter, persons } = letter;
  return [{ type: 'LetterVoided', data: { matter, personId: persons.personId, reason: data.reason, voidedAt: data.at } }];
}

function decide(command: LetterCommand, state: LetterState): readonly LetterEvent[] {
  switch (command.type) {
    case 'DraftLetter':
      return draft(command.data, state);
    case 'ReviseLetter': {
      const letter = ofIssuer(state, command.data.by);
      if (letter.status !== 'draft') return notDraft();
      const { at, persons, fields } = command.data;
      return [{ type: 'LetterRevised', data: { matter: letter.matter, revisedAt: at, ...persons, ...fields } }];
    }
    case 'RequestNumber':
      return requestNumber(command.data, state);
    case 'IssueLetter':
      return issue(command.data, state);
    case 'ServeLetter':
      return serve(command.data, state);
    case 'VoidLetter':
      return voidLetter(command.data, state);
    default:
      return assertNever(command);
  }
}

const personsOf = ({ personId, contactId, lawyerPersonId }: LetterPersons): LetterPersons => ({
  personId,
  ...(contactId !== undefined && { contactId }),
  ...(lawyerPersonId !== undefined && { lawyerPersonId }),
});

function evolve(state: LetterState, { type, data }: LetterEvent): LetterState {
  const kept = state as Kept;
  switch (type) {
    case 'LetterDrafted':
      return { status: 'draft', matter: data.matter, kind: data.kind, persons: personsOf(data) };
    case 'LetterRevised':
      return { ...(state as Kept & { status: 'draft' }), persons: personsOf(data) };
    case 'LetterNumberRequested': {
      const { year, requestedAt, requestedBy } = data;
      return { ...kept, status: 'numbering', year, requestedAt, requestedBy };
    }
    case 'LetterIssued': {
      const { matter, kind, persons } = kept;
      return { status: 'issued', matter, kind, persons, number: data.number, issuedAt: data.issuedAt };
    }
    case 'LetterServed':
      return { ...(state as Kept & Numbered), status: 'served' };
    case 'LetterVoided':
      return { ...kept, status: 'void' };
    default:
      return assertNever(type);
  }
}

const decider: Decider<LetterState, LetterCommand, LetterEvent> = { initial: { status: 'none' }, decide, evolve };

const FIELDS = { personFields: 'personId', contactFields: 'contactId', lawyerFields: 'lawyerPersonId' };

/** An official letter (法律援助文书) from its draft to its service. */
export const letter: StreamType<LetterState, LetterCommand, LetterEvent> = {
  name: 'letter',
  decider,
  personal: {
    LetterDrafted: FIELDS,
    LetterRevised: FIELDS,
    LetterIssued: { contentHash: 'personId' },
    LetterServed: { details: 'personId' },
    LetterVoided: { reason: 'personId' },
  },
};
