import type { Organ } from '../oracle/facts.js';

/** A notice as an organ of the month writes it. */
export interface Written {
  readonly organ: Organ;
  readonly division: string;
  /** Division of the institution that has the request: the organ's own, unless it was transferred. */
  readonly institution: string;
  readonly caseNumber: string;
  readonly person: string;
  readonly ground: string;
  readonly stage: string;
  readonly procedure: string;
  readonly discoveredAt: number;
  readonly hearingAt?: number;
  readonly minor: boolean;
  readonly lifeOrDeath: boolean;
}

/** What somebody does on the platform. */
export type Act =
  | { readonly do: 'discover'; readonly written: Written }
  | { readonly do: 'send'; readonly written: Written }
  /** The notice of a need that was recorded before. */
  | { readonly do: 'sendDiscovered'; readonly written: Written }
  /** What a transfer brings about at the other institution; nobody does anything. */
  | { readonly do: 'arriveTransferred'; readonly written: Written }
  | { readonly do: 'return'; readonly unknown: boolean }
  | { readonly do: 'correct'; readonly written: Written }
  | { readonly do: 'withdraw' }
  | { readonly do: 'ownLawyer' }
  | { readonly do: 'transfer'; readonly to: string }
  | { readonly do: 'assign' | 'replace'; readonly lawyer: number }
  | { readonly do: 'sign' }
  | { readonly do: 'fileDefence' }
  | { readonly do: 'meet'; readonly agreed: boolean }
  | { readonly do: 'refuse'; readonly refusedAt: number }
  | { readonly do: 'acceptRefusal' | 'rejectRefusal' | 'reassign' }
  | { readonly do: 'ownEngagement'; readonly engagedAt: number }
  | { readonly do: 'requestChange' | 'declineChange' }
  | { readonly do: 'moveHearing'; readonly hearingAt: number; readonly forNewDefender: boolean }
  | { readonly do: 'moveCustody' }
  | { readonly do: 'conclude'; readonly concludedAt: number }
  | { readonly do: 'documentSent' }
  | { readonly do: 'submitFile' | 'returnFile' | 'acceptFile' }
  | { readonly do: 'terminate' }
  | { readonly do: 'serveTermination' };

/** An act at its time; `refused` with a code where the law does not allow it. */
export interface Step {
  readonly at: number;
  readonly act: Act;
  readonly refused?: string;
}
