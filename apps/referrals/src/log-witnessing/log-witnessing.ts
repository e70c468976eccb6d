import { agencyRecorded, logHeadSigned, REGION_CODE, type AgencyRecordedV1, type LogHeadSignedV1 } from '@xiezhi/contracts';
import { derivedId, type InboxItem, type JsonObject, type Reaction, type RecordedEvent, type Workflow } from '@xiezhi/eventsourcing';
import { logWitness } from '../log-witness/log-witness.js';

/** Agencies that one event names at most; more are told by several. */
export const MAX_AGENCIES_PER_TELLING = 500;
/** Logs whose heads are kept here at most. */
const MAX_LOGS = 100;
/** The log that each telling adds events to. */
const OWN_LOG = 'referrals';
const TELL = 'tell';

type Head = LogHeadSignedV1 & JsonObject;

export interface Witnessing extends JsonObject {
  /** Active agencies; the value is always true. */
  readonly agencies: Readonly<Record<string, true>>;
  /** The newest head of each log. */
  readonly heads: Readonly<Record<string, Head>>;
  /** How many events of each log were covered when agencies were told last. */
  readonly told: Readonly<Record<string, number>>;
  /** Events that tellings have added to the own log since the head that was told of it: no reason for another telling. */
  readonly own: number;
  readonly toldAt: string | null;
  /** True while a telling is due. */
  readonly due: boolean;
}

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/**
 * Collects the newest heads of all logs and has every active agency told of them: in one message, not more often than every `everyMs`
 * milliseconds, and only when a log has grown by more than the tellings themselves.
 */
export const logWitnessing = (everyMs: number): Workflow<Witnessing, RecordedEvent | InboxItem> => ({
  name: 'log-witnessing',
  initial: { agencies: {}, heads: {}, told: {}, own: 0, toldAt: null, due: false },
  keyOf: (item) => (isInboxItem(item) && (item.type === agencyRecorded.type || item.type === logHeadSigned.type) ? 'all' : null),
  react(input, state) {
    if (input.kind === 'timer') return tell(state, input.firedAt);
    if (input.kind !== 'item' || !isInboxItem(input.item)) return { state };
    const { item } = input;
    const next =
      item.type === agencyRecorded.type
        ? { ...state, agencies: withAgency(state.agencies, item.data as unknown as AgencyRecordedV1) }
        : { ...state, heads: withHead(state.heads, item.data as unknown as Head) };
    if (state.due || untold(next).length === 0 || Object.keys(next.agencies).length === 0) return { state: next };
    const earliest = state.toldAt === null ? 0 : Date.parse(state.toldAt) + everyMs;
    const at = new Date(Math.max(Date.parse(item.time), earliest)).toISOString();
    return { state: { ...next, due: true }, timers: [{ name: TELL, at }] };
  },
});

function withAgency(agencies: Witnessing['agencies'], { agency, active }: AgencyRecordedV1): Witnessing['agencies'] {
  const { [agency]: _known, ...others } = agencies;
  return active ? { ...others, [agency]: true } : others;
}

/** The newest is the one that came last: after a restore a log's numbers begin again below those that were told. */
function withHead(heads: Witnessing['heads'], head: Head): Witnessing['heads'] {
  if (heads[head.log] === undefined && Object.keys(heads).length >= MAX_LOGS) return heads;
  return { ...heads, [head.log]: head };
}

/** The heads that say something new. */
const untold = ({ heads, told, own }: Witnessing): readonly Head[] =>
  Object.values(heads).filter(({ log, events }) => {
    const before = told[log];
    return before === undefined || events < before || events > before + (log === OWN_LOG ? own : 0);
  });

function tell(state: Witnessing, at: string): Reaction<Witnessing> {
  const agencies = Object.keys(state.agencies).toSorted();
  const heads = untold(state);
  if (agencies.length === 0 || heads.length === 0) return { state: { ...state, due: false } };
  const tellings = Math.ceil(agencies.length / MAX_AGENCIES_PER_TELLING);
  const told = Object.fromEntries(Object.values(state.heads).map(({ log, events }) => [log, events]));
  const uncovered = Math.max(0, (state.told[OWN_LOG] ?? 0) + state.own - (told[OWN_LOG] ?? 0));
  return {
    state: { ...state, told, own: uncovered + tellings, toldAt: at, due: false },
    send: Array.from({ length: tellings }, (_, part) => ({
      to: logWitness.name,
      id: derivedId('log-witness', at, String(part)),
      type: 'CollectHeads',
      data: { heads, agencies: agencies.slice(part * MAX_AGENCIES_PER_TELLING, (part + 1) * MAX_AGENCIES_PER_TELLING) },
      division: REGION_CODE,
    })),
  };
}
