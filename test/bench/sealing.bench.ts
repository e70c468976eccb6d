import { sealAll, type NewEvent } from '@xiezhi/eventsourcing';
import { PostgresEventStore } from '@xiezhi/eventsourcing/postgres';
import { FileKeyWrapping, PostgresPersonKeys } from '@xiezhi/service';
import { keyDatabase } from '../../libs/service/src/testing/key-database.js';
import { newStream, rate, ratioRounds, rowOf, sampleEvent, type BenchLog, type Row } from './support.js';

const ROUND_MS = 500;
const MASTER_KEY = new Uint8Array(32).fill(7);
/** ≤ 15 % of the time of an append. */
const TARGET = 1 / 1.15;

/** The personal fields of a notice, with whose they are. */
const PERSONAL = { NoticeSent: { person: 'personId', contact: 'contactId', papers: 'personId' } };
const person = {
  name: '扎西某某 བཀྲ་ཤིས།',
  birthDate: '1990-05-01',
  idNumber: '540102199005010011',
  custodyPlace: '某某看守所',
  gender: 'male',
};
const contact = { name: '承办人某某', phone: '0891-7654321' };
const papers = { list: [{ kind: 'indictment', title: '起诉书副本' }], reason: '没有委托辩护人' };

/** The three events that a notice appends, one of them with personal fields. */
function noticeOf(personId: string, contactId: string): readonly NewEvent[] {
  const [detected, sent, received] = [sampleEvent(), sampleEvent(), sampleEvent()];
  return [detected, { ...sent, type: 'NoticeSent', data: { ...sent.data, personId, contactId, person, contact, papers } }, received];
}

/**
 * What encryption costs the append of a notice: its personal fields sealed for two new persons, whose keys are made and stored meanwhile,
 * against the same events with the same fields in clear.
 */
export async function sealedAppends(log: BenchLog): Promise<readonly Row[]> {
  const database = await keyDatabase();
  const keys = new PostgresPersonKeys({ pool: database.pool, wrapping: new FileKeyWrapping(MASTER_KEY, null) });
  const store = new PostgresEventStore({ pool: log.connect(4) });
  const sealed = async (): Promise<unknown> => {
    const stream = newStream();
    const [whose, contacts] = await Promise.all([keys.create(), keys.create()]);
    return store.append(stream, 'no_stream', await sealAll(noticeOf(whose.personId, contacts.personId), PERSONAL, keys, stream));
  };
  const [anyone, someone] = [await keys.create(), await keys.create()];
  const clear = (): Promise<unknown> => store.append(newStream(), 'no_stream', noticeOf(anyone.personId, someone.personId));
  const rows: Row[] = [];
  for (const callers of [64, 1]) {
    const figure = await ratioRounds(
      () => rate(callers, ROUND_MS, sealed),
      () => rate(callers, ROUND_MS, clear),
      'notices/s',
    );
    const row = `append of a notice with personal fields sealed, ${callers} caller${callers === 1 ? '' : 's'} ÷ the same in clear`;
    rows.push(rowOf(row, figure.median, TARGET, 'higher', `${figure.detail}; three events, three sealed fields, keys of two new persons`));
  }
  await store.close();
  await keys.close();
  await database.stop();
  return rows;
}
