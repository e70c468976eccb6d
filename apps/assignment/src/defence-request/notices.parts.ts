import { derivedId, open, type PersonKeys } from '@xiezhi/eventsourcing';
import type { NoticeInput } from './commands.js';
import type { Contact, Notice, Papers, Person, WrittenFacts } from './notice.js';

/** A notice as a clerk writes it; ids and keys are the platform's. */
export interface NoticeBody {
  readonly facts: WrittenFacts;
  readonly person: Person;
  readonly contact: Contact;
  readonly papers: Papers;
}

/** The notice as the rules take it. */
export function noticeOf(body: NoticeBody, organ: string, personId: string, contactId: string): NoticeInput {
  const coAccusedGroup = derivedId('co-accused', organ, body.facts.caseNumber);
  return {
    facts: { ...body.facts, coAccusedGroup },
    personId,
    contactId,
    person: body.person,
    contact: body.contact,
    papers: body.papers,
  };
}

/** A stored notice in clear, for it is sent on; `null` when a person of it was erased. `stream`: where it is stored. */
export async function opened(
  { facts, personId, contactId, ...sealed }: Notice,
  keys: PersonKeys,
  stream: string,
): Promise<NoticeInput | null> {
  const [person, contact, papers] = await Promise.all([
    open(sealed.person, keys, stream, 'person'),
    open(sealed.contact, keys, stream, 'contact'),
    open(sealed.papers, keys, stream, 'papers'),
  ]);
  return person === null || contact === null || papers === null ? null : { facts, personId, contactId, person, contact, papers };
}
