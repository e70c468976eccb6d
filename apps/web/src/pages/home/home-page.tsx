import { useMay, useSession } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { Page } from '../../parts/page.tsx';
import { Changes } from './changes.tsx';
import { Duties } from './duties.tsx';
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
      {!matters && <Duties />}
      {may('referrals.news.read') && <Changes />}
    </Page>
  );
}
