import { Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { SessionContext, signInAddress, useMay, useSession, useSessionQuery } from '../api/session.ts';
import { useWords } from '../i18n/index.ts';
import { Announcer } from '../parts/announcer.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { Bars } from './bars.tsx';
import { Header } from './header.tsx';
import { useLiveConnection } from './live.ts';
import { entriesFor } from './navigation.ts';

/** The frame of every page: who one acts for, where one can go, what waits. */
export function Shell() {
  const { t } = useWords();
  const { data, error, refetch, isPending } = useSessionQuery();
  const absent = data !== undefined && data.session === null;
  useEffect(() => {
    if (absent) window.location.replace(signInAddress());
  }, [absent]);
  if (data === undefined || data.session === null) {
    return (
      <main className="content">
        {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
        {(isPending || absent) && <p role="status">{t('common.loading')}</p>}
      </main>
    );
  }
  return (
    <SessionContext value={data.session}>
      <Frame signedOut={data.ended} />
    </SessionContext>
  );
}

function Frame({ signedOut }: { readonly signedOut: boolean }) {
  const { t } = useWords();
  const { demonstration } = useSession();
  useLiveConnection(useMay()('assignment.live.follow'));
  const { pathname } = useLocation();
  // Where the drawer was opened: it is closed on every other page.
  const [openedOn, setOpenedOn] = useState('');
  return (
    <>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      {demonstration && (
        <aside className="band" aria-label={t('shell.demonstration')}>
          {t('shell.demonstration')}
        </aside>
      )}
      <Header onMenu={() => setOpenedOn(pathname)} />
      <div className="frame">
        <nav className="side" aria-label={t('shell.navigation')}>
          <Navigation />
        </nav>
        <Drawer placement="left" size={260} open={openedOn === pathname} onClose={() => setOpenedOn('')} title={t('shell.navigation')}>
          <nav aria-label={t('shell.navigation')}>
            <Navigation />
          </nav>
        </Drawer>
        <main id="content" className="content" tabIndex={-1}>
          <Bars />
          {signedOut && <SignedOut />}
          <Outlet />
        </main>
      </div>
      <Announcer />
      <ScrollRestoration />
    </>
  );
}

function Navigation() {
  const { t } = useWords();
  const { pathname } = useLocation();
  const entries = entriesFor(useMay(), pathname);
  return (
    <ul className="navigation">
      {entries.map(({ section, to, here }) => (
        <li key={section}>
          <Link to={to} aria-current={here ? 'page' : undefined}>
            {t(`shell.sections.${section}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The session ended while somebody was at work: nothing is taken away. */
function SignedOut() {
  const { t } = useWords();
  return (
    <div className="bar bar-warning" role="alert">
      <strong>{t('shell.signedOut.title')}</strong> {t('shell.signedOut.text')}{' '}
      <Button size="small" href={signInAddress()} target="_blank" rel="noopener">
        {t('shell.signedOut.action')}
      </Button>
    </div>
  );
}
