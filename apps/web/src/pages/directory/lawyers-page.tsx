import { useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useLawyers } from '../../api/directory.ts';
import { useMay } from '../../api/session.ts';
import type { Lawyer } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { LawyerStatusDialog } from './lawyer-status-dialog.tsx';
import { LawyerTable } from './lawyer-table.tsx';

/** 律师名册: lawyers by division served, with masked names. */
export function LawyersPage() {
  const { t } = useWords();
  const may = useMay();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const division = search.get('division') ?? '';
  const { data, error, refetch } = useLawyers(division === '' ? undefined : division);
  const [changing, setChanging] = useState<Lawyer | null>(null);
  return (
    <Page
      title={t('lawyers.title')}
      {...(may('directory.lawyer.register') && {
        actions: (
          <LinkButton to="/lawyers/new" type="primary">
            {t('lawyers.new')}
          </LinkButton>
        ),
      })}
    >
      <div className="filters" role="group" aria-label={t('requests.list.filters')}>
        <label htmlFor={id}>{t('lawyers.filter')}</label>
        <DivisionSelect
          id={id}
          none={t('common.all')}
          value={division}
          onChange={(value) => setSearch(value === '' ? {} : { division: value })}
        />
      </div>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={10} />}
      {data?.length === 0 && <Empty title={t('lawyers.empty')} />}
      {data !== undefined && data.length > 0 && (
        <LawyerTable lawyers={data} {...(may('directory.lawyer.status') && { onChange: setChanging })} />
      )}
      {changing !== null && <LawyerStatusDialog lawyer={changing} onClose={() => setChanging(null)} />}
    </Page>
  );
}
