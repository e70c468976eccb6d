import {
  MAX_EVENTS_PER_READ,
  isSealed,
  open,
  streamOf,
  type EventStore,
  type Personal,
  type PersonKeys,
  type RecordedEvent,
} from '@xiezhi/eventsourcing';
import { AID_CAUSES, PROCEDURE_STAGES, TERMINATION_GROUNDS, type AidForm, type MatterKind, type WorkKind } from '@xiezhi/contracts';
import { basisOfCause, defenceGround, formatBasis, shanghaiDay, type CaseAgencyKind, type FieldSource } from '@xiezhi/legal-policy';
import { aidCase, type Parties as CaseParties } from '../aid-case/aid-case.js';
import type { AidCaseFacts, Recipient } from '../aid-case/facts.js';
import { notFound as noSuchCase } from '../aid-case/state.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { notFound } from '../defence-request/relations.js';
import type { Contact, Notice, NoticeFacts, Person } from '../defence-request/notice.js';
import type { Parties } from '../defence-request/state.js';
import { lawyerDetails } from '../rosters/rosters.details.js';
import type { Rosters } from '../rosters/rosters.js';
import type { LetterPersons } from './letter.js';
import type { SourceValues } from './letter-fields.js';

/** A matter as letters are drafted from it. */
export interface LetterSources {
  /** `organ`: the case agency of a defence request, and of what kind it is. */
  readonly parties: {
    readonly institution: string;
    readonly division: string;
    readonly organ?: string;
    readonly organKind?: CaseAgencyKind;
  };
  readonly caseNumber: string;
  readonly persons: LetterPersons;
  readonly values: SourceValues;
}

const GENDERS: Readonly<Record<string, string>> = { male: '男', female: '女' };
/** Events of one matter that are read: far more than any has. */
const MAX_READS = 20;

/** Draws the values of letters from the matter they belong to: the log says what the matter says. */
export class DrawnFromMatters {
  constructor(
    private readonly store: EventStore,
    private readonly keys: PersonKeys,
    private readonly rosters: Rosters,
  ) {}

  /** @throws Rejected `defence_request.not_found`, `aid_case.not_found` */
  of(kind: MatterKind, id: string, at: string): Promise<LetterSources> {
    return kind === 'defence-request' ? this.#request(id, at) : this.#case(id, at);
  }

  async #request(requestId: string, at: string): Promise<LetterSources> {
    const stream = streamOf(defenceRequest, requestId);
    const events = await this.#events(stream);
    const notice = events.findLast(({ type }) => type === 'DefenceNotificationSent' || type === 'NotificationCorrected');
    if (notice === undefined) throw notFound();
    const { facts, personId, contactId, person, contact, parties } = notice.data as unknown as Notice & { readonly parties: Parties };
    const [thePerson, theContact, common, names] = await Promise.all([
      open<Person>(person, this.keys, stream, 'person'),
      open<Contact>(contact, this.keys, stream, 'contact'),
      this.#common(events, stream, parties.institution, at),
      this.rosters.namesOf([parties.organ]),
    ]);
    const values: SourceValues = {
      ...(thePerson !== null && personValues(thePerson)),
      ...(theContact !== null && { 'contact.name': theContact.name, 'contact.phone': theContact.phone }),
      ...common.values,
      ...factValues(facts),
      'organ.name': names.get(parties.organ) ?? parties.organ,
      ...dayOf(events, 'DefenceNotificationReceived', 'receivedAt', 'receivedAt'),
      ...dayOf(events, 'LawyerAssigned', 'assignedAt', 'assignedAt'),
      ...dayOf(events, 'LawyerReplaced', 'replacedAt', 'assignedAt'),
      ...dayOf(events, 'StageConcluded', 'concludedAt', 'concludedAt'),
    };
    const persons = { personId, ...(theContact !== null && { contactId }), ...common.persons };
    return { parties, caseNumber: facts.caseNumber, values, persons };
  }

  async #case(caseId: string, at: string): Promise<LetterSources> {
    const stream = streamOf(aidCase, caseId);
    const events = await this.#events(stream);
    const received = events.find(({ type }) => type === 'AidCaseReceived');
    if (received === undefined) throw noSuchCase();
    const { facts, personId, recipient, parties } = received.data as unknown as Received;
    const [theRecipient, common] = await Promise.all([
      open<Recipient>(recipient, this.keys, stream, 'recipient'),
      this.#common(events, stream, parties.institution, at),
    ]);
    const hearing = events.findLast(({ type }) => type === 'HearingSet')?.data as unknown as Hearing | undefined;
    const values: SourceValues = {
      ...(theRecipient !== null && personValues(theRecipient)),
      ...common.values,
      ...grantValues(facts),
      ...(hearing !== undefined && { 'facts.hearingAt': hearing.hearingAt }),
      ...(hearing?.hearingPlace !== undefined && { 'facts.hearingPlace': hearing.hearingPlace }),
      ...dayOf(events, 'PersonnelAssigned', 'assignedAt', 'assignedAt'),
      ...dayOf(events, 'LawyerReplaced', 'replacedAt', 'assignedAt'),
      ...dayOf(events, 'MatterConcluded', 'concludedAt', 'concludedAt'),
    };
    return { parties, caseNumber: facts.caseNumber ?? facts.decisionNumber, values, persons: { personId, ...common.persons } };
  }

  /** What every matter says in the same words: its lawyer, its course, its institution. */
  async #common(
    events: readonly RecordedEvent[],
    stream: string,
    institution: string,
    at: string,
  ): Promise<{ readonly values: SourceValues; readonly persons: Pick<LetterPersons, 'lawyerPersonId'> }> {
    const [lawyer, course, names] = await Promise.all([
      this.#lawyer(events),
      this.#course(events, stream),
      this.rosters.namesOf([institution]),
    ]);
    return {
      values: { ...lawyer.values, ...course, 'institution.name': names.get(institution) ?? institution, today: shanghaiDay(at) },
      persons: lawyer.personId === undefined ? {} : { lawyerPersonId: lawyer.personId },
    };
  }

  async #events(stream: string): Promise<readonly RecordedEvent[]> {
    const all: RecordedEvent[] = [];
    for (let read = 0; read < MAX_READS; read++) {
      const some = await this.store.read(stream, { from: all.length });
      all.push(...some);
      if (some.length < MAX_EVENTS_PER_READ) break;
    }
    return all;
  }

  /** What happened in the case, as far as letters tell of it. */
  async #course(events: readonly RecordedEvent[], stream: string): Promise<SourceValues> {
    const reasonOf = async (type: string): Promise<string | null> => {
      const sealed = events.findLast((event) => event.type === type)?.data['reason'] as Personal<string> | undefined;
      return sealed === undefined ? null : open(sealed, this.keys, stream, 'reason');
    };
    const terminated = events.findLast(({ type }) => type === 'AidTerminated');
    const ground = TERMINATION_GROUNDS.findIndex(({ code }) => code === terminated?.data['ground']);
    const done = (kind: WorkKind): string =>
      String(events.filter(({ type, data }) => type === 'WorkRecorded' && data['kind'] === kind).length);
    const [change, termination, previous] = await Promise.all([
      reasonOf('LawyerChangeRequested'),
      reasonOf('AidTerminated'),
      this.#nameOf(events.findLast(({ type }) => type === 'LawyerReplaced')?.data['previousLawyerId']),
    ]);
    return {
      ...(change !== null && { 'change.reason': change }),
      ...(termination !== null && { 'termination.reason': termination }),
      // The grounds of termination stand in the order of the article's items.
      ...(ground >= 0 && { 'termination.basis': `《法律援助法》第48条第1款第${ground + 1}项` }),
      ...(previous !== null && { 'previousLawyer.name': previous }),
      'work.meetings': done('meeting'),
      'work.fileReadings': done('file_reading'),
      'work.hearings': done('hearing'),
    };
  }

  async #nameOf(lawyerId: unknown): Promise<string | null> {
    const row = typeof lawyerId === 'string' ? await this.rosters.lawyerRow(lawyerId) : null;
    return row === null ? null : ((await lawyerDetails(row, this.keys))?.name ?? null);
  }

  /** The lawyer who has the case now, as far as the roster still knows one. */
  async #lawyer(events: readonly RecordedEvent[]): Promise<{ readonly values: SourceValues; readonly personId?: string }> {
    const lawyerId = events.findLast(({ data }) => typeof data['lawyerId'] === 'string')?.data['lawyerId'];
    const row = typeof lawyerId === 'string' ? await this.rosters.lawyerRow(lawyerId) : null;
    if (row === null) return { values: {} };
    const details = await lawyerDetails(row, this.keys);
    const sealed = row.details as unknown as Personal<object> | null;
    return {
      values: { 'lawyer.firm': row.firm, ...(details !== null && { 'lawyer.name': details.name, 'lawyer.phone': details.phone }) },
      ...(details !== null && isSealed(sealed) && { personId: sealed.$sealed.person }),
    };
  }
}

/** As far as letters tell of it: a grant and a hearing of the case. */
interface Received {
  readonly facts: AidCaseFacts;
  readonly personId: string;
  readonly recipient: Personal<Recipient>;
  readonly parties: CaseParties;
}
interface Hearing {
  readonly hearingAt: string;
  readonly hearingPlace?: string;
}

type Described = Pick<Person, 'name' | 'gender' | 'birthDate' | 'idNumber' | 'residence' | 'custodyPlace'> & { readonly phone?: string };

function personValues({ name, gender, birthDate, idNumber, residence, custodyPlace, phone }: Described): SourceValues {
  return {
    'person.name': name,
    ...(gender !== undefined && { 'person.gender': GENDERS[gender]! }),
    ...(birthDate !== undefined && { 'person.birthDate': birthDate }),
    ...(idNumber !== undefined && { 'person.idNumber': idNumber }),
    ...(residence !== undefined && { 'person.residence': residence }),
    ...(custodyPlace !== undefined && { 'person.custodyPlace': custodyPlace }),
    ...(phone !== undefined && { 'person.phone': phone }),
  };
}

function factValues(facts: NoticeFacts): SourceValues {
  const ground = defenceGround(facts.ground);
  return {
    'facts.caseNumber': facts.caseNumber,
    'facts.offence': facts.offence,
    'facts.stage': PROCEDURE_STAGES.find(({ code }) => code === facts.stage)!.nameZh,
    'facts.role': facts.stage === 'compulsory_treatment' ? '诉讼代理人' : '辩护人',
    ...(ground !== undefined && { 'facts.ground': ground.nameZh, 'facts.basis': formatBasis(ground.basis) }),
    ...(facts.hearingAt !== undefined && { 'facts.hearingAt': facts.hearingAt }),
    ...(facts.hearingPlace !== undefined && { 'facts.hearingPlace': facts.hearingPlace }),
  };
}

/** What the lawyer of a granted case acts as (诉讼代理人 before a court, 代理人 elsewhere). */
const ROLES: Readonly<Record<AidForm, string>> = {
  litigation: '诉讼代理人',
  arbitration: '代理人',
  non_litigation: '代理人',
  document_drafting: '代理人',
  defence: '辩护人',
};

function grantValues({ causeText, caseNumber, decisionNumber, cause, form, venue }: AidCaseFacts): SourceValues {
  return {
    'facts.offence': causeText,
    'facts.decisionNumber': decisionNumber,
    'facts.role': ROLES[form],
    'facts.ground': AID_CAUSES.find(({ code }) => code === cause)!.nameZh,
    'facts.basis': formatBasis(basisOfCause(cause)),
    ...(caseNumber !== undefined && { 'facts.caseNumber': caseNumber }),
    ...(venue !== undefined && { 'organ.name': venue }),
  };
}

/** The day of the last event of a type, as its field tells it. */
function dayOf(events: readonly RecordedEvent[], type: string, field: string, source: FieldSource): SourceValues {
  const at = events.findLast((event) => event.type === type)?.data[field];
  return typeof at === 'string' ? { [source]: shanghaiDay(at) } : {};
}
