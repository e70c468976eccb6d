import { useSyncExternalStore } from 'react';
import { useWords } from '../i18n/index.ts';
import { shortTime } from '../format/time.ts';
import { useNow } from '../parts/now.ts';
import { useLive } from './live.ts';

const subscribeLine = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Quiet bars above a page: nothing pretends to be current while the line is down. */
export function Bars() {
  const { t } = useWords();
  const now = useNow();
  const online = useSyncExternalStore(subscribeLine, () => navigator.onLine);
  const { lostAt } = useLive();
  if (!online)
    return (
      <div className="bar bar-warning" role="status">
        {t('shell.offline')}
      </div>
    );
  if (lostAt === null) return null;
  return (
    <div className="bar" role="status">
      {t('shell.live.lost', { at: shortTime(new Date(lostAt).toISOString(), now) })}
    </div>
  );
}
