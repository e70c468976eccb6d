import { Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { signOut, useSession } from '../api/session.ts';
import { longTime } from '../format/time.ts';
import { useWords } from '../i18n/index.ts';

/** 我的账号: when one was here last, one's account, the way out. */
export function AccountMenu({ acting }: { readonly acting: string }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { displayName, lastSignInAt } = useSession();
  const last = lastSignInAt === null ? t('shell.firstSignIn') : t('shell.lastSignIn', { at: longTime(lastSignInAt, language) });
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: [
          { key: 'who', label: displayName, disabled: true },
          { key: 'last', label: last, disabled: true },
          { type: 'divider' },
          { key: 'account', label: t('shell.account') },
          { key: 'out', label: t('shell.signOut') },
        ],
        onClick: ({ key }) => {
          if (key === 'account') void navigate('/account');
          if (key === 'out') void signOut();
        },
      }}
    >
      <button type="button" className="acting" aria-haspopup="menu">
        {acting}
      </button>
    </Dropdown>
  );
}
