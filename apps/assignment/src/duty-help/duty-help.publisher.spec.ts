import { recorded } from '@xiezhi/eventsourcing/testing';
import type { DutyHelpEvent } from './duty-help.js';
import { publish } from './duty-help.publisher.js';
import { applied, cancelled, concluded, erased, given, parties, passedOn, PERSON_ID, tellBreached, told } from './testing.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-112233445588';
const messages = (...events: readonly DutyHelpEvent[]) => recorded(`duty-help-${ID}`, events).flatMap(publish);

it('tells of the asking, the telling, the passing on, breaches and the end, with who is concerned', () => {
  expect(
    messages(...told, given, applied, passedOn, tellBreached, concluded).map(({ type, data }) => [type, data['helpId'], data['organ']]),
  ).toEqual(
    ['duty-help-requested', 'duty-lawyer-notified', 'aid-application-passed-on', 'duty-help-clock-breached', 'duty-help-ended'].map(
      (name) => [`assignment.${name}.v1`, ID, parties.organ],
    ),
  );
});

it('says why nothing came of it', () => {
  expect(messages(cancelled).map(({ data }) => [data['outcome'], data['reason'], data['helps']])).toEqual([['cancelled', 'own_lawyer', 0]]);
});

it('names no person and nothing that was advised', () => {
  expect(JSON.stringify(messages(...told, given, applied, passedOn, concluded))).not.toMatch(/扎西|认罪认罚|管教/);
});

it('tells of an erased person on its own topic and on that of erasures', () => {
  const sent = messages(erased);
  expect(sent.map(({ topic }) => topic)).toEqual(['xiezhi.assignment.v1', 'xiezhi.erasures.v1']);
  expect(sent[0]!.data).toMatchObject({ requestId: ID, personId: PERSON_ID, matter: 'duty-help' });
});

it('passes over streams of other kinds', () => {
  expect(recorded(`defence-request-${ID}`, told).flatMap(publish)).toEqual([]);
});
