import { DIVISIONS } from '@xiezhi/contracts';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { useEndSessions, useOwnSessions, type RunningSession } from '../../api/accounts.ts';
import { useSession } from '../../api/session.ts';
import { roleName } from '../../app/role-name.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { flash } from '../../parts/flash.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { RegisterTable, type Column } from '../directory/register-page.tsx';
import './accounts.css';

/** 我的账号: who one is here, and where one is signed in. */
export function OwnAccountPage() {
  const { t, language } = useWords();
  const { displayName, agencyName, role, division, lawyerId, lastSignInAt } = useSession();
  return (
    <Page title={t('accounts.own.title')}>
      <Card title={t('accounts.own.who')}>
        <Facts
          items={[
            [t('accounts.own.name'), displayName],
            [t('accounts.own.agency'), agencyName],
            [t('accounts.own.role'), roleName(role, language)],
            [t('accounts.own.division'), nameIn(DIVISIONS, division, language)],
            role === 'lawyer'
              ? [t('accounts.own.lawyer'), t(lawyerId === null ? 'accounts.own.lawyerMissing' : 'accounts.own.lawyerLinked')]
              : null,
            [t('accounts.own.lastSignIn'), lastSignInAt === null ? t('accounts.own.first') : longTime(lastSignInAt, language)],
          ]}
        />
      </Card>
      <Sessions />
    </Page>
  );
}

function Sessions() {
  const { t, language } = useWords();
  const { pathname } = useLocation();
  const { data, error, refetch } = useOwnSessions();
  const { mutate, error: refused, isPending } = useEndSessions();
  const [asked, setAsked] = useState(false);
  const done = (): void => {
    setAsked(false);
    flash(t('accounts.own.ended'), pathname);
  };
  const columns: readonly Column<RunningSession>[] = [
    {
      title: t('accounts.own.browser'),
      cell: ({ current }) => (current ? <strong>{t('accounts.own.here')}</strong> : t('accounts.own.elsewhere')),
    },
    { title: t('accounts.own.since'), cell: ({ signedInAt }) => longTime(signedInAt, language) },
    { title: t('accounts.own.seen'), cell: ({ lastSeenAt }) => longTime(lastSeenAt, language) },
    { title: t('accounts.own.ends'), cell: ({ expiresAt }) => longTime(expiresAt, language) },
    {
      title: t('accounts.list.actions'),
      cell: ({ id, current, signedInAt }) =>
        current ? (
          '–'
        ) : (
          <Button
            size="small"
            aria-label={t('accounts.own.endOf', { at: longTime(signedInAt, language) })}
            onClick={() => mutate(id, { onSuccess: done })}
          >
            {t('accounts.own.end')}
          </Button>
        ),
    },
  ];
  return (
    <Card
      title={t('accounts.own.sessions')}
      {...(data !== undefined &&
        data.length > 1 && { extra: <Button onClick={() => setAsked(true)}>{t('accounts.own.endOthers')}</Button> })}
    >
      <p>{t('accounts.own.sessionsHint')}</p>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {refused !== null && <ProblemAlert error={refused} focus />}
      {data === undefined && error === null && <Loading rows={3} />}
      {data !== undefined && <RegisterTable rows={data} columns={columns} keyOf={({ id }) => id} caption={t('accounts.own.sessions')} />}
      <Modal
        open={asked}
        title={t('accounts.own.endOthers')}
        okText={t('accounts.own.endOthers')}
        cancelText={t('common.cancel')}
        okButtonProps={{ danger: true, loading: isPending }}
        onOk={() => mutate(null, { onSuccess: done })}
        onCancel={() => setAsked(false)}
      >
        <p>{t('accounts.own.endOthersText')}</p>
      </Modal>
    </Card>
  );
}
