import { Button } from 'antd';
import { useMarkRead, useNewest, useUnread } from '../../api/news.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { AttentionCard } from './attention-card.tsx';
import { NewsList } from './news-list.tsx';

const SHOWN = 100;

/** 消息: what changed for my agency, newest first. */
export function NewsPage() {
  const { t } = useWords();
  const { data, error, refetch } = useNewest(SHOWN);
  const { count } = useUnread();
  const markRead = useMarkRead();
  return (
    <Page
      title={t('news.title')}
      {...(count > 0 &&
        data !== undefined && {
          actions: <Button onClick={() => markRead(data.next)}>{t('news.seen')}</Button>,
        })}
    >
      <AttentionCard />
      <Card title={t('shell.news.label', { count })}>
        {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
        {data === undefined ? error === null && <Loading /> : <NewsList items={data.items} none={t('news.empty')} />}
      </Card>
    </Page>
  );
}
