import fc from 'fast-check';
import { Rejected } from '@xiezhi/eventsourcing';
import { aidCase, type AidCaseCommand, type AidCaseState } from './aid-case.js';
import { isOpen } from './state.js';
import { appointment, assign, command, FILE, grant, LAWYER_ID, lawyer, OTHER_LAWYER_ID, PERSON_ID } from './testing.js';

const RUNS = 400;
const STEPS = 25;
const START = Date.parse('2026-11-24T03:00:00.000Z');
const HOUR_MS = 3_600_000;

type Draft = (at: string) => AidCaseCommand;
const of =
  <Type extends AidCaseCommand['type']>(type: Type, data: (at: string) => object = () => ({})): Draft =>
  (at) =>
    command(type, data(at) as never, at);
const byId = (id: string) => appointment({ lawyer: { ...lawyer, id } });

/** Every command there is, as it may come at any time. */
const DRAFTS: readonly Draft[] = [
  of('AssignPersonnel', () => byId(LAWYER_ID)),
  of('AssignPersonnel', () => byId(OTHER_LAWYER_ID)),
  of('TellRecipient', (at) => ({ toldAt: at, mode: 'phone' })),
  of('SignEngagement', (at) => ({ signedAt: at })),
  of('RequestChange', () => ({ reasonCode: 'language', reason: '语言不通' })),
  of('DeclineChange', () => ({ reason: '没有正当理由' })),
  of('ReplaceLawyer', () => ({ ...byId(OTHER_LAWYER_ID), reasonCode: 'language' })),
  of('RecordWork', (at) => ({ kind: 'evidence', doneAt: at })),
  of('ReportProgress', (at) => ({ toldAt: at, mode: 'phone' })),
  of('SetHearing', (at) => ({ hearingAt: new Date(Date.parse(at) + 48 * HOUR_MS).toISOString() })),
  of('OfferMediation', (at) => ({ offeredAt: at, ownWish: false })),
  of('OfferMediation', (at) => ({ offeredAt: at, ownWish: true })),
  of('AgreeToMediation', (at) => ({ agreedAt: at })),
  of('RefuseMediation', (at) => ({ refusedAt: at })),
  of('EndMediation', (at) => ({ endedAt: at, result: 'failed' })),
  of('ConcludeMatter', (at) => ({ concludedAt: at, outcome: 'judgment' })),
  of('SubmitFile', () => ({ items: [...FILE] })),
  of('ReturnFile', () => ({ items: ['opinion'], reason: '缺代理词' })),
  of('AcceptFile'),
  of('TerminateAid', () => ({ ground: 'recipient_asked', reason: '本人要求' })),
  of('ServeTermination', (at) => ({ servedAt: at })),
  of('RecordObjection', (at) => ({ filedAt: at, reason: '不同意' })),
  of('DecideObjection', (at) => ({ decidedAt: at, outcome: 'upheld' })),
  of('DecideObjection', (at) => ({ decidedAt: at, outcome: 'corrected' })),
  of('RecountClock'),
  ...['C23', 'C24', 'C27', 'C28', 'C31', 'C32'].map((dutyId) => of('RecordBreach', () => ({ dutyId }))),
  of('RecordPersonErased', (at) => ({ personId: PERSON_ID, erasedAt: at })),
];

const HAS_A_LAWYER: readonly string[] = ['assigned', 'engaged', 'closing', 'filed'];
/** Who always owes the next step; the work itself has no statutory time. */
const OWED: Readonly<Record<string, string>> = { closing: 'C32', filed: 'C33', terminated: 'C31', objectable: 'C27', objected: 'C28' };

/** What cannot be of a case, whatever was done to it. */
function faultsIn(state: AidCaseState): readonly string[] {
  if (!isOpen(state)) return 'duties' in state ? ['something is owed in a case that is closed'] : [];
  const { status, lawyerId, formerLawyers, duties, facts, mediation } = state;
  const clocks = Object.values(duties).map(({ clock }) => clock.id);
  const owed = OWED[status];
  return [
    ...(new Set(clocks).size === clocks.length ? [] : ['a clock runs twice']),
    ...(lawyerId !== undefined && formerLawyers.includes(lawyerId) ? ['a former lawyer came back'] : []),
    ...((lawyerId !== undefined) === HAS_A_LAWYER.includes(status) ? [] : [`${status}, and lawyer ${lawyerId}`]),
    ...(owed === undefined || clocks.includes(owed) ? [] : [`${status}, and nobody owes ${owed}`]),
    ...(facts.kind !== 'criminal_defence' || mediation === 'none' ? [] : ['mediation in a defence']),
  ];
}

/** The state after a command; a refusal leaves it as it was. @throws whatever is no refusal of this stream type */
function after(each: AidCaseCommand, state: AidCaseState): AidCaseState {
  const { decide, evolve } = aidCase.decider;
  try {
    return decide(each, state).reduce(evolve, state);
  } catch (refusal) {
    if (refusal instanceof Rejected && refusal.code.startsWith('aid_case.')) return state;
    throw refusal;
  }
}

it.each([
  ['a civil case', grant()],
  ['a case of domestic violence', grant({ cause: 'domestic_violence', domesticViolence: true })],
  ['a defence on application', grant({ kind: 'criminal_defence', cause: 'defence', form: 'defence' })],
] as const)('%s never comes into an impossible state, and refuses with codes of its own alone', (_name, received) => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: DRAFTS.length - 1 }), { maxLength: STEPS }), fc.boolean(), (chosen, assigned) => {
      const steps = chosen.map((place, step) => DRAFTS[place]!(new Date(START + (step + 1) * 5 * HOUR_MS).toISOString()));
      let state = aidCase.decider.initial;
      for (const each of [received, ...(assigned ? [assign()] : []), ...steps]) {
        state = after(each, state);
        expect([each.type, ...faultsIn(state)]).toEqual([each.type]);
      }
    }),
    { numRuns: RUNS },
  );
});
