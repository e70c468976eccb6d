import type { Lawyer } from '../../api/types.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { useValueText } from './value-text.ts';

/** Whether a lawyer may be assigned; since when and why not. */
export function LawyerStatus({ lawyer: { status, statusReason, statusSince } }: { readonly lawyer: Lawyer }) {
  const { t, language } = useWords();
  const text = useValueText();
  const since = statusSince === null ? null : t('registers.lawyer.since', { day: longDay(statusSince, language) });
  const why = [statusReason === null ? null : text('statusReason', statusReason), since].filter((part) => part !== null);
  return (
    <>
      <span className={status === 'active' ? 'tag tag-done' : 'tag tag-warning'}>{t(`lawyers.statuses.${status}`)}</span>
      {why.length > 0 && <span className="quiet">{why.join(' · ')}</span>}
    </>
  );
}
