import { agencyRecorded, type AgencyRecordedV1 } from '@xiezhi/contracts';
import {
  idOf,
  type Checkpoint,
  type InboxItem,
  type JsonObject,
  type RecordedEvent,
  type Workflow,
  type WorkflowCommand,
} from '@xiezhi/eventsourcing';
import { earlyNotice, type EarlyNoticeEvent } from '../early-notice/early-notice.js';

/** What a division's notices wait for, and which wait: bounded by what one organ may have waiting. */
interface OfDivision extends JsonObject {
  readonly division: string;
  /** The institution, once the directory told of it and as long as it is active. */
  readonly institution: string | null;
  /** The place of the message that told of it: who is sent to it waits until that much is known. */
  readonly heardAt: Checkpoint | null;
  readonly waiting: readonly string[];
}

const WARNING = 'warn:';
const END = 'end:';
const timersOf = (id: string): readonly string[] => [`${WARNING}${id}`, `${END}${id}`];

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

const match = (id: string, { institution, heardAt, division }: OfDivision): WorkflowCommand =>
  send(id, 'MatchNotice', { institution, heardAt: heardAt ?? null }, division);

const send = (id: string, type: string, data: JsonObject, division: string): WorkflowCommand => ({
  to: earlyNotice.name,
  id,
  type,
  data,
  division,
});

/** An institution of a division: as it is told when it is registered, changed, or stopped. */
function institutionIn({ type, data }: InboxItem): { readonly division: string; readonly code: string; readonly active: boolean } | null {
  if (type !== agencyRecorded.type) return null;
  const { agency, kind, division, active } = data as unknown as AgencyRecordedV1;
  return kind === 'institution' ? { division, code: agency, active } : null;
}

/**
 * What follows when a notice came before its institution, or the institution before the notice (先到通知的送达): whichever comes second, the
 * two are matched. One instance is one division, so that both orders meet in one place.
 */
export const earlyNoticeMatching: Workflow<OfDivision, RecordedEvent | InboxItem> = {
  name: 'early-notice-matching',
  initial: { division: '', institution: null, heardAt: null, waiting: [] },
  keyOf(item) {
    if (isInboxItem(item)) return institutionIn(item)?.division ?? null;
    return idOf(earlyNotice, item.stream) === null ? null : (item as unknown as EarlyNoticeEvent).data.parties.division;
  },
  react(input, state) {
    if (input.kind === 'timer') {
      const isWarning = input.name.startsWith(WARNING);
      const id = input.name.slice((isWarning ? WARNING : END).length);
      return { state, send: [send(id, isWarning ? 'WarnOfWait' : 'LapseNotice', { at: input.firedAt }, state.division)] };
    }
    if (input.kind !== 'item') return { state };
    if (isInboxItem(input.item)) return known(institutionIn(input.item)!, input.item.position, state);
    const id = idOf(earlyNotice, input.item.stream)!;
    const { type, data } = input.item as unknown as EarlyNoticeEvent;
    const { division } = data.parties;
    switch (type) {
      case 'NoticeKept':
        return {
          state: { ...state, division, waiting: [...state.waiting, id] },
          timers: [
            { name: `${WARNING}${id}`, at: data.warnAt },
            { name: `${END}${id}`, at: data.lapsesAt },
          ],
          ...(state.institution !== null && { send: [match(id, { ...state, division })] }),
        };
      case 'NoticeMatched':
      case 'KeptNoticeWithdrawn':
      case 'KeptNoticeLapsed':
      case 'KeptNoticeRefused':
        return { state: { ...state, waiting: state.waiting.filter((one) => one !== id) }, cancel: timersOf(id) };
      default:
        return { state };
    }
  },
};

/** The directory told of an institution: what waits for it is matched. */
function known(
  { division, code, active }: NonNullable<ReturnType<typeof institutionIn>>,
  heardAt: Checkpoint,
  state: OfDivision,
): ReturnType<typeof earlyNoticeMatching.react> {
  if (!active) return { state: state.institution === code ? { ...state, institution: null } : state };
  const next = { ...state, division, institution: code, heardAt };
  return { state: next, send: state.waiting.map((id) => match(id, next)) };
}
