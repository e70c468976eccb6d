import { GROUP_CLOSINGS, GROUP_REASONS } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAccountNames } from '../../api/account-names.ts';
import { useGroups, type GroupInList } from '../../api/group-matters.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Page } from '../../parts/page.tsx';
import { Paged } from '../../parts/paged.tsx';
import { OpenDialog } from './open-dialog.tsx';

/** 群体性案件: those of the institution that the reader may know of; the state stands in the address. */
export function GroupListPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const state = search.get('state') === 'closed' ? 'closed' : 'open';
  const [opening, setOpening] = useState(false);
  return (
    <Page
      title={t('groups.list')}
      aside={<p className="lead">{t('groups.lead')}</p>}
      actions={
        <Button type="primary" onClick={() => setOpening(true)}>
          {t('groups.open.action')}
        </Button>
      }
    >
      <div className="tabs" role="group" aria-label={t('groups.states')}>
        {(['open', 'closed'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={one === state} onClick={() => setSearch(one === 'open' ? {} : { state: one })}>
            {t(`groups.state.${one}`)}
          </button>
        ))}
      </div>
      <Groups key={state} state={state} />
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </Page>
  );
}

function Groups({ state }: { readonly state: 'open' | 'closed' }) {
  const { t } = useWords();
  const empty = (
    <Empty title={t(`groups.empty.${state}`)}>
      <p>{t('groups.empty.how')}</p>
    </Empty>
  );
  return (
    <Paged list={useGroups(state)} empty={empty}>
      {(rows) => <GroupTable rows={rows} state={state} />}
    </Paged>
  );
}

function GroupTable({ rows, state }: { readonly rows: readonly GroupInList[]; readonly state: 'open' | 'closed' }) {
  const { t, language } = useWords();
  const nameOf = useAccountNames(rows.map(({ officer }) => officer));
  return (
    <table className="list" aria-label={t(`groups.state.${state}`)}>
      <thead>
        <tr>
          {(['title', 'reason', 'members', 'officer', 'opened'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`groups.column.${column}`)}
            </th>
          ))}
          {state === 'closed' && <th scope="col">{t('groups.column.closed')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, title, reason, members, officer, openedAt, closedAt, closing }) => (
          <tr key={id}>
            <th scope="row" data-label={t('groups.column.title')}>
              <Link to={`/group-matters/${id}`}>
                <Mixed text={title} />
              </Link>
            </th>
            <td data-label={t('groups.column.reason')}>{nameIn(GROUP_REASONS, reason, language)}</td>
            <td data-label={t('groups.column.members')}>{t('groups.members', { count: members })}</td>
            <td data-label={t('groups.column.officer')}>{nameOf(officer) ?? t('groups.officer')}</td>
            <td data-label={t('groups.column.opened')}>{longTime(openedAt, language)}</td>
            {state === 'closed' && (
              <td data-label={t('groups.column.closed')}>
                {closing !== null && nameIn(GROUP_CLOSINGS, closing, language)}
                {closedAt !== null && <span className="quiet"> {longTime(closedAt, language)}</span>}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
