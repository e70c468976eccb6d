import { useState } from 'react';
import { ACCOUNT_STATES, useAccounts, type Account, type Invitation } from '../../api/accounts.ts';
import { useWords } from '../../i18n/index.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import type { FilterField } from '../directory/filter-bar.tsx';
import { useFilter } from '../directory/use-filter.ts';
import { useAccountColumns } from './account-columns.tsx';
import { AccountDialog, type AccountAct } from './account-dialog.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';
import { ListPage } from './list-page.tsx';
import { useManaging } from './managing.ts';

/** 账号: who has one, in which state, and what may be done with it. */
export function AccountsPage() {
  const { t } = useWords();
  const { agencyField, roles } = useManaging();
  const [acting, setActing] = useState<{ readonly account: Account; readonly act: AccountAct } | null>(null);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const fields: readonly FilterField[] = [
    { name: 'q', label: t('accounts.list.q'), kind: 'text' },
    ...agencyField,
    { name: 'role', label: t('accounts.list.role'), kind: 'choice', options: roles },
    {
      name: 'state',
      label: t('accounts.list.state'),
      kind: 'choice',
      options: ACCOUNT_STATES.map((state) => ({ value: state, label: t(`accounts.states.${state}`) })),
    },
  ];
  const { filter } = useFilter(fields.map(({ name }) => name));
  const pages = useAccounts(filter);
  const columns = useAccountColumns((account, act) => setActing({ account, act }));
  return (
    <ListPage
      title={t('accounts.list.title')}
      empty={t('accounts.list.empty')}
      pages={pages}
      keyOf={({ id }) => id}
      columns={columns}
      fields={fields}
      actions={
        <LinkButton to="/accounts/new" type="primary">
          {t('accounts.list.new')}
        </LinkButton>
      }
    >
      {acting !== null && <AccountDialog {...acting} onClose={() => setActing(null)} onInvited={setInvitation} />}
      {invitation !== null && <InvitationDialog invitation={invitation} onClose={() => setInvitation(null)} />}
    </ListPage>
  );
}
