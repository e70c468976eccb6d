import { isSamePerson, type Identity } from './same-person.js';

const TASHI: Identity = { name: '扎西某某 བཀྲ་ཤིས།', birthDate: '1990-05-01', idNumber: '54010219900501001X' };

it.each<[string, Identity, boolean]>([
  ['the same in all', TASHI, true],
  ['the same number, however it is written', { name: '扎西', idNumber: '540102 19900501 001x' }, true],
  ['another number, for all the same name', { ...TASHI, idNumber: '540102199005010011' }, false],
  ['no number, and the same name and birth date', { name: TASHI.name, birthDate: '1990-05-01' }, true],
  ['no number and no birth date, and the same name with other spaces', { name: ' 扎西某某བཀྲ་ཤིས། ' }, true],
  ['no number, and another birth date', { name: TASHI.name, birthDate: '1991-05-01' }, false],
  ['no number, and another name', { name: '扎西', birthDate: '1990-05-01' }, false],
])('%s', (_what, other, same) => {
  expect([isSamePerson(TASHI, other), isSamePerson(other, TASHI)]).toEqual([same, same]);
});
