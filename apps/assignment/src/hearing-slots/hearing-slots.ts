import { idOf, type InboxItem, type JsonObject, type Reaction, type RecordedEvent, type Workflow } from '@xiezhi/eventsourcing';
import { halfDayOf } from '@xiezhi/legal-policy';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';

/** The command to see to the slot of a request's hearing. */
export const SEE_TO_HEARING = 'SeeToHearing';

/** Who goes to a request's hearing, and when; empty: nobody, or no time is known. */
export interface HearingOfRequest extends JsonObject {
  readonly lawyerId: string;
  readonly hearingAt: string;
}

const NOBODY: HearingOfRequest = { lawyerId: '', hearingAt: '' };

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/** What an event makes of it; `null`: the request has no hearing any more. */
function after({ type, data }: DefenceRequestEvent, state: HearingOfRequest): HearingOfRequest | null {
  switch (type) {
    case 'DefenceNotificationSent':
    case 'NotificationCorrected':
      return data.facts.hearingAt === undefined ? state : { ...state, hearingAt: data.facts.hearingAt };
    case 'HearingRescheduled':
      return { ...state, hearingAt: data.hearingAt };
    case 'LawyerAssigned':
    case 'LawyerReplaced':
      return { ...state, lawyerId: data.lawyerId };
    case 'RefusalReasonAccepted':
      return { ...state, lawyerId: '' };
    case 'NotificationWithdrawn':
    case 'DefendantEngagedOwnLawyer':
    case 'JurisdictionTransferred':
    case 'RequestClosedForOther':
    case 'OwnLawyerEngaged':
    case 'StageConcluded':
    case 'AidTerminated':
      return null;
    default:
      return state;
  }
}

const slotOf = ({ lawyerId, hearingAt }: HearingOfRequest): string =>
  lawyerId === '' || hearingAt === '' ? '' : `${lawyerId} ${halfDayOf(hearingAt)}`;

/**
 * What must happen when a request's lawyer or hearing changes (庭期): the slot it had is let go of, and the new one held; where another
 * hearing of the lawyer's has it, that is recorded. However the change came, and whenever the platform stops, this follows.
 */
export const hearingSlots: Workflow<HearingOfRequest, RecordedEvent | InboxItem> = {
  name: 'hearing-slots',
  initial: NOBODY,
  keyOf: (item) => (isInboxItem(item) ? null : idOf(defenceRequest, item.stream)),
  react(input, state): Reaction<HearingOfRequest> {
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const event = input.item as unknown as DefenceRequestEvent;
    const now = after(event, state);
    if (slotOf(state) === slotOf(now ?? NOBODY)) return { state: now };
    const id = idOf(defenceRequest, input.item.stream)!;
    const data: JsonObject = slotOf(state) === '' ? {} : { before: { lawyerId: state.lawyerId, hearingAt: state.hearingAt } };
    return { state: now, send: [{ to: defenceRequest.name, id, type: SEE_TO_HEARING, data, division: event.data.parties.division }] };
  },
};
