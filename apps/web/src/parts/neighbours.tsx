import { Link, useLocation } from 'react-router';
import { useMay } from '../api/session.ts';
import { neighboursOf } from '../app/navigation.ts';
import { useWords } from '../i18n/index.ts';

/** The other pages of the section that one is in, as links under the heading. */
export function Neighbours() {
  const { t } = useWords();
  const neighbours = neighboursOf(useMay(), useLocation().pathname);
  if (neighbours.length === 0) return null;
  return (
    <nav className="neighbours" aria-label={t('shell.neighbours')}>
      <ul>
        {neighbours.map(({ to, key, here }) => (
          <li key={to}>
            <Link to={to} aria-current={here ? 'page' : undefined}>
              {t(`shell.nav.${key}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
