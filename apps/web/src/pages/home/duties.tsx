import { ROLES, type Role } from '@xiezhi/contracts';
import { Link } from 'react-router';
import { useMay, useSession } from '../../api/session.ts';
import { sectionsFor } from '../../app/navigation.ts';
import { useWords } from '../../i18n/index.ts';
import { Card } from '../../parts/page.tsx';

const isRole = (role: string): role is Role => ROLES.some(({ code }) => code === role);

/** What those who have no matters of their own are here for, and the way to each of their pages. */
export function Duties() {
  const { t } = useWords();
  const { role } = useSession();
  const sections = [...sectionsFor(useMay())].filter(([section]) => section !== 'home' && section !== 'news');
  return (
    <Card title={t('home.administration')}>
      <p>{isRole(role) ? t(`accounts.duties.${role}`) : t('home.nothing')}</p>
      <ul className="plain">
        {sections.map(([section, pages]) =>
          pages.map(({ to, key }, place) => (
            <li key={to}>
              <Link to={to}>{place === 0 && pages.length === 1 ? t(`shell.sections.${section}`) : t(`shell.nav.${key}`)}</Link>
            </li>
          )),
        )}
        <li>
          <Link to="/account">{t('accounts.own.title')}</Link>
        </li>
      </ul>
    </Card>
  );
}
