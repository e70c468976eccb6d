import type { DefenceRequest, TimelineStep } from '../../api/types.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { useRequestWords } from '../../parts/request-words.ts';

/** What must still come stands on top of what came, newest first. */
export function Timeline({ request }: { readonly request: DefenceRequest }) {
  const { t, language } = useWords();
  const words = useRequestWords();
  const { clock, open, timeline } = request;
  return (
    <ol className="timeline">
      {open && (
        <li className="pending">
          <span aria-hidden className="dot">
            ○
          </span>
          <span>
            <strong>{t('requests.detail.pending')}</strong> {words.duty(request)}
            {clock !== null && request.status !== 'returned' && (
              <span className="quiet">{t('requests.detail.pendingBy', { at: longTime(clock.dueAt, language, true) })}</span>
            )}
          </span>
        </li>
      )}
      {timeline.toReversed().map((step, index) => (
        // Steps are only ever added in front: their place from the end is their identity.
        <Step key={timeline.length - index} step={step} request={request} />
      ))}
    </ol>
  );
}

function Step({ step: { event, at, agency }, request }: { readonly step: TimelineStep; readonly request: DefenceRequest }) {
  const { t, language } = useWords();
  const { nameOf } = useRequestWords();
  const { organ, institution, sentLate, hearingTooNear } = request;
  return (
    <li className={event === 'ClockBreached' ? 'breached' : ''}>
      <span aria-hidden className="dot">
        {event === 'ClockBreached' ? '■' : '●'}
      </span>
      <span>
        {t(`requests.event.${event}`, { who: nameOf(agency), organ: nameOf(organ), institution: nameOf(institution) })}
        <time className="quiet" dateTime={at}>
          {longTime(at, language)}
        </time>
        {event === 'DefenceNotificationSent' && sentLate && <span className="quiet warn">▲ {t('requests.detail.sentLate')}</span>}
        {event === 'DefenceNotificationSent' && hearingTooNear && (
          <span className="quiet warn">▲ {t('requests.detail.hearingTooNear')}</span>
        )}
      </span>
    </li>
  );
}
