import type { JsonObject } from '@xiezhi/eventsourcing';
import type { AidCaseEvent } from '../aid-case/aid-case.js';

/** One step of a case's history: what, when, by which agency, its codes, and what was written, sealed. */
export interface CaseStep extends StepBody {
  readonly revision: number;
  readonly agency: string;
}

interface StepBody extends JsonObject {
  readonly event: AidCaseEvent['type'];
  readonly at: string;
  /** Codes and instants that go with it; they name nobody. */
  readonly told: Readonly<Record<string, string | boolean | readonly string[]>> & JsonObject;
  /** The field that `text` was sealed as. */
  readonly field: string | null;
  readonly text: JsonObject | null;
}

const TEXTS = ['reason', 'note', 'summary', 'terms', 'absence'] as const;

function step(event: AidCaseEvent, at: string, told: CaseStep['told'] = {}): StepBody {
  const data = event.data as JsonObject;
  const field = TEXTS.find((name) => typeof data[name] === 'object' && data[name] !== null) ?? null;
  return { event: event.type, at, told, field, text: field === null ? null : (data[field] as JsonObject) };
}

/** What a fact adds to the history; the clocks stand beside it, but for what ran out. */
export function stepOf(event: AidCaseEvent): StepBody | null {
  const { type, data } = event;
  switch (type) {
    case 'AidCaseReceived':
      return step(event, data.receivedAt, { source: data.source });
    case 'PersonnelAssigned':
      return step(event, data.assignedAt, { letterNumber: data.letterNumber });
    case 'LawyerReplaced':
      return step(event, data.replacedAt, { letterNumber: data.letterNumber, reasonCode: data.reasonCode });
    case 'RecipientTold':
      return step(event, data.toldAt, { mode: data.mode });
    case 'EngagementSigned':
      return step(event, data.signedAt);
    case 'LawyerChangeRequested':
      return step(event, data.requestedAt, { reasonCode: data.reasonCode });
    case 'LawyerChangeDeclined':
      return step(event, data.declinedAt);
    case 'WorkRecorded':
      return step(event, data.doneAt, { kind: data.kind });
    case 'ProgressReported':
      return step(event, data.toldAt, { mode: data.mode });
    case 'HearingSet':
      return step(event, data.setAt, { hearingAt: data.hearingAt });
    case 'MediationOffered':
      return step(event, data.offeredAt, { ownWish: data.ownWish });
    case 'MediationAgreed':
      return step(event, data.agreedAt);
    case 'MediationRefused':
      return step(event, data.refusedAt);
    case 'MediationEnded':
      return step(event, data.endedAt, { result: data.result });
    case 'MatterConcluded':
      return step(event, data.concludedAt, { outcome: data.outcome });
    case 'CaseFileSubmitted':
      return step(event, data.submittedAt);
    case 'CaseFileReturned':
      return step(event, data.returnedAt, { items: data.items });
    case 'AidTerminated':
      return step(event, data.terminatedAt, { ground: data.ground });
    case 'TerminationServed':
      return step(event, data.servedAt);
    case 'ObjectionFiled':
      return step(event, data.filedAt);
    case 'TerminationOverturned':
      return step(event, data.decidedAt);
    case 'AidCaseClosed':
      return step(event, data.closedAt, { cause: data.cause });
    case 'ClockBreached':
      return step(event, data.breachedAt, { clock: data.clock.id });
    case 'PersonErased':
      return step(event, data.erasedAt);
    default:
      return null;
  }
}
