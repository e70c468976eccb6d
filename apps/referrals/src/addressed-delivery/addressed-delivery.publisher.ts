import {
  agencyLogHead,
  agencyNotified,
  agencyTopic,
  aidTerminated,
  assignedLawyerRefused,
  caseFileReturned,
  caseFileSubmitted,
  clockBreached,
  clockRecounted,
  custodyMoved,
  defenceRequestClosed,
  defenceRequestNews,
  defenceRequestReceived,
  dutyBreached,
  dutyReminded,
  dutyWarned,
  engagementSigned,
  firstMeetingHeld,
  hearingConflictFound,
  hearingRescheduled,
  lawyerAssigned,
  lawyerChangeDeclined,
  lawyerChangeRequested,
  logHeadsCollected,
  matterPersonErased,
  noticeCorrected,
  noticeKeptWaiting,
  noticeReturned,
  noticeWaitingEnded,
  noticeWaitsLong,
  reassignmentRequested,
  refusalDecided,
  reportedUpward,
  reportOverdue,
  reportWarned,
  requestLinked,
  stageConcluded,
  type DefenceRequestNewsV1,
  type DefenceRequestRef,
  type DutyRemindedV1,
  type LogHeadsCollectedV1,
  type PublicClock,
  type ReportedUpwardV1,
  type SensitiveMatterRef,
} from '@xiezhi/contracts';
import { derivedId, type BusMessage, type InboxItem, type JsonObject } from '@xiezhi/eventsourcing';

type Told = DefenceRequestRef & { readonly clock?: PublicClock; readonly letterNumber?: string; readonly matter?: 'duty-help' };

const STATES: Readonly<Record<string, DefenceRequestNewsV1['state']>> = {
  [defenceRequestReceived.type]: 'received',
  [lawyerAssigned.type]: 'lawyer_assigned',
  [agencyNotified.type]: 'confirmed',
  [clockBreached.type]: 'overdue',
  [clockRecounted.type]: 'clock_recounted',
  [defenceRequestClosed.type]: 'closed',
  [matterPersonErased.type]: 'person_erased',
  [noticeReturned.type]: 'returned',
  [noticeCorrected.type]: 'corrected',
  [engagementSigned.type]: 'engaged',
  [firstMeetingHeld.type]: 'met',
  [assignedLawyerRefused.type]: 'lawyer_refused',
  [refusalDecided.type]: 'refusal_decided',
  [reassignmentRequested.type]: 'reassignment_requested',
  [lawyerChangeRequested.type]: 'change_requested',
  [lawyerChangeDeclined.type]: 'change_declined',
  [hearingRescheduled.type]: 'hearing_moved',
  [hearingConflictFound.type]: 'hearing_conflict',
  [custodyMoved.type]: 'custody_moved',
  [stageConcluded.type]: 'stage_concluded',
  [caseFileSubmitted.type]: 'file_submitted',
  [caseFileReturned.type]: 'file_returned',
  [aidTerminated.type]: 'terminated',
  [requestLinked.type]: 'linked',
  [dutyWarned.type]: 'duty_warned',
  [dutyBreached.type]: 'duty_breached',
  [dutyReminded.type]: 'duty_reminded',
  [noticeKeptWaiting.type]: 'waiting',
  [noticeWaitsLong.type]: 'waits_long',
  [noticeWaitingEnded.type]: 'waiting_ended',
};

/** Of notices that wait for their institution. */
const EARLY: ReadonlySet<string> = new Set([noticeKeptWaiting.type, noticeWaitsLong.type, noticeWaitingEnded.type]);

/** What is told of a sensitive matter (敏感案件): to whom it was reported, and to the institution that owes the report. */
const SENSITIVE_STATES: Readonly<Record<string, DefenceRequestNewsV1['state']>> = {
  [reportedUpward.type]: 'reported_upward',
  [reportWarned.type]: 'duty_warned',
  [reportOverdue.type]: 'duty_breached',
};
/** Where reports are listed for those to whom they were made. */
const REPORTS = '/api/assignment/sensitive-reports';

/** The matter that an item is about, whatever service of it is told. */
export const matterOf = ({ data }: InboxItem): string => {
  const { requestId, matterId } = data as Partial<DefenceRequestRef & SensitiveMatterRef>;
  return (requestId ?? matterId)!;
};

/** The id of the news that `agency` gets of an event; the same each time it is made. */
export const newsId = (causeId: string, agency: string): string => derivedId('news', causeId, agency);

/** The agencies an event concerns: of a request the case agency that sent the notice and the institution that has it, and nobody else. */
export function recipientsOf(item: InboxItem): readonly string[] {
  if (item.type === logHeadsCollected.type) return (item.data as unknown as LogHeadsCollectedV1).agencies;
  if (SENSITIVE_STATES[item.type] !== undefined) return reportersOf(item);
  if (STATES[item.type] === undefined) return [];
  const { organ, institution } = item.data as unknown as Told;
  // Whoever reminds knows it.
  if (item.type === dutyReminded.type) return [(item.data as unknown as DutyRemindedV1).by === 'organ' ? institution : organ];
  // No institution has it yet.
  if (EARLY.has(item.type)) return [organ];
  // Whom the institution sends is its own matter.
  if (item.type === hearingConflictFound.type) return [institution];
  return [...new Set([organ, institution])];
}

/** Of a report the agency that it was made to, of its time the institution that owes it. What was told before there were such news has none. */
function reportersOf({ type, data }: InboxItem): readonly string[] {
  const { reportedTo, clock, institution } = data as unknown as Partial<ReportedUpwardV1> & Pick<Told, 'clock' | 'institution'>;
  if (type === reportedUpward.type) return reportedTo === undefined ? [] : [reportedTo];
  return clock === undefined ? [] : [institution];
}

/**
 * What each agency is entitled to learn of an event (定向送达). Identifiers, state, clock and a link; never a name.
 */
export function address(item: InboxItem): readonly BusMessage[] {
  if (item.type === logHeadsCollected.type) return headsFor(item);
  const state = STATES[item.type] ?? SENSITIVE_STATES[item.type];
  if (state === undefined) return [];
  const { clock, letterNumber, matter, matterKind } = item.data as unknown as Told & Partial<SensitiveMatterRef>;
  const requestId = matterOf(item);
  const kind = EARLY.has(item.type) ? 'early-notice' : (matter ?? matterKind ?? 'defence-request');
  const page = state === 'reported_upward' ? REPORTS : `/api/assignment/${kind}s/${requestId}`;
  const news: DefenceRequestNewsV1 = {
    requestId,
    state,
    at: item.time,
    link: state === 'lawyer_assigned' || state === 'confirmed' ? `${page}/lawyer` : page,
    // Which time it is would tell an agency's systems, which are in no circle, that the matter is sensitive.
    ...(clock !== undefined && matterKind === undefined && { clock }),
    ...(letterNumber !== undefined && { letterNumber }),
  };
  return recipientsOf(item).map((agency) => ({
    topic: agencyTopic(agency),
    key: item.key,
    id: newsId(item.id, agency),
    source: '/xiezhi/referrals',
    type: defenceRequestNews.type,
    time: item.time,
    subject: requestId,
    dataschema: `urn:xiezhi:contract:${defenceRequestNews.type}`,
    extensions: { ...item.extensions, causationid: item.id },
    data: news as unknown as JsonObject,
  }));
}

/** True for what is delivered in the sense of the law (送达) and recorded so: heads of logs are only kept. */
export const isDelivered = (item: InboxItem): boolean => item.type !== logHeadsCollected.type;

function headsFor(item: InboxItem): readonly BusMessage[] {
  const { heads, agencies } = item.data as unknown as LogHeadsCollectedV1;
  return agencies.map((agency) => ({
    topic: agencyTopic(agency),
    key: item.key,
    id: newsId(item.id, agency),
    source: '/xiezhi/referrals',
    type: agencyLogHead.type,
    time: item.time,
    subject: 'log-heads',
    dataschema: `urn:xiezhi:contract:${agencyLogHead.type}`,
    extensions: { ...item.extensions, causationid: item.id },
    data: { heads } as unknown as JsonObject,
  }));
}
