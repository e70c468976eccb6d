import { Rejected, type Actor } from '@xiezhi/eventsourcing';
import { LAWYER_ROLE, SYSTEM_ROLE } from '../defence-request/relations.js';
import type { AidCaseCommand } from './commands.js';
import { isOpen, notFound, type AidCaseState, type Parties } from './state.js';

/** What somebody is to a case: the institution that granted, the lawyer who has it, the platform itself. */
export type Relation = 'institution' | 'lawyer' | 'platform';

const INSTITUTION: readonly Relation[] = ['institution'];
const LAWYER: readonly Relation[] = ['lawyer', 'institution'];
const PLATFORM: readonly Relation[] = ['platform'];

/** Which side may do what: the institution may record for a lawyer who hands in paper. */
const WHO: Readonly<Record<AidCaseCommand['type'], readonly Relation[]>> = {
  ReceiveGrant: ['institution', 'platform'],
  // The platform assigns the lawyer who accepted an offer, or puts that lawyer in another's place.
  AssignPersonnel: ['institution', 'platform'],
  TellRecipient: LAWYER,
  SignEngagement: LAWYER,
  RequestChange: LAWYER,
  DeclineChange: INSTITUTION,
  ReplaceLawyer: ['institution', 'platform'],
  RecordWork: LAWYER,
  ReportProgress: LAWYER,
  SetHearing: LAWYER,
  OfferMediation: LAWYER,
  AgreeToMediation: LAWYER,
  RefuseMediation: LAWYER,
  EndMediation: LAWYER,
  ConcludeMatter: LAWYER,
  SubmitFile: LAWYER,
  ReturnFile: INSTITUTION,
  AcceptFile: INSTITUTION,
  TerminateAid: INSTITUTION,
  // The platform knows of the service by the decision's receipt.
  ServeTermination: ['institution', 'platform'],
  RecordObjection: INSTITUTION,
  DecideObjection: INSTITUTION,
  RecountClock: PLATFORM,
  RecordBreach: PLATFORM,
  RecordWarning: PLATFORM,
  RecordPersonErased: PLATFORM,
};

/** Who acts. `lawyerId`: the row of the roster that a lawyer's account stands for. */
export interface Acting {
  readonly actor: Actor;
  readonly lawyerId?: string | undefined;
}

/** What the actor is to the case; `null` to whom it does not exist. A lawyer's part ends with the case. */
function relationOf(state: AidCaseState, { actor, lawyerId }: Acting): Relation | null {
  if (state.status === 'none') return null;
  if (actor.role === SYSTEM_ROLE) return 'platform';
  if (actor.role === LAWYER_ROLE) return lawyerId !== undefined && isOpen(state) && state.lawyerId === lawyerId ? 'lawyer' : null;
  return actor.agency === state.parties.institution ? 'institution' : null;
}

/**
 * The case's parties, when the actor may do this.
 * @throws Rejected `aid_case.not_found` to whom it does not exist; `aid_case.other_side.forbidden` when another party does this
 */
export function insistOnRelation(state: AidCaseState, command: AidCaseCommand['type'], acting: Acting): Parties {
  const relation = relationOf(state, acting);
  if (relation === null || state.status === 'none') throw notFound();
  if (!WHO[command].includes(relation)) {
    throw new Rejected('aid_case.other_side.forbidden', '此项由法律援助机构办理。The institution does this.');
  }
  return state.parties;
}
