import { Alert } from 'antd';
import { useEffect, useSyncExternalStore } from 'react';
import { useLocation } from 'react-router';
import { useWords } from '../i18n/index.ts';
import { Mixed } from './mixed.tsx';

/** The short confirmation after a command, and the page it belongs to. */
let told: { readonly text: string; readonly page: string } | null = null;
/** Whether it was shown where it belongs. */
let seen = false;
const listeners = new Set<() => void>();

/** Shows a confirmation on the page at `page`, until one leaves it or closes it. */
export function flash(text: string, page: string): void {
  told = { text, page };
  seen = false;
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function clear(): void {
  told = null;
  tell();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where the confirmation stands: between a page's heading and what it shows. */
export function Flash() {
  const { t } = useWords();
  const { pathname } = useLocation();
  const shown = useSyncExternalStore(subscribe, () => told);
  useEffect(() => {
    // Told for a page that one is still on the way to, it waits; once seen there, it goes when one leaves.
    if (shown === null) seen = false;
    else if (shown.page === pathname) seen = true;
    else if (seen) clear();
  }, [pathname, shown]);
  return (
    <div aria-live="polite">
      {shown?.page === pathname && (
        <Alert
          className="flash"
          type="success"
          showIcon
          title={<Mixed text={shown.text} />}
          closable={{ onClose: clear, 'aria-label': t('common.close') }}
        />
      )}
    </div>
  );
}
