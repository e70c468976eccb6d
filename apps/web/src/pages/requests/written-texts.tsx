import type { ReactNode } from 'react';
import { useOpenWritten, type WrittenText } from '../../api/requests.ts';
import type { DefenceRequest, RequestEvent } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { PurposeButton } from '../../parts/purpose-button.tsx';

/** Steps that something may be written with; who reads it, the platform decides. */
const WITH_TEXT: readonly RequestEvent[] = [
  'NotificationReturnedIncomplete',
  'NotificationWithdrawn',
  'JurisdictionTransferred',
  'FirstMeetingHeld',
  'AssignedLawyerRefused',
  'RefusalReasonRejected',
  'LawyerChangeRequested',
  'LawyerChangeDeclined',
  'CustodyMoved',
  'WorkRecorded',
  'CaseFileSubmitted',
  'CaseFileReturned',
  'AidTerminated',
  'PaperRemoved',
];

/** What was written in the course of a request opens on demand, for the reading is recorded; `texts`: what was opened. */
export function useWrittenTexts({ id, timeline }: DefenceRequest): {
  readonly texts: readonly WrittenText[];
  readonly opener: ReactNode;
} {
  const { t } = useWords();
  const { mutate, data, variables, error, isPending } = useOpenWritten(id);
  const last = timeline.findLastIndex(({ event }) => WITH_TEXT.includes(event));
  // What came since it was opened is opened anew.
  const closed = last >= 0 && (data === undefined || last >= (variables?.steps ?? 0));
  const opener = (
    <div className="no-print texts-opener" aria-live="polite">
      {error !== null && <ProblemAlert error={error} focus />}
      {closed && (
        <>
          <p className="quiet">{t('matter.texts.why')}</p>
          <PurposeButton
            label={t('matter.texts.open')}
            usual="case_handling"
            loading={isPending}
            onOpen={(purpose) => mutate({ purpose, steps: timeline.length })}
          />
        </>
      )}
      {data?.length === 0 && !closed && <p className="quiet">{t('matter.texts.none')}</p>}
    </div>
  );
  return { texts: data ?? [], opener };
}

/** The texts of one step. */
export function TextsOfStep({ texts, step }: { readonly texts: readonly WrittenText[]; readonly step: number }) {
  const { t } = useWords();
  return texts
    .filter((text) => text.step === step)
    .map(({ field, text }) => (
      <span key={field} className="step-text">
        <strong>{t(`matter.texts.field.${field}`)}</strong>{' '}
        {text === null ? <span className="quiet">{t('common.erased')}</span> : <Mixed text={text} />}
      </span>
    ));
}
