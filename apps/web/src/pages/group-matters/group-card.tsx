import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useGroupOf, useGroupSuggestion, type GroupSuggestion, type Joinable } from '../../api/group-matters.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { JoinDialog } from './join-dialog.tsx';
import './group-matters.css';

interface Joining {
  readonly matters: readonly Joinable[];
  readonly basis?: string;
}

/** 群体性案件: the group that a matter is in, on the matter's own page; or the way into one. */
export function GroupCard({ matter }: { readonly matter: Joinable }) {
  const { t } = useWords();
  const may = useMay();
  const mine = may('assignment.group-matter.list');
  const { data, error, refetch } = useGroupOf(matter.id, mine);
  const alone = data === null || data?.status === 'closed';
  const { data: suggestion = null } = useGroupSuggestion(matter, mine && alone);
  const [joining, setJoining] = useState<Joining | null>(null);
  if (!mine) return null;
  return (
    <Card title={t('groups.card.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === null && <p className="quiet nothing-on-paper">{t('groups.card.none')}</p>}
      {data !== null && data !== undefined && (
        <p>
          <Link to={`/group-matters/${data.id}`}>{t('groups.card.since', { title: data.title, count: data.members })}</Link>
          {data.status === 'closed' && t('groups.card.closed')}
        </p>
      )}
      {alone && suggestion !== null && <Suggested suggestion={suggestion} onJoin={setJoining} />}
      {alone && suggestion === null && (
        <p className="no-print">
          <Button size="small" onClick={() => setJoining({ matters: [matter] })}>
            {t('groups.join.action')}
          </Button>
        </p>
      )}
      {joining !== null && <JoinDialog {...joining} onClose={() => setJoining(null)} />}
    </Card>
  );
}

/** 建议并案: that several open matters seem to be one thing, with all of them chosen to be joined. */
function Suggested({
  suggestion: { basis, members, more },
  onJoin,
}: {
  readonly suggestion: GroupSuggestion;
  readonly onJoin: (joining: Joining) => void;
}) {
  const { t } = useWords();
  const count = more ? t('groups.suggested.more', { count: members.length }) : String(members.length);
  const matters = members.map(({ id, matterKind, number }) => ({ id, kind: matterKind, name: number ?? id }));
  return (
    <div className="bar bar-warning group-hint">
      <p>{t(basis === 'same_case' ? 'groups.suggested.same_case' : 'groups.suggested.same_opponent', { count })}</p>
      <Button className="no-print" size="small" onClick={() => onJoin({ matters, basis })}>
        {t('groups.suggested.action')}
      </Button>
    </div>
  );
}
