import { Button } from 'antd';
import { useWords } from '../i18n/index.ts';
import { Page } from '../parts/page.tsx';
import { useNow } from '../parts/now.ts';
import { shortTime } from '../format/time.ts';

/** What is shown in place of a page that failed; what was sent is with the platform. */
export function Broken() {
  const { t } = useWords();
  const now = useNow();
  return (
    <main className="content">
      <Page title={t('common.broken.title')}>
        <p>{t('common.broken.text')}</p>
        <p>{t('common.asAt', { at: shortTime(new Date(now).toISOString(), now) })}</p>
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('common.reload')}
        </Button>
      </Page>
    </main>
  );
}
