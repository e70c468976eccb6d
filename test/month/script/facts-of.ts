import type { Fact } from '../oracle/facts.js';
import type { Step, Written } from './act.js';

const MANDATORY = (ground: string): boolean => ground !== 'discretionary';

const delivered = (written: Written, at: number): Extract<Fact, { is: 'notice delivered' }> => ({
  is: 'notice delivered',
  at,
  organ: written.organ,
  mandatory: MANDATORY(written.ground),
  ...(written.hearingAt !== undefined && { hearing: { at: written.hearingAt, shortened: written.procedure !== 'ordinary' } }),
});

/** What the acts of a script mean as facts of the case. An assignment is told to the case agency electronically, at once. */
export function factsOf(steps: readonly Step[]): Fact[] {
  return steps.filter(({ refused }) => refused === undefined).flatMap((step) => meaningOf(step));
}

function meaningOf({ at, act }: Step): Fact[] {
  switch (act.do) {
    case 'discover':
      return [{ is: 'need discovered', at: act.written.discoveredAt, organ: act.written.organ }];
    case 'send':
      return [{ is: 'need discovered', at: act.written.discoveredAt, organ: act.written.organ }, delivered(act.written, at)];
    case 'sendDiscovered':
      return [delivered(act.written, at)];
    case 'arriveTransferred':
      return [{ ...delivered(act.written, at), transferred: true }];
    case 'return':
      return [{ is: 'returned', at, personOrOffenceUnknown: act.unknown }];
    case 'correct':
      return [{ is: 'corrected', at }];
    case 'assign':
      return [
        { is: 'lawyer assigned', at },
        { is: 'agency told', at },
      ];
    case 'replace':
      return [
        { is: 'lawyer replaced', at },
        { is: 'agency told', at },
      ];
    case 'sign':
      return [{ is: 'engagement signed', at }];
    case 'fileDefence':
      return [{ is: 'papers filed', at }];
    case 'meet':
      return act.agreed ? [] : [{ is: 'lawyer refused', at }];
    case 'refuse':
      return [{ is: 'lawyer refused', at: act.refusedAt, toldAt: at }];
    case 'acceptRefusal':
      return [{ is: 'reason accepted', at }];
    case 'rejectRefusal':
      return [{ is: 'reason rejected', at }];
    case 'reassign':
      return [{ is: 'reassignment requested', at }];
    case 'ownEngagement':
      return [{ is: 'own lawyer engaged', at: act.engagedAt, toldAt: at }];
    case 'requestChange':
      return [{ is: 'change requested', at }];
    case 'declineChange':
      return [{ is: 'change declined', at }];
    case 'moveHearing':
      return act.forNewDefender ? [{ is: 'adjourned for the new defender', at }] : [];
    case 'moveCustody':
      return [];
    case 'conclude':
      return [{ is: 'stage concluded', at, closedAt: act.concludedAt }];
    case 'documentSent':
      return [{ is: 'document sent', at }];
    case 'submitFile':
      return [{ is: 'file submitted', at }];
    case 'returnFile':
      return [{ is: 'file returned', at }];
    case 'acceptFile':
      return [{ is: 'file accepted', at }];
    case 'terminate':
      return [{ is: 'terminated', at }];
    case 'serveTermination':
      return [{ is: 'termination served', at }];
    case 'withdraw':
    case 'ownLawyer':
    case 'transfer':
      return [{ is: 'ended', at }];
  }
}
