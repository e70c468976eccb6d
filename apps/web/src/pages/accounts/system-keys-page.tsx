import { Button } from 'antd';
import { useState } from 'react';
import { useSystemKeys, type SystemKey } from '../../api/accounts.ts';
import { useAgencyName } from '../../api/directory.ts';
import { useMay } from '../../api/session.ts';
import { roleName } from '../../app/role-name.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { FilterBar } from '../directory/filter-bar.tsx';
import { RegisterTable, type Column } from '../directory/register-page.tsx';
import { useFilter } from '../directory/use-filter.ts';
import { useManaging } from './managing.ts';
import { RevokeDialog } from './revoke-dialog.tsx';
import './accounts.css';

/** 单位系统公钥: by client, so that two that overlap during a rotation stand side by side. */
export function SystemKeysPage() {
  const { t } = useWords();
  const may = useMay();
  const { agencyField } = useManaging();
  const { filter, narrow } = useFilter(agencyField.map(({ name }) => name));
  const { data, error, refetch } = useSystemKeys(filter['agency'] ?? '');
  const [revoking, setRevoking] = useState<SystemKey | null>(null);
  const clients = Map.groupBy(data ?? [], ({ clientId }) => clientId);
  return (
    <Page
      title={t('accounts.keys.title')}
      {...(may('directory.system-key.register') && {
        actions: (
          <LinkButton to="/system-keys/new" type="primary">
            {t('accounts.keys.new')}
          </LinkButton>
        ),
      })}
    >
      <p className="lead accounts-lead">{t('accounts.keys.intro')}</p>
      {agencyField.length > 0 && <FilterBar fields={agencyField} filter={filter} onNarrow={narrow} />}
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={6} />}
      {data?.length === 0 && (
        <Empty title={t('accounts.keys.none')}>
          <p>{t('accounts.keys.noneHint')}</p>
        </Empty>
      )}
      {[...clients].map(([clientId, keys]) => (
        <Client key={clientId} keys={keys} onRevoke={setRevoking} />
      ))}
      {revoking !== null && <RevokeDialog systemKey={revoking} onClose={() => setRevoking(null)} />}
    </Page>
  );
}

/** The keys of one client: an agency's systems in a role. */
function Client({ keys, onRevoke }: { readonly keys: readonly SystemKey[]; readonly onRevoke: (key: SystemKey) => void }) {
  const { t, language } = useWords();
  const nameOf = useAgencyName();
  const [first] = keys;
  if (first === undefined) return null;
  const newestFirst = keys.toSorted((a, b) => b.registeredAt.localeCompare(a.registeredAt));
  const active = newestFirst.filter(({ revokedAt }) => revokedAt === null);
  const title = `${nameOf(first.agency)} · ${roleName(first.role, language)}`;
  const place = (key: SystemKey): string => {
    if (active.length < 2) return t('accounts.keys.active');
    return `${t('accounts.keys.active')} · ${t(key === active[0] ? 'accounts.keys.newer' : 'accounts.keys.older')}`;
  };
  const columns: readonly Column<SystemKey>[] = [
    { title: t('accounts.keys.thumbprint'), cell: ({ thumbprint }) => <code>{thumbprint}</code> },
    { title: t('accounts.keys.registered'), cell: ({ registeredAt }) => longTime(registeredAt, language) },
    {
      title: t('accounts.keys.state'),
      cell: (key) =>
        key.revokedAt === null ? (
          <span className="tag tag-done">{place(key)}</span>
        ) : (
          <span className="tag tag-quiet">{t('accounts.keys.revoked', { at: longTime(key.revokedAt, language) })}</span>
        ),
    },
    {
      title: t('accounts.list.actions'),
      cell: (key) =>
        key.revokedAt === null ? (
          <Button
            size="small"
            danger
            aria-label={t('accounts.keys.revokeOf', { thumbprint: key.thumbprint })}
            onClick={() => onRevoke(key)}
          >
            {t('accounts.keys.revoke')}
          </Button>
        ) : (
          '–'
        ),
    },
  ];
  return (
    <Card title={title}>
      <p>
        {t('accounts.keys.client')} <code>{first.clientId}</code>
      </p>
      {active.length > 1 && <p className="bar bar-warning">{t('accounts.keys.rotating')}</p>}
      <RegisterTable rows={newestFirst} columns={columns} keyOf={({ id }) => id} caption={title} />
    </Card>
  );
}
