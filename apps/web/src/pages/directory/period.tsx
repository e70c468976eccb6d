import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { useToday } from '../../parts/now.ts';

/** From when to when a row holds, and whether it does today. */
export function Period({ from, to }: { readonly from: string; readonly to: string | null }) {
  const { t, language } = useWords();
  const today = useToday();
  const state = from > today ? 'notYet' : to !== null && to <= today ? 'ended' : 'present';
  const days = { from: longDay(from, language), to: to === null ? '' : longDay(to, language) };
  return (
    <>
      <span className={state === 'present' ? 'tag tag-done' : 'tag tag-quiet'}>{t(`registers.${state}`)}</span>
      <span className="quiet">{to === null ? t('registers.since', days) : t('registers.until', days)}</span>
    </>
  );
}
