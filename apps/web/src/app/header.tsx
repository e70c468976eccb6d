import { BellOutlined, ClockCircleOutlined, MenuOutlined, SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useRef, type SubmitEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useDueCount } from '../api/due.ts';
import { useAttention } from '../api/attention.ts';
import { useUnread } from '../api/news.ts';
import { useMay, useSession } from '../api/session.ts';
import { speak, useWords } from '../i18n/index.ts';
import { LANGUAGES } from '../i18n/languages.ts';
import { isTyping } from '../parts/keys.ts';
import { roleName } from './role-name.ts';

const AccountMenu = lazy(async () => ({ default: (await import('./account-menu.tsx')).AccountMenu }));

/** The header: the product, search, what is due, what is new, who one acts for, and the language. */
export function Header({ onMenu }: { readonly onMenu: () => void }) {
  const { t } = useWords();
  const may = useMay();
  return (
    <header className="top">
      <Button className="menu-button" type="text" icon={<MenuOutlined />} aria-label={t('shell.menu')} onClick={onMenu} />
      <Link className="product" to="/">
        {t('shell.product')}
      </Link>
      {may('assignment.defence-request.list') ? <SearchBox /> : <span className="grow" />}
      {may('assignment.defence-request.list') && <DueLink />}
      {may('referrals.news.read') && <NewsLink />}
      <Acting />
      <LanguageSwitch />
    </header>
  );
}

function SearchBox() {
  const { t } = useWords();
  const navigate = useNavigate();
  const box = useRef<HTMLInputElement>(null);
  const [search] = useSearchParams();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || isTyping(event)) return;
      event.preventDefault();
      box.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const go = (event: SubmitEvent): void => {
    event.preventDefault();
    const query = box.current?.value.trim() ?? '';
    if (query !== '') void navigate(`/search?q=${encodeURIComponent(query)}`);
  };
  return (
    <search className="grow">
      <form className="search" onSubmit={go}>
        <input
          ref={box}
          type="search"
          maxLength={100}
          aria-label={t('shell.search.label')}
          placeholder={t('shell.search.placeholder')}
          defaultValue={search.get('q') ?? ''}
          key={search.get('q') ?? ''}
        />
        <button type="submit" aria-label={t('search.go')}>
          <SearchOutlined aria-hidden />
        </button>
      </form>
    </search>
  );
}

function DueLink() {
  const { t } = useWords();
  const count = useDueCount();
  return (
    <Link className="badge" to="/requests?state=pressing" aria-label={t('shell.due.label', { count: count ?? 0 })}>
      <ClockCircleOutlined aria-hidden />
      <span>{count ?? '·'}</span>
    </Link>
  );
}

function NewsLink() {
  const { t } = useWords();
  const { count: unread, more } = useUnread();
  const count = useAttention().reduce((sum, one) => sum + one.count, unread);
  const shown = more ? t('shell.news.more', { count }) : count;
  return (
    <Link className="badge" to="/news" aria-label={t('shell.news.label', { count })}>
      <BellOutlined aria-hidden />
      <span>{shown}</span>
    </Link>
  );
}

/** Who one acts for, at once; the menu behind it comes when the page stands, for it weighs as much as the page. */
function Acting() {
  const { language } = useWords();
  const { agencyName, role } = useSession();
  const acting = `${agencyName} · ${roleName(role, language)}`;
  return (
    <Suspense fallback={<span className="acting">{acting}</span>}>
      <AccountMenu acting={acting} />
    </Suspense>
  );
}

function LanguageSwitch() {
  const { t, language } = useWords();
  return (
    <fieldset className="languages">
      <legend className="unseen">{t('shell.language')}</legend>
      {LANGUAGES.map((one) => (
        <button key={one} type="button" lang={one === 'zh' ? 'zh-CN' : one} aria-pressed={one === language} onClick={() => void speak(one)}>
          {one === 'zh' ? '中' : 'EN'}
          <span className="unseen"> {t(`shell.languageNames.${one}`)}</span>
        </button>
      ))}
    </fieldset>
  );
}
