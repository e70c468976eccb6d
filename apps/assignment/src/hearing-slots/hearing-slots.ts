import { idOf, type InboxItem, type JsonObject, type Reaction, type RecordedEvent, type Workflow } from '@xiezhi/eventsourcing';
import { halfDayOf } from '@xiezhi/legal-policy';
import { aidCase, type AidCaseEvent } from '../aid-case/aid-case.js';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';

/** The command to see to the slot of a matter's hearing. */
export const SEE_TO_HEARING = 'SeeToHearing';

/** Who goes to a matter's hearing, and when; empty: nobody, or no time is known. */
export interface HearingOfMatter extends JsonObject {
  readonly lawyerId: string;
  readonly hearingAt: string;
}

const NOBODY: HearingOfMatter = { lawyerId: '', hearingAt: '' };

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/** The same of a granted case: its lawyer comes before its hearing, and aid that was terminated may go on. */
function afterCase({ type, data }: AidCaseEvent, state: HearingOfMatter): HearingOfMatter | null {
  switch (type) {
    case 'PersonnelAssigned':
    case 'LawyerReplaced':
      return { ...state, lawyerId: data.lawyerId };
    case 'HearingSet':
      return { lawyerId: data.lawyerId, hearingAt: data.hearingAt };
    case 'AidTerminated':
      return { ...state, lawyerId: '' };
    case 'TerminationOverturned':
      return { ...state, lawyerId: data.lawyerId ?? '' };
    case 'MatterConcluded':
    case 'AidCaseClosed':
      return null;
    default:
      return state;
  }
}

/** What an event makes of it; `null`: the request has no hearing any more. */
function after({ type, data }: DefenceRequestEvent, state: HearingOfMatter): HearingOfMatter | null {
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

const slotOf = ({ lawyerId, hearingAt }: HearingOfMatter): string =>
  lawyerId === '' || hearingAt === '' ? '' : `${lawyerId} ${halfDayOf(hearingAt)}`;

/**
 * What must happen when a matter's lawyer or hearing changes (庭期): the slot it had is let go of, and the new one held; where another
 * hearing of the lawyer's has it, that is recorded. However the change came, and whenever the platform stops, this follows.
 */
export const hearingSlots: Workflow<HearingOfMatter, RecordedEvent | InboxItem> = {
  name: 'hearing-slots',
  initial: NOBODY,
  keyOf: (item) => (isInboxItem(item) ? null : (idOf(defenceRequest, item.stream) ?? idOf(aidCase, item.stream))),
  react(input, state): Reaction<HearingOfMatter> {
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const { item } = input;
    const granted = idOf(aidCase, item.stream);
    const { division } = (item as unknown as DefenceRequestEvent | AidCaseEvent).data.parties;
    const now = granted === null ? after(item as unknown as DefenceRequestEvent, state) : afterCase(item as unknown as AidCaseEvent, state);
    if (slotOf(state) === slotOf(now ?? NOBODY)) return { state: now };
    const id = granted ?? idOf(defenceRequest, item.stream)!;
    const to = granted === null ? defenceRequest.name : aidCase.name;
    const data: JsonObject = slotOf(state) === '' ? {} : { before: { lawyerId: state.lawyerId, hearingAt: state.hearingAt } };
    return { state: now, send: [{ to, id, type: SEE_TO_HEARING, data, division }] };
  },
};
