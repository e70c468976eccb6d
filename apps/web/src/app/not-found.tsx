import { Link } from 'react-router';
import { useWords } from '../i18n/index.ts';
import { Page } from '../parts/page.tsx';

/** One page for what does not exist and for what is not one's own. */
export function NotFoundPage() {
  const { t } = useWords();
  return (
    <Page title={t('common.notFound.title')}>
      <p>{t('common.notFound.text')}</p>
      <p>
        <Link to="/">{t('common.notFound.home')}</Link>
      </p>
    </Page>
  );
}
