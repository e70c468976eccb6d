import { Rejected, type Actor } from '@xiezhi/eventsourcing';
import type { DefenceRequestCommand } from './commands.js';
import { isOpen, type DefenceRequestState, type Parties } from './state.js';

/** What somebody is to a request: the case agency that asks, the institution that was asked, the lawyer who has it, the platform itself. */
export type Relation = 'organ' | 'institution' | 'lawyer' | 'platform';

/** The role of the platform's own workflows; no token carries it. */
export const SYSTEM_ROLE = 'system';
export const LAWYER_ROLE = 'lawyer';

/** Who acts, as the authorisation sees it. `lawyerId`: the row of the roster that a lawyer's account stands for. */
export interface Acting {
  readonly actor: Actor;
  readonly lawyerId?: string | undefined;
}

export const notFound = (): Rejected =>
  new Rejected('defence_request.not_found', '没有这件通知辩护,或它不属于您的单位。No such request, or it is not your agency’s.');

const ORGAN: readonly Relation[] = ['organ'];
const INSTITUTION: readonly Relation[] = ['institution', 'platform'];
const LAWYER: readonly Relation[] = ['lawyer', 'institution'];
const PLATFORM: readonly Relation[] = ['platform'];

/** Which side may do what (role × relation): the institution may record for a lawyer who hands in paper. */
const WHO: Readonly<Record<DefenceRequestCommand['type'], readonly Relation[]>> = {
  RemindOfDuty: ['organ', 'institution'],
  RecordDiscovery: ORGAN,
  SendNotice: ['organ', 'platform'],
  CorrectNotice: ORGAN,
  WithdrawNotice: ORGAN,
  RecordOwnLawyer: ORGAN,
  ReturnIncomplete: INSTITUTION,
  TransferJurisdiction: INSTITUTION,
  AssignLawyer: INSTITUTION,
  ConfirmNotified: PLATFORM,
  RecordService: INSTITUTION,
  LinkRequest: INSTITUTION,
  CloseForOther: ['organ', 'institution', 'platform'],
  SignEngagement: LAWYER,
  FileDefencePapers: LAWYER,
  RecordFirstMeeting: LAWYER,
  RefuseLawyer: ['organ', 'lawyer', 'institution'],
  AcceptRefusal: ORGAN,
  RejectRefusal: ORGAN,
  RecordOwnEngagement: ORGAN,
  RequestReassignment: ORGAN,
  RequestChange: LAWYER,
  DeclineChange: INSTITUTION,
  ReplaceLawyer: INSTITUTION,
  MoveHearing: ORGAN,
  MoveCustody: ORGAN,
  RecordWork: LAWYER,
  ConcludeStage: ORGAN,
  RecordDocumentSent: ORGAN,
  SubmitFile: LAWYER,
  ReturnFile: INSTITUTION,
  AcceptFile: INSTITUTION,
  TerminateAid: INSTITUTION,
  ServeTermination: INSTITUTION,
  RecountClock: PLATFORM,
  RecordBreach: PLATFORM,
  RecordWarning: PLATFORM,
  RecordPersonErased: PLATFORM,
  RecordHearingConflict: PLATFORM,
  RecordHearingFree: PLATFORM,
  AttachPaper: ['organ', 'platform'],
  RemovePaper: ['organ', 'platform'],
  RefusePaper: ['organ', 'platform'],
};

/** What the actor is to the request; `null` to whom it does not exist. A lawyer's part ends with the case. */
export function relationOf(state: DefenceRequestState, { actor, lawyerId }: Acting): Relation | null {
  if (state.status === 'none') return null;
  if (actor.role === SYSTEM_ROLE) return 'platform';
  if (actor.role === LAWYER_ROLE) return lawyerId !== undefined && isOpen(state) && state.lawyerId === lawyerId ? 'lawyer' : null;
  if (actor.agency === state.parties.organ) return 'organ';
  return actor.agency === state.parties.institution ? 'institution' : null;
}

/**
 * The request's parties, when the actor is one of them or the platform itself.
 * @throws Rejected `defence_request.not_found` to anybody else; `defence_request.other_side.forbidden` when another party does this
 */
export function insistOnRelation(
  state: DefenceRequestState,
  command: DefenceRequestCommand['type'],
  acting: Acting,
): { readonly parties: Parties; readonly relation: Relation } {
  const relation = relationOf(state, acting);
  if (relation === null || state.status === 'none') throw notFound();
  if (!WHO[command].includes(relation)) {
    throw new Rejected('defence_request.other_side.forbidden', '此项由本件的另一方办理。Another party of this request does this.');
  }
  return { parties: state.parties, relation };
}
