import { Link } from 'react-router';
import { useMay, useSession } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { entriesFor } from '../../app/navigation.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { Changes } from './changes.tsx';
import { Figures } from './figures.tsx';
import { Waiting } from './waiting.tsx';

/** 工作台: what waits for me, what I wait for, what changed; three figures for those who look at the whole. */
export function HomePage() {
  const { t } = useWords();
  const may = useMay();
  const { displayName, agencyName } = useSession();
  const matters = may('assignment.defence-request.list');
  const figures = may('coordination.dashboard.read');
  return (
    <Page
      title={t('home.title')}
      aside={<p className="lead">{t('home.greeting', { name: displayName, agency: agencyName })}</p>}
      {...(may('assignment.defence-request.send') && {
        actions: (
          <LinkButton to="/requests/new" type="primary">
            {t('requests.action.new')}
          </LinkButton>
        ),
      })}
    >
      {figures && <Figures />}
      {matters && <Waiting />}
      {may('referrals.news.read') && <Changes />}
      {!matters && <Administration />}
    </Page>
  );
}

/** What those may do who have no matters of their own. */
function Administration() {
  const { t } = useWords();
  const entries = entriesFor(useMay(), '/').filter(({ section }) => section !== 'home' && section !== 'news');
  return (
    <Card title={t('home.administration')}>
      {entries.length === 0 ? (
        <p>{t('home.nothing')}</p>
      ) : (
        <ul className="plain">
          {entries.map(({ section, to }) => (
            <li key={section}>
              <Link to={to}>{t(`shell.sections.${section}`)}</Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
