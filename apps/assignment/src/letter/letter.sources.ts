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
import { PROCEDURE_STAGES, TERMINATION_GROUNDS, type WorkKind } from '@xiezhi/contracts';
import { defenceGround, formatBasis, shanghaiDay, type FieldSource } from '@xiezhi/legal-policy';
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
  readonly parties: Parties;
  readonly caseNumber: string;
  readonly persons: LetterPersons;
  readonly values: SourceValues;
}

const GENDERS: Readonly<Record<string, string>> = { male: '男', female: '女' };
/** Events of one request that are read: far more than any has. */
const MAX_READS = 20;

/** Draws the values of letters from the request they belong to: the log says what the request says. */
export class DrawnFromRequests {
  constructor(
    private readonly store: EventStore,
    private readonly keys: PersonKeys,
    private readonly rosters: Rosters,
  ) {}

  /** @throws Rejected `defence_request.not_found` */
  async of(requestId: string, at: string): Promise<LetterSources> {
    const events = await this.#events(requestId);
    const notice = events.findLast(({ type }) => type === 'DefenceNotificationSent' || type === 'NotificationCorrected');
    if (notice === undefined) throw notFound();
    const { facts, personId, contactId, person, contact, parties } = notice.data as unknown as Notice & { readonly parties: Parties };
    const stream = streamOf(defenceRequest, requestId);
    const [thePerson, theContact, lawyer, course, names] = await Promise.all([
      open<Person>(person, this.keys, stream, 'person'),
      open<Contact>(contact, this.keys, stream, 'contact'),
      this.#lawyer(events),
      this.#course(events, stream),
      this.rosters.namesOf([parties.organ, parties.institution]),
    ]);
    const values: SourceValues = {
      ...(thePerson !== null && personValues(thePerson)),
      ...(theContact !== null && { 'contact.name': theContact.name, 'contact.phone': theContact.phone }),
      ...lawyer.values,
      ...course,
      ...factValues(facts),
      'organ.name': names.get(parties.organ) ?? parties.organ,
      'institution.name': names.get(parties.institution) ?? parties.institution,
      ...dayOf(events, 'DefenceNotificationReceived', 'receivedAt', 'receivedAt'),
      ...dayOf(events, 'LawyerAssigned', 'assignedAt', 'assignedAt'),
      ...dayOf(events, 'LawyerReplaced', 'replacedAt', 'assignedAt'),
      ...dayOf(events, 'StageConcluded', 'concludedAt', 'concludedAt'),
      today: shanghaiDay(at),
    };
    return {
      parties,
      caseNumber: facts.caseNumber,
      values,
      persons: {
        personId,
        ...(theContact !== null && { contactId }),
        ...(lawyer.personId !== undefined && { lawyerPersonId: lawyer.personId }),
      },
    };
  }

  async #events(requestId: string): Promise<readonly RecordedEvent[]> {
    const all: RecordedEvent[] = [];
    for (let read = 0; read < MAX_READS; read++) {
      const some = await this.store.read(streamOf(defenceRequest, requestId), { from: all.length });
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

function personValues({ name, gender, birthDate, idNumber, residence, custodyPlace }: Person): SourceValues {
  return {
    'person.name': name,
    ...(gender !== undefined && { 'person.gender': GENDERS[gender]! }),
    ...(birthDate !== undefined && { 'person.birthDate': birthDate }),
    ...(idNumber !== undefined && { 'person.idNumber': idNumber }),
    ...(residence !== undefined && { 'person.residence': residence }),
    ...(custodyPlace !== undefined && { 'person.custodyPlace': custodyPlace }),
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

/** The day of the last event of a type, as its field tells it. */
function dayOf(events: readonly RecordedEvent[], type: string, field: string, source: FieldSource): SourceValues {
  const at = events.findLast((event) => event.type === type)?.data[field];
  return typeof at === 'string' ? { [source]: shanghaiDay(at) } : {};
}
