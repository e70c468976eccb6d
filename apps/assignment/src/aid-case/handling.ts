import { assertNever, Rejected } from '@xiezhi/eventsourcing';
import type { DataOf, HandlingCommand } from './commands.js';
import type { AidCaseEvent } from './events.js';
import { isMediable } from './facts.js';
import {
  insistOnFreeHalfDay,
  insistOnTime,
  MAX_RECORDS,
  refuse,
  withLawyer,
  writable,
  type AidCaseState,
  type WithLawyer,
} from './state.js';

type Facts = readonly AidCaseEvent[];

/** Work is recorded until the file is handed in; what a text names is sealed with the recipient. */
const atWork = (state: AidCaseState, text: string | undefined): WithLawyer => {
  const open = withLawyer(state, 'assigned', 'engaged', 'closing');
  if (open.records >= MAX_RECORDS) refuse('too_many', `每件最多登记 ${MAX_RECORDS} 次。A case holds at most ${MAX_RECORDS} records.`);
  return text === undefined ? open : writable(open);
};

function recordWork({ at, kind, doneAt, note }: DataOf<'RecordWork'>, state: AidCaseState): Facts {
  const { parties, personId, lawyerId, assignedAt } = atWork(state, note);
  insistOnTime('doneAt', doneAt, assignedAt!, at);
  const told = note === undefined ? {} : { note };
  return [{ type: 'WorkRecorded', data: { parties, personId, lawyerId, kind, doneAt, recordedAt: at, ...told } }];
}

function reportProgress({ at, toldAt, mode, summary }: DataOf<'ReportProgress'>, state: AidCaseState): Facts {
  const { parties, personId, lawyerId, assignedAt } = atWork(state, summary);
  insistOnTime('toldAt', toldAt, assignedAt!, at);
  const told = summary === undefined ? {} : { summary };
  return [{ type: 'ProgressReported', data: { parties, personId, lawyerId, toldAt, mode, ...told } }];
}

function setHearing({ at, hearingAt, hearingPlace, hearingHeld }: DataOf<'SetHearing'>, state: AidCaseState): Facts {
  const { parties, lawyerId, hearingAt: previous } = withLawyer(state, 'assigned', 'engaged');
  if (hearingAt <= at) {
    const detail = '开庭时间应晚于现在,请核对。The hearing must lie in the future; check it.';
    throw new Rejected('aid_case.hearing.invalid', detail, { errors: [{ path: 'hearingAt', code: 'out_of_range', detail }] });
  }
  if (previous === hearingAt) return [];
  insistOnFreeHalfDay(hearingHeld, 'hearingAt');
  const place = hearingPlace === undefined ? {} : { hearingPlace };
  const before = previous === undefined ? {} : { previousHearingAt: previous };
  return [{ type: 'HearingSet', data: { parties, lawyerId, hearingAt, setAt: at, ...place, ...before } }];
}

const DOMESTIC_VIOLENCE = '法律援助法 第32条';

/**
 * Mediation comes first in disputes (2010 notice 二(五)), but never in a criminal defence; and who suffered violence at home is not pressed:
 * only the recipient's own wish brings it up, and a refusal is the end of it.
 */
function offerMediation({ at, offeredAt, ownWish }: DataOf<'OfferMediation'>, state: AidCaseState): Facts {
  const open = withLawyer(state, 'engaged');
  const { facts, mediation, parties, lawyerId, assignedAt } = open;
  if (!isMediable(facts)) return refuse('mediation.not_in_defence', '刑事辩护案件不适用调解。There is no mediation in a criminal defence.');
  if (mediation === 'offered') return [];
  if (mediation === 'agreed') return refuse('mediation.under_way', '调解正在进行。Mediation is under way.');
  if (mediation === 'settled') return refuse('mediation.settled', '已达成调解协议。It was settled by mediation already.');
  if (facts.domesticViolence && mediation === 'refused') {
    return refuse(
      'mediation.not_again',
      '受援人遭受家庭暴力、虐待或者遗弃,已拒绝调解的,不得再次劝说调解。Who suffered violence at home and refused is not asked again.',
      DOMESTIC_VIOLENCE,
    );
  }
  if (facts.domesticViolence && !ownWish) {
    return refuse(
      'mediation.own_wish_only',
      '受援人遭受家庭暴力、虐待或者遗弃,只有本人主动要求,方可调解。Who suffered violence at home is offered mediation only at their own wish.',
      DOMESTIC_VIOLENCE,
    );
  }
  insistOnTime('offeredAt', offeredAt, assignedAt!, at);
  return [{ type: 'MediationOffered', data: { parties, lawyerId, offeredAt, ownWish } }];
}

function answerMediation(command: Extract<HandlingCommand, { type: 'AgreeToMediation' | 'RefuseMediation' }>, state: AidCaseState): Facts {
  const { mediation, parties, lawyerId, assignedAt } = withLawyer(state, 'engaged');
  const agrees = command.type === 'AgreeToMediation';
  if (mediation === (agrees ? 'agreed' : 'refused')) return [];
  // Who agreed may still leave: nobody is held to mediation.
  if (mediation !== 'offered' && !(mediation === 'agreed' && !agrees))
    return refuse('mediation.not_offered', '目前没有待答复的调解提议。No offer of mediation waits for an answer.');
  const { at } = command.data;
  if (command.type === 'AgreeToMediation') {
    const { agreedAt } = command.data;
    insistOnTime('agreedAt', agreedAt, assignedAt!, at);
    return [{ type: 'MediationAgreed', data: { parties, lawyerId, agreedAt } }];
  }
  const { refusedAt } = command.data;
  insistOnTime('refusedAt', refusedAt, assignedAt!, at);
  return [{ type: 'MediationRefused', data: { parties, lawyerId, refusedAt } }];
}

function endMediation({ at, endedAt, result, terms }: DataOf<'EndMediation'>, state: AidCaseState): Facts {
  const found = withLawyer(state, 'engaged');
  const { mediation, parties, personId, lawyerId, assignedAt } = terms === undefined ? found : writable(found);
  if (mediation === result) return [];
  if (mediation !== 'agreed') return refuse('mediation.not_agreed', '受援人尚未同意调解。The recipient has not agreed to mediation.');
  insistOnTime('endedAt', endedAt, assignedAt!, at);
  const written = terms === undefined ? {} : { terms };
  return [{ type: 'MediationEnded', data: { parties, personId, lawyerId, endedAt, result, ...written } }];
}

/** What a command of the lawyer's work comes to. @throws Rejected */
export function decideHandling(command: HandlingCommand, state: AidCaseState): Facts {
  switch (command.type) {
    case 'RecordWork':
      return recordWork(command.data, state);
    case 'ReportProgress':
      return reportProgress(command.data, state);
    case 'SetHearing':
      return setHearing(command.data, state);
    case 'OfferMediation':
      return offerMediation(command.data, state);
    case 'AgreeToMediation':
    case 'RefuseMediation':
      return answerMediation(command, state);
    case 'EndMediation':
      return endMediation(command.data, state);
    default:
      return assertNever(command);
  }
}
