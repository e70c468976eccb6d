import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useGroupOf, type Joinable } from '../../api/group-matters.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { JoinDialog } from './join-dialog.tsx';

/** 群体性案件: the group that a matter is in, on the matter's own page; or the way into one. */
export function GroupCard({ matter }: { readonly matter: Joinable }) {
  const { t } = useWords();
  const may = useMay();
  const mine = may('assignment.group-matter.list');
  const { data, error, refetch } = useGroupOf(matter.id, mine);
  const [joining, setJoining] = useState(false);
  if (!mine) return null;
  return (
    <Card title={t('groups.card.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === null && <p className="quiet">{t('groups.card.none')}</p>}
      {data !== null && data !== undefined && (
        <p>
          <Link to={`/group-matters/${data.id}`}>{t('groups.card.since', { title: data.title, count: data.members })}</Link>
          {data.status === 'closed' && t('groups.card.closed')}
        </p>
      )}
      {(data === null || data?.status === 'closed') && (
        <p className="no-print">
          <Button size="small" onClick={() => setJoining(true)}>
            {t('groups.join.action')}
          </Button>
        </p>
      )}
      {joining && <JoinDialog matters={[matter]} onClose={() => setJoining(false)} />}
    </Card>
  );
}
