import { Button, Dropdown } from 'antd';
import type { Account } from '../../api/accounts.ts';
import { useAgencyName } from '../../api/directory.ts';
import { useSession } from '../../api/session.ts';
import { roleName } from '../../app/role-name.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { useNow } from '../../parts/now.ts';
import type { Column } from '../directory/register-page.tsx';
import type { AccountAct } from './account-dialog.tsx';
import { useManaging } from './managing.ts';

const LOOK: Readonly<Record<Account['state'], string>> = {
  invited: 'info',
  active: 'done',
  dormant: 'warning',
  expired: 'warning',
  deactivated: 'quiet',
};

/** What may be done with an account as it stands. */
function actsOn({ state }: Account, own: boolean): readonly AccountAct[] {
  if (state === 'deactivated') return ['revive'];
  const acts: readonly AccountAct[] = ['invite', 'renew', 'role', ...(state === 'dormant' ? (['revive'] as const) : [])];
  return own ? acts : [...acts, 'deactivate'];
}

/** What the list of accounts shows of each, and what may be done with it. */
export function useAccountColumns(onAct: ActMenuProps['onAct']): readonly Column<Account>[] {
  const { t, language } = useWords();
  const now = useNow();
  const nameOf = useAgencyName();
  const { account: own } = useSession();
  const { agency, manages } = useManaging();
  return [
    {
      title: t('accounts.list.name'),
      cell: ({ displayName, signInName }) => (
        <>
          <Mixed text={displayName ?? t('common.erased')} />
          {signInName !== null && <span className="quiet">{signInName}</span>}
        </>
      ),
    },
    ...(agency === null ? [{ title: t('accounts.list.agency'), cell: (row: Account) => nameOf(row.agency) }] : []),
    { title: t('accounts.list.role'), cell: ({ role }) => roleName(role, language) },
    {
      title: t('accounts.list.state'),
      cell: ({ state, invitationExpiresAt: until }) => (
        <>
          <span className={`tag tag-${LOOK[state]}`}>{t(`accounts.states.${state}`)}</span>
          {state === 'invited' && until !== null && (
            <span className="quiet">
              {Date.parse(until) > now ? t('accounts.list.codeUntil', { at: longTime(until, language) }) : t('accounts.list.codeOver')}
            </span>
          )}
        </>
      ),
    },
    {
      title: t('accounts.list.lastSignIn'),
      cell: ({ lastSignInAt: at }) => (at === null ? t('accounts.list.never') : longTime(at, language)),
    },
    {
      title: t('accounts.list.expires'),
      cell: ({ expiresAt: at }) => (at === null ? t('accounts.list.noEnd') : longTime(at, language, true)),
    },
    {
      title: t('accounts.list.actions'),
      cell: (account) => (manages(account.role) ? <ActMenu account={account} own={account.id === own} onAct={onAct} /> : '–'),
    },
  ];
}

interface ActMenuProps {
  readonly account: Account;
  /** The reader's own: nobody deactivates that. */
  readonly own: boolean;
  readonly onAct: (account: Account, act: AccountAct) => void;
}

/** What may be done with an account. */
function ActMenu({ account, own, onAct }: ActMenuProps) {
  const { t } = useWords();
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: actsOn(account, own).map((act) => ({ key: act, label: t(`accounts.act.${act}`), danger: act === 'deactivate' })),
        onClick: ({ key }) => onAct(account, key as AccountAct),
      }}
    >
      <Button
        size="small"
        aria-haspopup="menu"
        aria-label={t('accounts.list.actionsOf', { name: account.displayName ?? t('common.erased') })}
      >
        {t('accounts.list.actions')} ▾
      </Button>
    </Dropdown>
  );
}
