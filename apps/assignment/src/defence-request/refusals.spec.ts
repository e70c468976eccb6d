import { Rejected } from '@xiezhi/eventsourcing';
import { defenceRequest, type DefenceRequestCommand, type DefenceRequestEvent } from './defence-request.js';
import type { NoticeFacts } from './notice.js';
import type { Clock, Parties } from './state.js';
import { calendar, IN_TIME, lawyer, noticeWith, parties, SENT_AT } from './testing.js';

const { decide, evolve, initial } = defenceRequest.decider;

/** What happens when the commands come one after the other. */
function after(...commands: readonly DefenceRequestCommand[]): readonly DefenceRequestEvent[] {
  let state = initial;
  let made: readonly DefenceRequestEvent[] = [];
  for (const command of commands) {
    made = decide(command, state);
    state = made.reduce(evolve, state);
  }
  return made;
}

/** The clocks that events tell of, with what they tell and until when. */
const clocks = (events: readonly DefenceRequestEvent[]): string[][] =>
  events.flatMap(({ type, data }) => {
    if (!type.startsWith('Clock')) return [];
    const { id, dueAt } = data['clock'] as Clock;
    return [[type, id, dueAt]];
  });

const send = (
  changes: Partial<NoticeFacts> = {},
  { transferred = false, ...by }: Partial<Parties> & { readonly transferred?: boolean } = {},
): DefenceRequestCommand => ({
  type: 'SendNotice',
  data: { at: SENT_AT, calendar, parties: { ...parties, ...by }, notice: noticeWith(changes), transferred },
});
const defended: readonly DefenceRequestCommand[] = [
  { type: 'AssignLawyer', data: { at: IN_TIME, lawyer, defendsCoAccused: false, letterNumber: '拉援刑函字〔2026〕第1号' } },
  { type: 'ConfirmNotified', data: { at: IN_TIME, calendar, agency: parties.organ } },
];
/** Monday 2026-11-30, in the morning. */
const MONDAY = '2026-11-30T02:00:00.000Z';
const refuse: DefenceRequestCommand = {
  type: 'RefuseLawyer',
  data: { at: MONDAY, calendar, refusedAt: MONDAY, reason: '不信任', byOrgan: true },
};
const accept: DefenceRequestCommand = { type: 'AcceptRefusal', data: { at: MONDAY, calendar } };

describe('a refusal whose reason is accepted (刑诉解释 第50条)', () => {
  it('gives the person five days to engage a lawyer, in a mandatory case', () => {
    // 5 December is a Saturday.
    expect(clocks(after(send(), ...defended, refuse, accept))).toContainEqual(['ClockStarted', 'C12.own', '2026-12-07T16:00:00.000Z']);
  });

  it('starts no time where there need be no defender', () => {
    const voluntary = send({ ground: 'discretionary', minor: false });
    const made = after(voluntary, ...defended, refuse, accept);
    expect(made.map(({ type }) => type)).toContain('RefusalReasonAccepted');
    expect(clocks(made).filter(([type]) => type === 'ClockStarted')).toEqual([]);
  });

  it('gives the court three days after the last of the five to notify anew', () => {
    const over = '2026-12-07T16:00:00.000Z';
    const made = after(send(), ...defended, refuse, accept, {
      type: 'RecordBreach',
      data: { at: over, calendar, clockId: 'C12.own' },
    });
    // The five days ran out with Monday the 7th; Thursday is the third day after it.
    expect(clocks(made)).toEqual([
      ['ClockBreached', 'C12.own', over],
      ['ClockStarted', 'C12.renotify', '2026-12-10T16:00:00.000Z'],
    ]);
  });

  it('makes the police owe the news of an own lawyer, which they tell with it (Police Art 47)', () => {
    const police = send({ stage: 'investigation' }, { organKind: 'police' });
    const told: DefenceRequestCommand = {
      type: 'RecordOwnEngagement',
      data: { at: '2026-12-07T02:00:00.000Z', calendar, engagedAt: '2026-12-01T02:00:00.000Z' },
    };
    const judged = after(police, ...defended, refuse, accept, told).find(({ type }) => type === 'ClockJudged');
    expect(judged?.data).toMatchObject({ clock: { id: 'C06', dueAt: '2026-12-04T16:00:00.000Z' }, onTime: false });
  });
});

it('a notice that a transfer brings judges its sender not a second time (移送)', () => {
  expect(clocks(after(send())).map(([, id]) => id)).toEqual(['C01', 'C10']);
  const made = after(send({}, { transferred: true }));
  expect(clocks(made)).toEqual([]);
  expect(made.map(({ type }) => type)).toContain('DefenceNotificationReceived');
});

it('a notice that a transfer brings arrives also when its hearing is over', () => {
  const over = { hearingAt: '2026-11-24T01:00:00.000Z' };
  expect(() => after(send(over))).toThrow(Rejected);
  expect(after(send(over, { transferred: true })).map(({ type }) => type)).toContain('DefenceNotificationReceived');
});
