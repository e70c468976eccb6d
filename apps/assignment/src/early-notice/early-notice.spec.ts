import { specOf } from '@xiezhi/eventsourcing/testing';
import { earlyNotice, type EarlyNoticeCommand, type EarlyNoticeEvent } from './early-notice.js';
import {
  AT,
  corrected,
  correctedNotice,
  erased,
  INSTITUTION,
  keep,
  kept,
  lapsed,
  LAPSES_AT,
  LATER,
  matched,
  PERSON,
  refused,
  waitedLong,
  WARN_AT,
  withdrawn,
} from './testing.js';

const { given } = specOf(earlyNotice);

const match: EarlyNoticeCommand = { type: 'RecordMatch', data: { at: LATER, institution: INSTITUTION, corrections: 0 } };
const correct: EarlyNoticeCommand = { type: 'CorrectKept', data: { at: LATER, notice: correctedNotice } };
const refuse: EarlyNoticeCommand = { type: 'RecordRefusal', data: { at: LATER, code: 'defence_request.invalid' } };
const warn: EarlyNoticeCommand = { type: 'WarnOfWait', data: { at: WARN_AT } };
const lapse: EarlyNoticeCommand = { type: 'LapseNotice', data: { at: LAPSES_AT } };
const withdraw: EarlyNoticeCommand = { type: 'WithdrawNotice', data: { at: LATER, reason: '案件已移送' } };
const erase: EarlyNoticeCommand = { type: 'RecordPersonErased', data: { at: LATER, personId: PERSON, erasedAt: LATER } };

describe('given nothing', () => {
  it('keeps a notice as it came, with when it is warned of and when it lapses', () => given().when(keep).then(kept));

  it.each([match, refuse, correct, withdraw, erase])('knows nothing to carry out $type on', (command) => {
    given().when(command).thenRejected('early_notice.not_found');
  });

  it.each([warn, lapse])('stays quiet about $type', (command) => given().when(command).then());
});

describe('given a notice that waits', () => {
  it('is not kept twice', () => {
    given(kept).when(keep).thenRejected('early_notice.exists');
  });

  it.each(
    (
      [
        [match, matched],
        [refuse, refused()],
        [warn, waitedLong],
        [lapse, lapsed],
        [withdraw, withdrawn],
      ] as const
    ).map(([command, event]) => [event.type, command, event] as const),
  )('records %s', (_type, command, event) => given(kept).when(command).then(event));

  it('is corrected as often as its sender wants', () => {
    given(kept).when(correct).then(corrected);
    given(kept, waitedLong, corrected).when(correct).then(corrected);
  });

  it('is matched once its newest correction has followed it, and not before', () => {
    const after = (corrections: number, more: object = {}): EarlyNoticeCommand => ({
      type: 'RecordMatch',
      data: { at: LATER, institution: INSTITUTION, corrections, ...more },
    });
    given(kept, corrected).when(match).then();
    given(kept, corrected).when(after(1)).then(matched);
    given(kept, corrected, corrected).when(after(1)).then();
    const unheard = { ...matched, data: { ...matched.data, correctionRefused: 'defence_request.not_open' } } as EarlyNoticeEvent;
    given(kept, corrected)
      .when(after(1, { correctionRefused: 'defence_request.not_open' }))
      .then(unheard);
  });

  it('is warned of once', () => given(kept, waitedLong).when(warn).then());

  it('is matched, withdrawn and lapses after the warning as well', () => {
    given(kept, waitedLong).when(match).then(matched);
    given(kept, waitedLong).when(withdraw).then(withdrawn);
    given(kept, waitedLong).when(lapse).then(lapsed);
  });

  it('ends when its person is erased, and says why', () => given(kept).when(erase).then(erased, refused('early_notice.person_erased')));

  it('forgets a person once', () => given(kept, erased, refused('early_notice.person_erased')).when(erase).then());
});

describe('given a notice that waits no more', () => {
  const ends: readonly (readonly [EarlyNoticeEvent, EarlyNoticeCommand])[] = [
    [matched, match],
    [withdrawn, withdraw],
    [refused(), refuse],
  ];
  const others = [matched, withdrawn, lapsed, refused()];

  it.each(ends.map(([event, command]) => [event.type, event, command] as const))('%s is said once', (_type, event, command) =>
    given(kept, event).when(command).then(),
  );

  it.each(
    ends.flatMap(([own, command]) =>
      others.filter(({ type }) => type !== own.type).map((event) => [event.type, command.type, event, command] as const),
    ),
  )('%s cannot be followed by %s', (_event, _command, event, command) => {
    given(kept, event).when(command).thenRejected('early_notice.not_waiting');
  });

  it.each(others)('$type leaves nothing to warn of and nothing to lapse', (event) => {
    given(kept, event).when(warn).then();
    given(kept, event).when(lapse).then();
  });

  it.each(others)('$type leaves nothing to correct', (event) => {
    given(kept, event).when(correct).thenRejected('early_notice.not_waiting');
  });

  it('still forgets its person', () => given(kept, matched).when(erase).then(erased));
});

it('knows since when it waits, for all is counted from there', () =>
  expect(given(kept, waitedLong).state()).toMatchObject({ status: 'waiting', keptAt: AT, warned: true }));
