import {
  CHANGE_REASONS,
  CUSTODY_KINDS,
  FILE_ITEMS,
  PROCEDURE_STAGES,
  REQUEST_RELATIONS,
  RETURN_REASONS,
  STAGE_OUTCOMES,
  TERMINATION_GROUNDS,
  WORK_KINDS,
  type CodeEntry,
} from '@xiezhi/contracts';
import { useState, type ReactNode } from 'react';
import type { DefenceRequest, Ground, RequestEvent, TimelineStep } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import type { Language } from '../../i18n/languages.ts';
import { useClockName } from '../../parts/clock-name.ts';
import { useRequestWords } from '../../parts/request-words.ts';
import { CONSENTS } from './commands.ts';
import { TextsOfStep, useWrittenTexts } from './written-texts.tsx';

const SHOWN = ['all', 'steps', 'papers', 'messages'] as const;
type Shown = (typeof SHOWN)[number];

const PAPERS: readonly RequestEvent[] = ['PaperAttached', 'PaperRemoved', 'PaperRefused'];
/** What one organ told the other. */
const MESSAGES: readonly RequestEvent[] = [
  'DefenceNotificationSent',
  'DefenceNotificationReceived',
  'NotificationReturnedIncomplete',
  'NotificationCorrected',
  'NotificationWithdrawn',
  'JurisdictionTransferred',
  'AssignmentNotifiedToAgency',
  'RefusalReasonAccepted',
  'RefusalReasonRejected',
  'ReassignmentRequested',
  'LawyerReplaced',
  'HearingRescheduled',
  'DutyReminded',
  'HearingConflictFound',
  'HearingConflictSolved',
  'CustodyMoved',
  'StageConcluded',
  'StageDocumentSent',
  'AidTerminated',
];

const belongs = (event: RequestEvent, shown: Shown): boolean => {
  if (shown === 'all') return true;
  if (shown === 'papers') return PAPERS.includes(event);
  return shown === 'messages' ? MESSAGES.includes(event) : !PAPERS.includes(event);
};

/** What must still come stands on top of what came, newest first; filtered by what it is about. What was written opens now alone, not as of a day. */
export function Timeline({ request, now }: { readonly request: DefenceRequest; readonly now: boolean }) {
  const { t, language } = useWords();
  const words = useRequestWords();
  const [shown, setShown] = useState<Shown>('all');
  const { clock, timeline } = request;
  const { texts, opener } = useWrittenTexts(request);
  // Steps are only ever added in front: their place from the end is their identity.
  const steps = timeline.map((step, place) => ({ step, place })).filter(({ step }) => belongs(step.event, shown));
  return (
    <>
      <div className="tabs no-print" role="group" aria-label={t('matter.timeline.filter')}>
        {SHOWN.map((one) => (
          <button key={one} type="button" aria-pressed={one === shown} onClick={() => setShown(one)}>
            {t(`matter.timeline.${one}`)}
            <span className="tab-count"> {timeline.filter(({ event }) => belongs(event, one)).length}</span>
          </button>
        ))}
      </div>
      {now && opener}
      <ol className="timeline">
        {words.owed(request) && shown !== 'papers' && (
          <li className="pending">
            <span aria-hidden className="dot">
              ○
            </span>
            <span>
              <strong>{t('requests.detail.pending')}</strong> {words.duty(request)}
              {clock !== null && (request.status === 'received' || request.status === 'assigned') && (
                <span className="quiet">{t('requests.detail.pendingBy', { at: longTime(clock.dueAt, language, true) })}</span>
              )}
            </span>
          </li>
        )}
        {steps.toReversed().map(({ step, place }) => (
          <Step key={place} step={step} request={request} texts={<TextsOfStep texts={texts} step={place} />} />
        ))}
      </ol>
      {steps.length === 0 && <p>{t('matter.timeline.none')}</p>}
    </>
  );
}

interface StepProps {
  readonly step: TimelineStep;
  readonly request: DefenceRequest;
  readonly texts: ReactNode;
}

function Step({ step, request, texts }: StepProps) {
  const { t, language } = useWords();
  const sentence = useStepSentence();
  const clockName = useClockName();
  const { event, at, paper } = step;
  const { sentLate, hearingTooNear, clock } = request;
  return (
    <li className={event === 'ClockBreached' ? 'breached' : ''}>
      <span aria-hidden className="dot">
        {event === 'ClockBreached' ? '■' : '●'}
      </span>
      <span>
        {sentence(step, request)}
        {paper !== undefined && ` · ${t(`notice.paper.${paper}`)}`}
        {event === 'DutyReminded' && step.codes?.map((code) => ` · ${clockName(code)}`)}
        {event === 'DefenceNeedDiscovered' && <Found step={step} />}
        {codesOf(step, language).map((named) => ` · ${named}`)}
        {step.hearingAt !== undefined && ` · ${longTime(step.hearingAt, language)}`}
        <time className="quiet" dateTime={at}>
          {longTime(at, language)}
        </time>
        {event === 'DefenceNotificationReceived' && clock?.basis != null && (
          <span className="quiet">{t('matter.timeline.starts', { clock: clock.id, basis: clock.basis })}</span>
        )}
        {event === 'DefenceNotificationSent' && sentLate && <span className="quiet warn">▲ {t('requests.detail.sentLate')}</span>}
        {event === 'DefenceNotificationSent' && hearingTooNear && (
          <span className="quiet warn">▲ {t('requests.detail.hearingTooNear')}</span>
        )}
        {texts}
      </span>
    </li>
  );
}

/** What the platform does by itself: it assigns whoever accepts an offer. */
const PLATFORM = 'xiezhi';

/** At which stage it was found, and why a defender is needed. */
function Found({ step: { codes: [stage, ground] = [] } }: { readonly step: TimelineStep }) {
  const { t, language } = useWords();
  if (stage === undefined || ground === undefined) return null;
  return ` · ${nameIn(PROCEDURE_STAGES, stage, language)} · ${t(`notice.ground.${ground as Ground}`)}`;
}

/** What happened, as a sentence; of a clock other than the time to assign it says which. */
function useStepSentence(): (step: TimelineStep, request: DefenceRequest) => string {
  const { t } = useWords();
  const { nameOf } = useRequestWords();
  const clockName = useClockName();
  return ({ event, agency, clock }, { organ, institution }) => {
    const who = agency === PLATFORM ? t('matter.platform') : nameOf(agency);
    if (clock === undefined) return t(`requests.event.${event}`, { who, organ: nameOf(organ), institution: nameOf(institution) });
    return t(event === 'ClockBreached' ? 'course.clockOver' : 'course.clockRecounted', { clock: clockName(clock) });
  };
}

/** The lists that the codes of a step are of. */
const CODES: Readonly<Partial<Record<RequestEvent, readonly CodeEntry[]>>> = {
  NotificationReturnedIncomplete: RETURN_REASONS,
  RequestLinked: REQUEST_RELATIONS,
  FirstMeetingHeld: CONSENTS,
  LawyerChangeRequested: CHANGE_REASONS,
  LawyerReplaced: CHANGE_REASONS,
  CustodyMoved: CUSTODY_KINDS,
  WorkRecorded: WORK_KINDS,
  StageConcluded: STAGE_OUTCOMES,
  CaseFileReturned: FILE_ITEMS,
  AidTerminated: TERMINATION_GROUNDS,
};

const codesOf = ({ event, codes = [] }: TimelineStep, language: Language): readonly string[] => {
  const list = CODES[event];
  return list === undefined ? [] : codes.map((code) => nameIn(list, code, language));
};
