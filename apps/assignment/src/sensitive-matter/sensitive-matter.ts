import { MAX_CIRCLE, MAX_PETITIONS, SENSITIVE_REASONS } from '@xiezhi/contracts';
import { assertNever, Rejected, type Decider, type StreamType } from '@xiezhi/eventsourcing';
import { clockById, startClock, warnAt, withOverride } from '@xiezhi/legal-policy';
import type { DataOf, SensitiveMatterCommand, SensitiveSubject } from './commands.js';
import type { SensitiveMatterEvent } from './events.js';
import { flagged, known, refuse, writable, type KnownMatter, type SensitiveMatterState } from './state.js';

export type { SensitiveMatterCommand } from './commands.js';
export type { SensitiveMatterEvent } from './events.js';
export type { SensitiveMatterState } from './state.js';

/** The clock of a report upward. No confirmed rule gives its figure: it is configured. */
const REPORT = 'C49';
const minuteOf = (instant: string): string => instant.slice(0, 16);
const of = ({ parties, matterKind }: SensitiveSubject) => ({ parties, matterKind });

/** What is known already, or what the first command says the matter is. */
function subjectOf(state: SensitiveMatterState, given: SensitiveSubject): KnownMatter {
  if (state.status !== 'none') return state;
  const { matterKind, parties, personId } = given;
  const nothing = { reason: null, flaggedAt: null, officers: [], petitions: {}, duty: null, duties: 0, erased: false } as const;
  return { status: 'linked', matterKind, parties, personId, ...nothing };
}

function flag(data: DataOf<'FlagMatter'>, state: SensitiveMatterState): readonly SensitiveMatterEvent[] {
  const { at, by, reason, text, calendar, reportHours, warningHours } = data;
  const matter = writable(subjectOf(state, data));
  if (matter.status === 'flagged')
    return refuse(
      'already_flagged',
      '本案已有敏感标注;事由不同的,请先解除再标注。The case is flagged already; lift that before flagging it for another reason.',
    );
  const { personId } = matter;
  const told: SensitiveMatterEvent = {
    type: 'SensitiveCaseFlagged',
    data: { ...of(matter), personId, reason, flaggedBy: by, flaggedAt: at, text },
  };
  if (!SENSITIVE_REASONS.some(({ code, reports }) => code === reason && reports)) return [told];
  const definition = withOverride(clockById(REPORT), { amount: reportHours, unit: 'h', basis: 'SENSITIVE_REPORT_HOURS' });
  const { startedAt, dueAt, provisional, basis } = startClock(definition, at, calendar);
  const dutyId = matter.duties === 0 ? REPORT : `${REPORT}.${matter.duties + 1}`;
  const clock = { id: REPORT, startedAt, dueAt: dueAt!, provisional, basis };
  const holder = { kind: 'institution', agency: matter.parties.institution } as const;
  const before = warnAt(clock, { warningHours });
  const owed = { dutyId, clock, holder, owedTo: { kind: 'justice_department' }, ...(before !== undefined && { warnAt: before }) } as const;
  return [told, { type: 'ClockStarted', data: { ...of(matter), ...owed } }];
}

/** What ends the report that is owed, if one is. */
function stopped(matter: KnownMatter, stoppedAt: string, outcome: 'met' | 'lapsed'): readonly SensitiveMatterEvent[] {
  if (matter.duty === null) return [];
  const { dutyId, clock } = matter.duty;
  return [{ type: 'ClockStopped', data: { ...of(matter), dutyId, clock, stoppedAt, outcome, onTime: stoppedAt < clock.dueAt } }];
}

function report(
  { at, reportedAt, text, reportedTo }: DataOf<'ReportUpward'>,
  state: SensitiveMatterState,
): readonly SensitiveMatterEvent[] {
  const matter = writable(flagged(state));
  if (minuteOf(reportedAt) < minuteOf(matter.flaggedAt) || reportedAt > at) {
    const detail = '报告时间应在标注之后、现在之前。The report lies between the flag and now.';
    throw new Rejected('sensitive_matter.time.invalid', detail, { errors: [{ path: 'reportedAt', code: 'out_of_range', detail }] });
  }
  const { personId, reason } = matter;
  const told: SensitiveMatterEvent = {
    type: 'ReportedUpward',
    data: { ...of(matter), personId, reason, reportedAt, recordedAt: at, ...(reportedTo !== null && { reportedTo }), text },
  };
  return [told, ...stopped(matter, reportedAt, 'met')];
}

function link(data: DataOf<'LinkPetition'>, state: SensitiveMatterState): readonly SensitiveMatterEvent[] {
  const { at, petition, text } = data;
  const matter = writable(subjectOf(state, data));
  const linked = Object.values(matter.petitions);
  if (linked.some(({ number, agency }) => number === petition.number && agency === petition.agency))
    return refuse('petition_exists', '该信访事项已关联本案。This petition is linked with the case already.');
  if (linked.length >= MAX_PETITIONS)
    return refuse(
      'too_many_petitions',
      `一案至多关联${MAX_PETITIONS}件信访事项。A case is linked with ${MAX_PETITIONS} petitions at most.`,
    );
  return [{ type: 'PetitionLinked', data: { ...of(matter), personId: matter.personId, petition, linkedAt: at, text } }];
}

function petitionOf(matter: KnownMatter, petitionId: string) {
  const petition = matter.petitions[petitionId];
  if (petition === undefined) throw new Rejected('sensitive_matter.petition.not_found', '没有这件信访事项。No such petition.');
  return petition;
}

function decide(command: SensitiveMatterCommand, state: SensitiveMatterState): readonly SensitiveMatterEvent[] {
  switch (command.type) {
    case 'FlagMatter':
      return flag(command.data, state);
    case 'LiftFlag': {
      const { at, text } = command.data;
      const matter = writable(flagged(state));
      const lifted: SensitiveMatterEvent = {
        type: 'SensitiveFlagLifted',
        data: { ...of(matter), personId: matter.personId, liftedAt: at, text },
      };
      return [lifted, ...stopped(matter, at, 'lapsed')];
    }
    case 'SetCircle': {
      const matter = flagged(state);
      const officers = [...new Set(command.data.officers)];
      if (officers.length > MAX_CIRCLE)
        return refuse('circle_too_big', `知悉范围至多${MAX_CIRCLE}人。A circle has ${MAX_CIRCLE} officers at most.`);
      const same = officers.length === matter.officers.length && officers.every((account) => matter.officers.includes(account));
      return same ? [] : [{ type: 'CircleSet', data: { ...of(matter), officers, setAt: command.data.at } }];
    }
    case 'ReportUpward':
      return report(command.data, state);
    case 'LinkPetition':
      return link(command.data, state);
    case 'UpdatePetition': {
      const matter = known(state);
      const { at, petitionId, state: stands } = command.data;
      const petition = petitionOf(matter, petitionId);
      if (petition.state === stands) return [];
      return [{ type: 'PetitionUpdated', data: { ...of(matter), petition: { ...petition, state: stands }, updatedAt: at } }];
    }
    case 'UnlinkPetition': {
      const matter = writable(known(state));
      const { at, petitionId, text } = command.data;
      petitionOf(matter, petitionId);
      return [{ type: 'PetitionUnlinked', data: { ...of(matter), personId: matter.personId, petitionId, unlinkedAt: at, text } }];
    }
    case 'RecordWarning': {
      const { at: warnedAt, dutyId } = command.data;
      if (state.status === 'none' || state.duty?.dutyId !== dutyId || state.duty.breached || state.duty.warned) return [];
      return [{ type: 'ClockWarned', data: { ...of(state), dutyId, clock: state.duty.clock, warnedAt } }];
    }
    case 'RecordBreach': {
      const { at, dutyId, late } = command.data;
      if (state.status === 'none' || state.duty?.dutyId !== dutyId || state.duty.breached) return [];
      const { clock } = state.duty;
      return [{ type: 'ClockBreached', data: { ...of(state), dutyId, clock, breachedAt: clock.dueAt, noticedAt: at, late } }];
    }
    case 'RecordPersonErased': {
      const { personId, erasedAt } = command.data;
      if (state.status === 'none' || state.erased || state.personId !== personId) return [];
      return [{ type: 'PersonErased', data: { ...of(state), personId, erasedAt } }];
    }
    default:
      return assertNever(command);
  }
}

/** The matter as its first event begins it. */
function begun(
  state: SensitiveMatterState,
  { data }: Extract<SensitiveMatterEvent, { type: 'SensitiveCaseFlagged' | 'PetitionLinked' }>,
): KnownMatter {
  const { parties, matterKind, personId } = data;
  return subjectOf(state, { parties, matterKind, personId });
}

function evolve(state: SensitiveMatterState, event: SensitiveMatterEvent): SensitiveMatterState {
  if (event.type === 'SensitiveCaseFlagged') {
    const { reason, flaggedAt, flaggedBy } = event.data;
    return { ...begun(state, event), status: 'flagged', reason, flaggedAt, officers: [flaggedBy] };
  }
  if (event.type === 'PetitionLinked') {
    const matter = begun(state, event);
    const { petition } = event.data;
    return { ...matter, petitions: { ...matter.petitions, [petition.petitionId]: petition } };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'SensitiveFlagLifted':
      return { ...state, status: 'linked', reason: null, flaggedAt: null, officers: [] };
    case 'CircleSet':
      return { ...state, officers: event.data.officers };
    case 'PetitionUpdated': {
      const { petition } = event.data;
      return { ...state, petitions: { ...state.petitions, [petition.petitionId]: petition } };
    }
    case 'PetitionUnlinked': {
      const { [event.data.petitionId]: _gone, ...petitions } = state.petitions;
      return { ...state, petitions };
    }
    case 'ClockStarted': {
      const { dutyId, clock } = event.data;
      return { ...state, duty: { dutyId, clock, breached: false, warned: false }, duties: state.duties + 1 };
    }
    case 'ClockStopped':
      return { ...state, duty: null };
    case 'ClockWarned':
      return { ...state, duty: state.duty === null ? null : { ...state.duty, warned: true } };
    case 'ClockBreached':
      return { ...state, duty: state.duty === null ? null : { ...state.duty, breached: true } };
    case 'PersonErased':
      return { ...state, erased: true };
    case 'ReportedUpward':
      return state;
    default:
      return assertNever(event);
  }
}

const decider: Decider<SensitiveMatterState, SensitiveMatterCommand, SensitiveMatterEvent> = {
  initial: { status: 'none' },
  decide,
  evolve,
};

const TEXT = { text: 'personId' };

/** What makes a matter sensitive (敏感案件): the flag with its circle, the report upward, and the petitions linked with it. */
export const sensitiveMatter: StreamType<SensitiveMatterState, SensitiveMatterCommand, SensitiveMatterEvent> = {
  name: 'sensitive-matter',
  decider,
  personal: {
    SensitiveCaseFlagged: TEXT,
    SensitiveFlagLifted: TEXT,
    ReportedUpward: TEXT,
    PetitionLinked: TEXT,
    PetitionUnlinked: TEXT,
  },
};
