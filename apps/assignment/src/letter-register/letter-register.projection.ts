import type { MatterKind } from '@xiezhi/contracts';
import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { letter, matterKindOf, type LetterEvent, type ServiceManner } from '../letter/letter.js';

export const LETTER_STATUSES = ['draft', 'numbering', 'issued', 'served', 'void'] as const;
export type LetterStatus = (typeof LETTER_STATUSES)[number];

/** A letter as the register and its matter show it: what it says is in its stream alone, sealed. */
export interface LetterRow {
  readonly id: string;
  readonly request_id: string;
  readonly matter: MatterKind;
  /** Agency that issues it. */
  readonly issuer: string;
  /** Agency it is addressed to, once it is issued. */
  readonly addressee: string | null;
  readonly division: string;
  readonly case_number: string;
  readonly form: number;
  readonly version: number;
  /** 主送: whom it goes to. */
  readonly sent_to: string;
  readonly status: LetterStatus;
  readonly number: string | null;
  readonly year: number | null;
  readonly automatic: boolean;
  readonly drafted_at: string;
  readonly issued_at: string | null;
  readonly issued_by: string | null;
  readonly served_at: string | null;
  readonly manner: ServiceManner | null;
  readonly receipt_paper_id: string | null;
  readonly voided_at: string | null;
  /** What the register is ordered by: when it was issued, before that when it was drafted. */
  readonly listed_at: string;
  readonly revision: number;
}

const REGION_OFFSET_MS = 8 * 3_600_000;
const yearOf = (at: string): number => new Date(Date.parse(at) + REGION_OFFSET_MS).getUTCFullYear();

function changeOf({ type, data }: LetterEvent): Partial<LetterRow> {
  switch (type) {
    case 'LetterNumberRequested':
      return { status: 'numbering', year: data.year };
    case 'LetterIssued': {
      const { number, issuedAt, issuedBy, addressee } = data;
      const issued = { number, addressee, issued_at: issuedAt, issued_by: issuedBy, listed_at: issuedAt };
      return { status: 'issued', year: yearOf(issuedAt), ...issued };
    }
    case 'LetterServed': {
      const { servedAt, manner, receiptPaperId } = data;
      return { status: 'served', served_at: servedAt, manner, receipt_paper_id: receiptPaperId ?? null };
    }
    case 'LetterVoided':
      return { status: 'void', voided_at: data.voidedAt };
    default:
      return {};
  }
}

/** Letters of all matters (文书登记簿): drafts, and what was issued under which number, void ones too. */
export const letterRegister: Projection<LetterRow, RecordedEvent> = {
  name: 'letter_register',
  version: 2,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'uuid',
    request_id: 'uuid',
    matter: 'text',
    issuer: 'text',
    addressee: 'text',
    division: 'text',
    case_number: 'text',
    form: 'integer',
    version: 'integer',
    sent_to: 'text',
    status: 'text',
    number: 'text',
    year: 'integer',
    automatic: 'boolean',
    drafted_at: 'timestamptz',
    issued_at: 'timestamptz',
    issued_by: 'text',
    served_at: 'timestamptz',
    manner: 'text',
    receipt_paper_id: 'uuid',
    voided_at: 'timestamptz',
    listed_at: 'timestamptz',
    revision: 'integer',
  },
  indexes: [
    '(request_id, listed_at, id)',
    '(issuer, status, listed_at, id)',
    '(issuer, form, listed_at, id)',
    '(issuer, listed_at, id)',
    '(issuer, number text_pattern_ops)',
    '(issuer, case_number text_pattern_ops)',
  ],
  seenBy: { agencies: ['issuer', 'addressee'], matter: 'request_id' },
  keysOf: ({ stream }) => {
    const id = idOf(letter, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    const event = item as unknown as LetterEvent;
    if (row !== null && item.revision <= row.revision) return row;
    if (event.type === 'LetterDrafted') {
      const { matter, kind, automatic, draftedAt } = event.data;
      return {
        id,
        request_id: matter.requestId,
        matter: matterKindOf(matter),
        issuer: matter.issuer,
        addressee: null,
        division: matter.division,
        case_number: matter.caseNumber,
        form: kind.form,
        version: kind.version,
        sent_to: kind.to,
        status: 'draft',
        number: null,
        year: null,
        automatic,
        drafted_at: draftedAt,
        issued_at: null,
        issued_by: null,
        served_at: null,
        manner: null,
        receipt_paper_id: null,
        voided_at: null,
        listed_at: draftedAt,
        revision: item.revision,
      };
    }
    return row === null ? null : { ...row, ...changeOf(event), revision: item.revision };
  },
};
