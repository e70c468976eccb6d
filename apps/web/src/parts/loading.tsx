import { Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n/index.ts';

/** Before this a page that is about to come would only flicker. */
const PATIENCE_MS = 200;

/** The shape of what is being read, after a moment. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={t('common.loading')}>
      {shown && <Skeleton active={false} title={false} paragraph={{ rows }} />}
    </div>
  );
}
