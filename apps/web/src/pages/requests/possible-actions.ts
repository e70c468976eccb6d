import type { DefenceRequest, RequestEvent, RequestStatus, Session } from '../../api/types.ts';
import { COMMAND_FORMS, PAGE_PERMISSION, type DialogCommand, type PageCommand } from './commands.ts';

export type Action = PageCommand | DialogCommand | 'copy';
export type Side = 'organ' | 'institution' | 'lawyer';

/** What is at hand at once, and what else may be done. */
export interface PossibleActions {
  readonly primary: Action | null;
  readonly more: readonly Action[];
}

/** For each side and state, the step that is expected, if it is this side's, and what else there is (domain section 10.1). */
type Course = Readonly<Partial<Record<RequestStatus, { readonly primary?: Action; readonly more: readonly Action[] }>>>;

const RECORDS = ['papers-filed', 'work', 'refusal', 'change'] as const;
const MOVES = ['hearing', 'custody'] as const;

const COURSE: Readonly<Record<Side, Course>> = {
  organ: {
    detected: { primary: 'notice', more: [] },
    received: { more: ['correct', 'own-lawyer', ...MOVES, 'remind', 'copy', 'withdraw'] },
    returned: { primary: 'correct', more: ['own-lawyer', ...MOVES, 'copy', 'withdraw'] },
    assigned: { more: [...MOVES, 'remind', 'copy'] },
    confirmed: { more: [...MOVES, 'refusal', 'conclude', 'copy'] },
    engaged: { more: [...MOVES, 'refusal', 'conclude', 'copy'] },
    defending: { primary: 'conclude', more: [...MOVES, 'refusal', 'copy'] },
    refused: { primary: 'refusal/accept', more: ['refusal/reject', ...MOVES, 'copy'] },
    awaiting_own_lawyer: { primary: 'reassignment', more: ['own-engagement', ...MOVES, 'copy'] },
    closing: { primary: 'document-sent', more: ['custody', 'copy'] },
    filed: { primary: 'document-sent', more: ['custody', 'copy'] },
  },
  institution: {
    detected: { more: ['remind'] },
    received: { primary: 'assign', more: ['return', 'transfer', 'terminate'] },
    returned: { primary: 'assign', more: ['remind', 'transfer', 'terminate'] },
    assigned: { primary: 'service', more: ['replace', 'terminate'] },
    confirmed: { more: ['change/decline', 'replace', 'engagement', ...RECORDS, 'terminate'] },
    engaged: { more: ['change/decline', 'replace', 'first-meeting', ...RECORDS, 'terminate'] },
    defending: { more: ['change/decline', 'replace', ...RECORDS, 'terminate'] },
    refused: { more: ['terminate'] },
    awaiting_own_lawyer: { more: ['terminate'] },
    closing: { more: ['file', 'work', 'terminate'] },
    filed: { primary: 'file/accept', more: ['file/return', 'terminate'] },
    terminated: { primary: 'termination-served', more: [] },
  },
  lawyer: {
    confirmed: { primary: 'engagement', more: RECORDS },
    engaged: { primary: 'first-meeting', more: RECORDS },
    defending: { primary: 'work', more: ['papers-filed', 'refusal', 'change'] },
    closing: { primary: 'file', more: ['work'] },
  },
};

/** Whether one of the chosen can be reminded of (催办): where the other side owes something for certain. */
export const remindable = (request: DefenceRequest, reader: Pick<Session, 'agency' | 'role'>): boolean => {
  const side = sideOf(request, reader);
  return side !== null && request.closedAt === null && (COURSE[side][request.status]?.more.includes('remind') ?? false);
};

/** Whether the last of `events` that happened is the first of them. */
function stands({ timeline }: DefenceRequest, ...events: readonly [RequestEvent, ...RequestEvent[]]): boolean {
  return timeline.findLast(({ event }) => events.includes(event))?.event === events[0];
}

/** What the state alone does not tell: an action that would be refused, or was done. */
function fits(action: Action, request: DefenceRequest): boolean {
  switch (action) {
    case 'papers-filed':
      return request.organKind === 'court' && !stands(request, 'DefencePapersFiled', 'LawyerAssigned', 'LawyerReplaced');
    case 'change':
      return !asksChange(request);
    case 'change/decline':
      return asksChange(request);
    case 'refusal/reject':
      return request.facts?.ground !== 'discretionary';
    case 'document-sent':
      return !stands(request, 'StageDocumentSent', 'StageConcluded');
    default:
      return true;
  }
}

/** True while a change of lawyer was asked for and is not decided. */
export const asksChange = (request: DefenceRequest): boolean =>
  stands(request, 'LawyerChangeRequested', 'LawyerChangeDeclined', 'LawyerReplaced', 'LawyerAssigned');

/** Who sends notices may send another one of the same case. */
const SEND = 'assignment.defence-request.send';

const permissionOf = (action: Action): string =>
  action === 'copy'
    ? SEND
    : action in PAGE_PERMISSION
      ? PAGE_PERMISSION[action as PageCommand]
      : COMMAND_FORMS[action as DialogCommand].permission;

/** On which side of a request somebody stands; `null`: on none. */
export function sideOf({ organ, institution }: DefenceRequest, { agency, role }: Pick<Session, 'agency' | 'role'>): Side | null {
  if (role === 'lawyer') return 'lawyer';
  if (institution === agency) return 'institution';
  return organ === agency ? 'organ' : null;
}

/** What the reader may do with a request in its present state: nothing here would be refused. */
export function possibleActions(
  request: DefenceRequest,
  reader: Pick<Session, 'agency' | 'role'>,
  may: (permission: string) => boolean,
): PossibleActions {
  const side = sideOf(request, reader);
  if (side === null) return { primary: null, more: [] };
  // Of one case there may be several accused, each with a notice of its own: also when this one is closed.
  const { primary, more } = COURSE[side][request.status] ?? { more: side === 'organ' && request.facts !== null ? ['copy'] : [] };
  // `terminated` is both a state and a way to be closed.
  const done = request.closedAt !== null;
  const possible = (action: Action): boolean => (!done || action === 'copy') && may(permissionOf(action)) && fits(action, request);
  return { primary: primary !== undefined && possible(primary) ? primary : null, more: more.filter(possible) };
}
