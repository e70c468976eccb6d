import { FILE_ITEMS, RETURN_REASONS, STAGE_OUTCOMES, TERMINATION_GROUNDS, WORK_KINDS } from '@xiezhi/contracts';
import { Rejected } from '@xiezhi/eventsourcing';
import * as fc from 'fast-check';
import { defenceRequest, type DefenceRequestCommand, type DefenceRequestEvent, type DefenceRequestState } from './defence-request.js';
import { calendar, lawyer, noticeWith, parties, SENT_AT } from './testing.js';

const HOUR = 3_600_000;
const { initial, decide, evolve } = defenceRequest.decider;

type Data = Record<string, unknown>;
/** What a command says beside its instant; `ago`: so many hours before it. */
type Written = readonly [type: DefenceRequestCommand['type'], data: Data, ago?: readonly [field: string, hours: number]];

const written = (
  type: DefenceRequestCommand['type'],
  data: Record<string, fc.Arbitrary<unknown>> = {},
  field?: string,
): fc.Arbitrary<Written> =>
  fc
    .tuple(fc.record(data), fc.integer({ min: 0, max: 200 }))
    .map(([said, hours]): Written => (field === undefined ? [type, said] : [type, said, [field, hours]]));

/** The same, of what happens as it is recorded. */
function now(type: DefenceRequestCommand['type'], field: string, data: Record<string, fc.Arbitrary<unknown>> = {}): fc.Arbitrary<Written> {
  return fc.record(data).map((said): Written => [type, said, [field, 0]]);
}

const of = <T extends { readonly code: string }>(list: readonly T[]): fc.Arbitrary<string> =>
  fc.constantFrom(...list.map(({ code }) => code));
const text = fc.constantFrom('理由', 'རྒྱུ་མཚན།');
const lawyers = fc.integer({ min: 1, max: 5 }).map((n) => ({ ...lawyer, id: `0192f3c4-5a6b-7c7d-8e0f-0000000000a${n}` }));
const notices = fc
  .record({ ground: fc.constantFrom('minor', 'discretionary'), organKind: fc.constantFrom('court', 'police') })
  .map(({ ground, organKind }) => ({
    parties: { ...parties, organKind },
    notice: noticeWith({
      ground: ground as 'minor',
      minor: ground === 'minor',
      stage: organKind === 'court' ? 'first_instance' : 'investigation',
    }),
  }));
const appointment = { lawyer: lawyers, defendsCoAccused: fc.constant(false), letterNumber: fc.constant('拉援刑函字〔2026〕第1号') };
const CLOCKS = ['C01', 'C02', 'C02-2', 'C06', 'C12.own', 'C12.renotify', 'C14', 'C18', 'C24', 'C30', 'C31', 'C32', 'C32-2', 'C33'];
const clockId = fc.constantFrom(...CLOCKS);
const others = fc.constantFrom('0192f3c4-5a6b-7c7d-8e0f-0000000000b1', '0192f3c4-5a6b-7c7d-8e0f-0000000000b2');

const sends = notices.map((data): Written => ['SendNotice', data]);
const corrects = notices.map(({ notice }): Written => ['CorrectNotice', { notice }]);
const submits = written('SubmitFile', { items: fc.constant(FILE_ITEMS.map(({ code }) => code)) });
const replaces = written('ReplaceLawyer', { ...appointment, reasonCode: fc.constant('trust_lost') });
const requestsChange = written('RequestChange', { reasonCode: fc.constant('trust_lost'), reason: text });
const refuses = { reason: text, byOrgan: fc.boolean() };
const meets = { consent: fc.constantFrom('agreed', 'agreed', 'refused') };
const concludes = { outcome: of(STAGE_OUTCOMES) };
const returnsFile = written('ReturnFile', { items: fc.constant(['opinion']), reason: text });

/** Anything that anybody may try, in whatever state the request is. */
const anything: fc.Arbitrary<Written> = fc.oneof(
  sends,
  corrects,
  submits,
  replaces,
  requestsChange,
  returnsFile,
  written('WithdrawNotice', { reason: text }),
  written('RecordOwnLawyer'),
  written('RemindOfDuty', { by: fc.constantFrom('organ', 'institution') }),
  written('TransferJurisdiction', {
    reason: text,
    to: fc.constant({ ...parties, institution: 'institution-540102', division: '540102' }),
  }),
  written('LinkRequest', { to: others, relation: fc.constantFrom('next_stage', 'likely_duplicate') }),
  written('CloseForOther', { to: others, reason: fc.constantFrom('duplicate', 'superseded') }),
  written('TerminateAid', { ground: of(TERMINATION_GROUNDS), reason: text }),
  written('ServeTermination', {}, 'servedAt'),
  written('RecordOwnEngagement', {}, 'engagedAt'),
  written('RecordPersonErased', { personId: fc.constant(noticeWith().personId), erasedAt: fc.constant(SENT_AT) }),
  written('RecordDiscovery', { parties: fc.constant(parties), caseNumber: text, stage: text, ground: text }, 'discoveredAt'),
  written('ReturnIncomplete', { missing: text, reasons: fc.array(of(RETURN_REASONS), { maxLength: 2 }) }),
  written('AssignLawyer', appointment),
  written('ConfirmNotified', { agency: fc.constantFrom(parties.organ, parties.institution) }),
  written('RecordService', {}, 'servedAt'),
  written('SignEngagement', {}, 'signedAt'),
  written('FileDefencePapers', {}, 'filedAt'),
  written('RecordFirstMeeting', meets, 'heldAt'),
  written('RefuseLawyer', refuses, 'refusedAt'),
  written('AcceptRefusal'),
  written('RejectRefusal', { reason: text }),
  written('RequestReassignment'),
  written('DeclineChange', { reason: text }),
  written('MoveHearing', {
    hearingAt: fc.constantFrom('2026-12-30T01:30:00.000Z', '2028-03-01T01:30:00.000Z'),
    forNewDefender: fc.boolean(),
    shortened: fc.boolean(),
  }),
  written('MoveCustody', { custody: fc.constantFrom('detained', 'bail') }, 'movedAt'),
  written('RecordWork', { kind: of(WORK_KINDS) }, 'doneAt'),
  written('ConcludeStage', concludes, 'concludedAt'),
  written('RecordDocumentSent', {}, 'sentAt'),
  written('AcceptFile'),
  written('RecountClock'),
  written('RecordBreach', { clockId }),
  written('RecordWarning', { clockId }),
);

/** What leads on from each state, so that the long ways are found too. */
const ways = fc.record<Partial<Record<DefenceRequestState['status'], Written>>>({
  none: sends,
  detected: sends,
  received: written('AssignLawyer', appointment),
  returned: corrects,
  assigned: fc.constant<Written>(['ConfirmNotified', { agency: parties.organ }]),
  confirmed: fc.oneof(now('SignEngagement', 'signedAt'), now('FileDefencePapers', 'filedAt'), requestsChange),
  engaged: fc.oneof(now('RecordFirstMeeting', 'heldAt', meets), now('RefuseLawyer', 'refusedAt', refuses)),
  defending: fc.oneof(now('RefuseLawyer', 'refusedAt', refuses), now('ConcludeStage', 'concludedAt', concludes), requestsChange, replaces),
  refused: fc.oneof(written('AcceptRefusal'), written('RejectRefusal', { reason: text })),
  awaiting_own_lawyer: fc.oneof(written('RequestReassignment'), written('RequestReassignment'), now('RecordOwnEngagement', 'engagedAt')),
  closing: fc.oneof(submits, now('RecordDocumentSent', 'sentAt')),
  filed: fc.oneof(returnsFile, written('AcceptFile')),
  terminated: now('ServeTermination', 'servedAt'),
});

/** What is tried one after the other, on the way or beside it, and the hours that pass before each. */
const courses = fc.array(fc.record({ anything, ways, onTheWay: fc.boolean(), hours: fc.integer({ min: 0, max: 120 }) }), {
  minLength: 10,
  maxLength: 50,
});
type Course = typeof courses extends fc.Arbitrary<infer Tried> ? Tried : never;

const iso = (at: number): string => new Date(at).toISOString();
const commandOf = ([type, data, ago]: Written, now: number): DefenceRequestCommand =>
  ({
    type,
    data: { at: iso(now), calendar, warningHours: 24, ...data, ...(ago !== undefined && { [ago[0]]: iso(now - ago[1] * HOUR) }) },
  }) as never;

interface Lived {
  readonly state: DefenceRequestState;
  readonly events: readonly DefenceRequestEvent[];
  /** Of the last command; `null` when it was refused. */
  readonly news: readonly DefenceRequestEvent[] | null;
}

/** Every state of a course. @throws whatever a command throws that is no refusal */
function* live(course: Course): Generator<Lived> {
  let now = Date.parse(SENT_AT);
  let state: DefenceRequestState = initial;
  const events: DefenceRequestEvent[] = [];
  for (const { anything: any, ways: on, onTheWay, hours } of course) {
    now += hours * HOUR;
    const command = (onTheWay ? on[state.status] : undefined) ?? any;
    let news: readonly DefenceRequestEvent[] | null = null;
    try {
      news = decide(commandOf(command, now), state);
    } catch (refusal) {
      if (!(refusal instanceof Rejected)) throw refusal;
      if (!/^defence_request\.[a-z_.]+$/.test(refusal.code)) throw new Error('refused without a code of its own', { cause: refusal });
    }
    state = (news ?? []).reduce(evolve, state);
    events.push(...(news ?? []));
    yield { state, events, news };
  }
}

const always = (holds: (lived: Lived) => void): void =>
  fc.assert(
    fc.property(courses, (course) => {
      for (const lived of live(course)) holds(lived);
    }),
    { numRuns: 400 },
  );

const WITH_LAWYER = ['assigned', 'confirmed', 'engaged', 'defending', 'refused', 'closing', 'filed'];
const WITHOUT = ['none', 'detected', 'received', 'returned', 'awaiting_own_lawyer', 'terminated', 'closed'];
const lawyerOf = (state: DefenceRequestState): string | undefined => ('lawyerId' in state ? state.lawyerId : undefined);
const owed = (state: DefenceRequestState): readonly { readonly dutyId: string; readonly clock: { readonly id: string } }[] =>
  'duties' in state ? Object.values(state.duties) : [];

describe('whatever is tried on a request, in whatever order', () => {
  it('the request refuses it by a code, or leads to a state that there is', () => {
    const seen = new Set<string>();
    always(({ state }) => {
      expect([...WITH_LAWYER, ...WITHOUT]).toContain(state.status);
      seen.add(state.status);
    });
    // The courses are long enough to come everywhere.
    expect([...WITH_LAWYER, ...WITHOUT].filter((status) => !seen.has(status))).toEqual([]);
  });

  it('the person has one lawyer in the states that have one, none in the others, and never one from before', () => {
    always(({ state }) => {
      expect(lawyerOf(state) !== undefined).toBe(WITH_LAWYER.includes(state.status));
      const former = 'formerLawyers' in state ? (state.formerLawyers ?? []) : [];
      expect(former).not.toContain(lawyerOf(state) ?? 'nobody');
    });
  });

  it('a closed request owes nothing, and one whose aid was terminated only the news of it', () => {
    always(({ state }) => {
      const ids = owed(state).map(({ clock }) => clock.id);
      expect(state.status === 'closed' ? ids : []).toEqual([]);
      expect(state.status === 'terminated' ? ids : ['C31']).toEqual(['C31']);
    });
  });

  it('each clock runs once at a time, each of its runnings begins once and ends at most once', () => {
    always(({ state, events, news }) => {
      const clocks = owed(state).map(({ clock }) => clock.id);
      expect(new Set(clocks).size).toBe(clocks.length);
      if (news === null || news.length === 0) return;
      const ids = (...types: string[]): string[] =>
        events.flatMap(({ type, data }) => (types.includes(type) ? [(data as { dutyId?: string }).dutyId ?? 'C02'] : []));
      const begun = ids('ClockStarted', 'ClockJudged', 'DefenceNotificationReceived');
      const told = events.filter(
        ({ type, data }) => type !== 'AssignmentNotifiedToAgency' || (data as { replacement?: true }).replacement !== true,
      );
      const ended = ids('ClockStopped', 'ClockJudged').length + told.filter(({ type }) => type === 'AssignmentNotifiedToAgency').length;
      expect(new Set(begun).size).toBe(begun.length);
      expect(begun.length - ended).toBe(owed(state).length);
    });
  });

  it('a lawyer is changed at the person’s wish at most twice, and once in a mandatory case', () => {
    always(({ state }) => {
      if (!('changes' in state)) return;
      expect(state.changes).toBeLessThanOrEqual(state.facts.ground === 'discretionary' ? 2 : 1);
    });
  });

  it('nothing happens any more once it is closed, but that it is linked, or that a person is erased from it', () => {
    fc.assert(
      fc.property(courses, (course) => {
        let before = 'none';
        for (const { state, news } of live(course)) {
          const made = before === 'closed' ? news?.[0]?.type : undefined;
          expect(['RequestLinked', 'PersonErased', undefined]).toContain(made);
          before = state.status;
        }
      }),
      { numRuns: 400 },
    );
  });
});
