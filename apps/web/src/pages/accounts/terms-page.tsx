import { Button } from 'antd';
import { useState } from 'react';
import { useTermsStandings, type TermsStanding } from '../../api/accounts.ts';
import { useAgencyName } from '../../api/directory.ts';
import { useMay } from '../../api/session.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import type { FilterField } from '../directory/filter-bar.tsx';
import type { Column } from '../directory/register-page.tsx';
import { useFilter } from '../directory/use-filter.ts';
import { AcceptDialog, HistoryDialog } from './terms-dialogs.tsx';
import { ListPage } from './list-page.tsx';

/** 数据使用约定: which agencies accepted the present version, who signed, and when. */
export function TermsPage() {
  const { t, language } = useWords();
  const may = useMay();
  const nameOf = useAgencyName();
  const [shown, setShown] = useState<string | null>(null);
  const [accepting, setAccepting] = useState<string | null>(null);
  const fields: readonly FilterField[] = may('directory.data-use-terms.accept')
    ? [
        {
          name: 'accepted',
          label: t('accounts.terms.filter'),
          kind: 'choice',
          options: [
            { value: 'yes', label: t('accounts.terms.yes') },
            { value: 'no', label: t('accounts.terms.no') },
          ],
        },
      ]
    : [];
  const { filter } = useFilter(fields.map(({ name }) => name));
  const pages = useTermsStandings(filter);
  const columns: readonly Column<TermsStanding>[] = [
    { title: t('accounts.terms.agency'), cell: ({ agency }) => nameOf(agency) },
    {
      title: t('accounts.terms.accepted'),
      cell: ({ acceptedAt }) => (
        <span className={acceptedAt === null ? 'tag tag-warning' : 'tag tag-done'}>
          {t(acceptedAt === null ? 'accounts.terms.no' : 'accounts.terms.yes')}
        </span>
      ),
    },
    { title: t('accounts.terms.acceptedAt'), cell: ({ acceptedAt }) => (acceptedAt === null ? '–' : longTime(acceptedAt, language)) },
    { title: t('accounts.terms.newest'), cell: ({ newestVersion }) => newestVersion ?? '–' },
    {
      title: t('accounts.list.actions'),
      cell: ({ agency, acceptedAt }) => (
        <span className="side-by-side">
          <Button size="small" aria-label={t('accounts.terms.historyOf', { agency: nameOf(agency) })} onClick={() => setShown(agency)}>
            {t('accounts.terms.history')}
          </Button>
          {acceptedAt === null && may('directory.data-use-terms.accept') && (
            <Button size="small" aria-label={t('accounts.terms.recordOf', { agency: nameOf(agency) })} onClick={() => setAccepting(agency)}>
              {t('accounts.terms.record')}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <ListPage
      title={t('accounts.terms.title')}
      empty={t('accounts.terms.empty')}
      pages={pages}
      keyOf={({ agency }) => agency}
      columns={columns}
      intro={(page) => <p className="lead accounts-lead">{t('accounts.terms.intro', { version: page.version })}</p>}
      fields={fields}
    >
      {shown !== null && <HistoryDialog agency={shown} onClose={() => setShown(null)} />}
      {accepting !== null && (
        <AcceptDialog agency={accepting} version={pages.data?.pages[0]?.version ?? ''} onClose={() => setAccepting(null)} />
      )}
    </ListPage>
  );
}
