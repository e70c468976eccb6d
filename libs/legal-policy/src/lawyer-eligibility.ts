import { cite } from './citations.js';
import { type Refusal, refusal } from './refusal.js';
import { addMonths, type Day, daysBetween } from './shanghai-time.js';

/** Years of criminal defence (刑事辩护经历) that a life or death case asks. */
export const LIFE_OR_DEATH_YEARS = 3;
const OFFICE_COOLING_OFF_MONTHS = 24;

/** What is known of a lawyer (律师). Optional facts are judged only when given. */
export interface LawyerFacts {
  /** `suspended`: 停止执业. `inactive`: no practising licence now. */
  readonly status: 'active' | 'suspended' | 'inactive';
  /** Full years of criminal defence. */
  readonly criminalDefenceYears: number;
  /** Familiar with minors (熟悉未成年人身心特点). */
  readonly minorsTrained: boolean;
  /** Divisions the lawyer serves by own statement; a prefecture stands for its counties, the region for all. Empty or left out: anywhere. */
  readonly divisions?: readonly string[];
  /** A visiting volunteer (志愿律师) serves until this day. */
  readonly visitingUntil?: Day;
  /** Agency code of an organ the lawyer works in now. */
  readonly agency?: string;
  /** Measures that keep the lawyer from being assigned now, each in the divisions of who decided it (责任追究). */
  readonly bars?: readonly { readonly division: string; readonly decision: string; readonly until: Day | null }[];
  /** Organs the lawyer was a judge or procurator of. */
  readonly formerOffices?: readonly { readonly agency: string; readonly kind: 'court' | 'procuratorate'; readonly leftOn: Day }[];
}

/** What is known of the defence request (通知辩护). */
export interface DefenceRequestFacts {
  readonly lifeOrDeath: boolean;
  readonly minor: boolean;
  /** Whether the lawyer already defends a co-accused of this case, or of a linked one. */
  readonly defendsCoAccused: boolean;
  readonly division?: string;
  /** Agency code of the case agency (办案机关). */
  readonly organ?: string;
  /** The day of the assignment: needed to judge former offices. */
  readonly onDay?: Day;
  /** The lawyer or a close relative has an interest in the matter. */
  readonly conflictOfInterest?: boolean;
}

export type MayTake = { readonly ok: true } | { readonly ok: false; readonly reasons: readonly Refusal[] };

/** `540100` covers `540102`, `540000` covers both: a code's trailing pairs of zeros stand for everything below. */
function covers(above: string, below: string): boolean {
  const digits = above.endsWith('0000') ? 2 : above.endsWith('00') ? 4 : 6;
  return below.startsWith(above.slice(0, digits));
}

// What says the same of each lawyer is made once: thousands are judged for one matter.
const TOO_LITTLE_CRIMINAL_DEFENCE = refusal(
  'lawyer.too_little_criminal_defence',
  [...cite('legal_aid_law', '26'), ...cite('case_procedure_2023', '26')],
  '可能判处无期徒刑、死刑或死刑复核的案件，应当指派具有三年以上刑事辩护经历的律师。',
  'A life, death or death review case needs a lawyer with at least three years of criminal defence.',
);
const NOT_FAMILIAR_WITH_MINORS = refusal(
  'lawyer.not_familiar_with_minors',
  [...cite('case_procedure_2023', '26'), ...cite('criminal_interpretation_2021', '564')],
  '未成年人案件应当指派熟悉未成年人身心特点的律师。',
  'A minor’s case needs a lawyer familiar with minors.',
);
const DIVISION_NOT_SERVED = refusal(
  'lawyer.division_not_served',
  cite('service_area'),
  '该律师登记的服务区域不包括本地。',
  'The lawyer’s registered service area does not include this division.',
);

function standing({ status }: LawyerFacts): Refusal[] {
  if (status === 'active') return [];
  if (status === 'suspended') {
    return [
      refusal('lawyer.suspended', cite('lawyers_law', '47', '51'), '该律师正处于停止执业期间。', 'The lawyer is suspended from practice.'),
    ];
  }
  return [
    refusal(
      'lawyer.inactive',
      cite('lawyers_law', '13'),
      '该律师目前没有有效的执业证书。',
      'The lawyer holds no practising licence at present.',
    ),
  ];
}

/** 暂停指派、移出指派名册: told with the decision, so that the lawyer and whoever assigns know where it comes from. */
function barred({ bars = [] }: LawyerFacts, { division }: DefenceRequestFacts): Refusal[] {
  return bars
    .filter((bar) => division === undefined || covers(bar.division, division))
    .map(({ decision, until }) =>
      refusal(
        'lawyer.barred_from_assignment',
        cite('legal_aid_law', '63'),
        until === null ? `该律师已被移出指派名册（${decision}）。` : `该律师被暂停指派至${until}（${decision}）。`,
        until === null
          ? `The lawyer was removed from the roster for assignment (${decision}).`
          : `Assignment of the lawyer is suspended until ${until} (${decision}).`,
      ),
    );
}

function experience(lawyer: LawyerFacts, request: DefenceRequestFacts): Refusal[] {
  const found: Refusal[] = [];
  if (request.lifeOrDeath && lawyer.criminalDefenceYears < LIFE_OR_DEATH_YEARS) {
    found.push(TOO_LITTLE_CRIMINAL_DEFENCE);
  }
  if (request.minor && !lawyer.minorsTrained) {
    found.push(NOT_FAMILIAR_WITH_MINORS);
  }
  return found;
}

function formerOffice(lawyer: LawyerFacts, { organ, onDay }: DefenceRequestFacts): Refusal[] {
  const found: Refusal[] = [];
  for (const { agency, kind, leftOn } of lawyer.formerOffices ?? []) {
    if (onDay !== undefined && daysBetween(onDay, addMonths(leftOn, OFFICE_COOLING_OFF_MONTHS)) >= 0) {
      found.push(
        refusal(
          'lawyer.left_office_recently',
          cite('lawyers_law', '41'),
          '从人民法院、人民检察院离任未满二年，不得担任辩护人。',
          'A former judge or procurator may not defend within two years of leaving office.',
        ),
      );
    }
    if (organ !== undefined && agency === organ) {
      found.push(
        refusal(
          'lawyer.former_office',
          kind === 'court' ? cite('judges_law', '36') : cite('prosecutors_law', '37'),
          '不得担任原任职机关所办案件的辩护人。',
          'A lawyer may not defend in a case of the organ formerly served.',
        ),
      );
    }
  }
  return found;
}

function conflicts(lawyer: LawyerFacts, request: DefenceRequestFacts): Refusal[] {
  const found = formerOffice(lawyer, request);
  if (request.defendsCoAccused) {
    found.push(
      refusal(
        'lawyer.defends_co_accused',
        cite('criminal_interpretation_2021', '43'),
        '一名辩护人不得为两名以上同案或者关联案件的被告人辩护。',
        'One defender may not act for two accused of the same or a linked case.',
      ),
    );
  }
  if (request.conflictOfInterest === true) {
    found.push(
      refusal(
        'lawyer.conflict_of_interest',
        cite('lawyers_law', '39'),
        '该律师或其近亲属与本案有利益冲突。',
        'The lawyer or a close relative has an interest in the matter.',
      ),
    );
  }
  if (lawyer.agency !== undefined && lawyer.agency === request.organ) {
    found.push(
      refusal(
        'lawyer.own_agency',
        cite('lawyers_law', '11', '39'),
        '该律师任职于本案办案机关。',
        'The lawyer works in the organ that conducts the case.',
      ),
    );
  }
  return found;
}

/** The law sets no territorial limit (律师法 第10条): this is what the lawyer stated, so that nobody is sent where they do not go. */
function area({ divisions = [], visitingUntil }: LawyerFacts, { division, onDay }: DefenceRequestFacts): Refusal[] {
  if (visitingUntil !== undefined && onDay !== undefined && visitingUntil < onDay) {
    return [refusal('lawyer.visit_over', cite('panel_rules'), '该志愿律师的服务期已满。', 'The visiting volunteer’s time here is over.')];
  }
  if (division === undefined || divisions.length === 0) return [];
  if (divisions.some((served) => covers(served, division) || covers(division, served))) return [];
  return [DIVISION_NOT_SERVED];
}

/** Whether a lawyer may take a defence request (指派律师); every reason against is named at once. */
export function mayTake(lawyer: LawyerFacts, request: DefenceRequestFacts): MayTake {
  const reasons = [
    ...standing(lawyer),
    ...barred(lawyer, request),
    ...experience(lawyer, request),
    ...conflicts(lawyer, request),
    ...area(lawyer, request),
  ];
  return reasons.length === 0 ? { ok: true } : { ok: false, reasons };
}
