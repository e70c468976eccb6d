import {
  idOf,
  type InboxItem,
  type JsonObject,
  type RecordedEvent,
  type Reaction,
  type Workflow,
  type WorkflowCommand,
} from '@xiezhi/eventsourcing';
import { aidCase, type AidCaseEvent } from '../aid-case/aid-case.js';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { lawyerSearch, type LawyerSearchEvent } from '../lawyer-search/lawyer-search.js';
import { isOfRequest } from '../lawyer-search/state.js';

interface Answers extends JsonObject {
  readonly requestId: string;
  readonly division: string;
  /** The offer that runs; empty: none. */
  readonly offerId: string;
}

const OFFER = 'offer';
const MATTERS: ReadonlySet<string> = new Set([defenceRequest.name, aidCase.name]);
const APPOINTING: ReadonlySet<string> = new Set(['AssignLawyer', 'AssignPersonnel', 'ReplaceLawyer']);

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/** What is heard from other services is not for it. */
const matterOf = (item: RecordedEvent | InboxItem): string | null =>
  isInboxItem(item) ? null : (idOf(lawyerSearch, item.stream) ?? idOf(defenceRequest, item.stream) ?? idOf(aidCase, item.stream));

const onSearch = ({ requestId, division }: Answers, type: string, data: JsonObject): WorkflowCommand => ({
  to: lawyerSearch.name,
  id: requestId,
  type,
  data,
  division,
});

/**
 * What must happen next to an offer (邀约的答复): it runs out; who accepted is assigned; and when the matter has a lawyer, or needs none any
 * more, the search ends.
 */
export const offerAnswers: Workflow<Answers, RecordedEvent | InboxItem> = {
  name: 'offer-answers',
  initial: { requestId: '', division: '', offerId: '' },
  keyOf: matterOf,
  react(input, state) {
    if (input.kind === 'timer') return { state, send: [onSearch(state, 'ExpireOffer', { offerId: state.offerId })] };
    if (input.kind === 'rejected') return assignmentRefused(input.command, input.code, state);
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    return idOf(lawyerSearch, input.item.stream) === null
      ? onMatter(input.item as unknown as DefenceRequestEvent | AidCaseEvent, state)
      : onOffer(input.item, state);
  },
};

function onOffer(item: RecordedEvent, state: Answers): Reaction<Answers> {
  const requestId = idOf(lawyerSearch, item.stream)!;
  const { type, data } = item as unknown as LawyerSearchEvent;
  switch (type) {
    case 'OfferMade':
      return {
        state: { requestId, division: data.parties.division, offerId: data.offerId },
        timers: [{ name: OFFER, at: data.until }],
      };
    case 'OfferAccepted': {
      const { parties, lawyerId, replacing } = data;
      const { to, assign } = isOfRequest(parties)
        ? { to: defenceRequest.name, assign: 'AssignLawyer' }
        : { to: aidCase.name, assign: 'AssignPersonnel' };
      const appoint =
        replacing === undefined
          ? { type: assign, data: { lawyerId } }
          : { type: 'ReplaceLawyer', data: { lawyerId, reasonCode: replacing } };
      return { state, cancel: [OFFER], send: [{ to, id: requestId, ...appoint, division: parties.division }] };
    }
    case 'OfferDeclined':
    case 'OfferExpired':
    case 'OfferWithdrawn':
      // The next offer, if there is one, comes right behind and sets the timer anew.
      return { state, cancel: [OFFER] };
    case 'SearchEnded':
      return { state: null, cancel: [OFFER] };
    default:
      return { state };
  }
}

/** The matter goes its own way: by hand, or to its end. */
function onMatter({ type, data }: DefenceRequestEvent | AidCaseEvent, state: Answers): Reaction<Answers> {
  // No search runs.
  if (state.offerId === '') return { state };
  switch (type) {
    case 'LawyerAssigned':
    case 'PersonnelAssigned':
    case 'LawyerReplaced':
      return { state, send: [onSearch(state, 'EndSearch', { lawyerId: data.lawyerId })] };
    case 'LawyerChangeDeclined':
    case 'StageConcluded':
    case 'NotificationWithdrawn':
    case 'DefendantEngagedOwnLawyer':
    case 'JurisdictionTransferred':
    case 'RequestClosedForOther':
    case 'OwnLawyerEngaged':
    case 'MatterConcluded':
    case 'AidTerminated':
      return { state, send: [onSearch(state, 'EndSearch', { lawyerId: null })] };
    default:
      return { state };
  }
}

/** Who accepted may not be assigned after all: the search goes on and says why. */
function assignmentRefused({ to, type }: WorkflowCommand, code: string, state: Answers): Reaction<Answers> {
  if (!MATTERS.has(to) || !APPOINTING.has(type) || state.offerId === '') return { state };
  return { state, send: [onSearch(state, 'PassOver', { offerId: state.offerId, code })] };
}
