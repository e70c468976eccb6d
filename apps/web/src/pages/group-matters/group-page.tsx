import { GROUP_CLOSINGS, GROUP_REASONS } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useAccountNames } from '../../api/account-names.ts';
import { useGroup, type GroupMatter, type GroupMember } from '../../api/group-matters.ts';
import { Problem } from '../../api/problem.ts';
import { useMay } from '../../api/session.ts';
import { NotFoundPage } from '../../app/not-found.tsx';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { MemberDeeds } from './member-deeds.tsx';
import { FormerMembers, MemberTable } from './member-table.tsx';
import './group-matters.css';

/** One group matter: what its matters have in common, who leads it, and where each of them stands. */
export function GroupPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { data, error, refetch } = useGroup(id);
  if (error instanceof Problem && (error.status === 404 || error.status === 400)) return <NotFoundPage />;
  if (data !== undefined) return <Group key={data.id} group={data} />;
  return (
    <Page title={t('groups.list')}>{error === null ? <Loading /> : <ProblemAlert error={error} onAgain={() => void refetch()} />}</Page>
  );
}

function Group({ group }: { readonly group: GroupMatter }) {
  const { t } = useWords();
  const may = useMay();
  const [asked, setAsked] = useState<'officer' | 'close' | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const open = group.status === 'open';
  const members = group.memberships.filter(({ removedAt }) => removedAt === null);
  const former = group.memberships.filter(({ removedAt }) => removedAt !== null);
  // Matters of one case have one number: the person tells them apart.
  const nameOf = ({ id, standing }: GroupMember): string =>
    [standing?.number ?? t('groups.unknownNumber', { end: id.slice(-6) }), standing?.personName ?? null]
      .filter((part) => part !== null)
      .join(' ');
  const choose = (ids: readonly string[]): void => setChosen(new Set(ids));
  return (
    <Page
      title={group.title}
      documentTitle={t('groups.list')}
      aside={
        <p className="state">
          <span className={`tag tag-${open ? 'info' : 'done'}`}>{t(`groups.state.${group.status}`)}</span>{' '}
          {t('groups.members', { count: group.members })}
        </p>
      }
      {...(open && {
        actions: (
          <>
            {may('assignment.group-matter.officer') && <Button onClick={() => setAsked('officer')}>{t('groups.appoint.action')}</Button>}
            <Button danger onClick={() => setAsked('close')}>
              {t('groups.close.action')}
            </Button>
          </>
        ),
      })}
    >
      <Card title={t('groups.facts')}>
        <GroupFacts group={group} />
      </Card>
      <Card title={t('groups.matters')}>
        {open && <MemberDeeds group={group.id} chosen={members.filter(({ id }) => chosen.has(id))} nameOf={nameOf} onChosen={choose} />}
        {members.length === 0 ? (
          <p className="quiet">{t('groups.noMatters')}</p>
        ) : (
          <MemberTable members={members} nameOf={nameOf} chosen={chosen} onChosen={choose} />
        )}
      </Card>
      {former.length > 0 && (
        <Card title={t('groups.former')}>
          <FormerMembers members={former} nameOf={nameOf} />
        </Card>
      )}
      {asked !== null && <GroupDialog group={group} deed={asked} onClose={() => setAsked(null)} />}
    </Page>
  );
}

function GroupFacts({ group }: { readonly group: GroupMatter }) {
  const { t, language } = useWords();
  const { reason, officer, openedAt, closing, closedAt } = group;
  const nameOf = useAccountNames([officer]);
  return (
    <Facts
      items={[
        [t('groups.column.reason'), nameIn(GROUP_REASONS, reason, language)],
        [t('groups.column.officer'), nameOf(officer) ?? t('groups.officer')],
        [t('groups.column.opened'), longTime(openedAt, language)],
        closing === null || closedAt === null
          ? null
          : [t('groups.column.closed'), `${nameIn(GROUP_CLOSINGS, closing, language)} · ${longTime(closedAt, language)}`],
      ]}
    />
  );
}
