import { aidCase, type AidCaseCommand } from './aid-case.js';
import { endingOf } from './ending.js';
import { atWork, command, conclude, course, FILE, LAST, parties, PERSON_ID } from './testing.js';

const stateOf = (...commands: readonly AidCaseCommand[]) =>
  course(...commands).reduce((state, event) => aidCase.decider.evolve(state, event), aidCase.decider.initial);
const file = command('SubmitFile', { items: [...FILE] }, LAST);
const accept = command('AcceptFile', {}, LAST);
const erase = command('RecordPersonErased', { personId: PERSON_ID, erasedAt: LAST }, LAST);

it('ends with the file’s acceptance, and holds the recipient until the recipient is erased', () => {
  const closed = [...atWork(), conclude, file, accept];
  expect(endingOf(stateOf(...closed))).toEqual({ parties, kind: 'completed', endedAt: LAST, persons: [PERSON_ID], papers: 0 });
  expect(endingOf(stateOf(...closed, erase))).toMatchObject({ persons: [] });
  expect(endingOf(stateOf(...atWork(), conclude))).toBeNull();
});
