import { Link } from 'react-router';
import { useNewest } from '../../api/news.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { NewsList } from '../news/news-list.tsx';

const SHOWN = 6;

/** What changed lately. */
export function Changes() {
  const { t } = useWords();
  const { data, error, refetch } = useNewest(SHOWN);
  return (
    <Card title={t('home.changed')} extra={<Link to="/news">{t('home.all')}</Link>}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined ? error === null && <Loading rows={3} /> : <NewsList items={data.items} none={t('home.changedNone')} />}
    </Card>
  );
}
