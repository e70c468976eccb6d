import { DIVISIONS } from '@xiezhi/contracts';
import { Link } from 'react-router';
import { useInstitutions, type Institution } from '../../api/registers.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ExportLinks } from './export-links.tsx';
import { FilterBar } from './filter-bar.tsx';
import { RegisterTable } from './register-page.tsx';
import { useFilter } from './use-filter.ts';
import './registers.css';

/** 法律援助机构: every active institution, and where it is found. */
export function InstitutionsPage() {
  const { t } = useWords();
  const { filter, narrow } = useFilter(['q', 'division']);
  const { data, error, refetch } = useInstitutions();
  const { q = '', division } = filter;
  const shown = (data ?? []).filter(
    (one) =>
      (division === undefined || isBelow(one.division, division)) &&
      [one.name, one.nameEn, one.profile?.address ?? ''].some((text) => text.toLowerCase().includes(q.toLowerCase())),
  );
  return (
    <Page title={t('registers.institutions.title')}>
      <FilterBar
        fields={[
          { name: 'q', label: t('registers.institutions.q'), kind: 'text' },
          { name: 'division', label: t('registers.fields.division'), kind: 'division' },
        ]}
        filter={filter}
        onNarrow={narrow}
      />
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={10} />}
      {data !== undefined && shown.length === 0 && (
        <Empty title={data.length === 0 ? t('registers.institutions.empty') : t('registers.emptyFiltered')} />
      )}
      {shown.length > 0 && <Institutions rows={shown} />}
      {shown.length > 0 && (
        <div className="list-foot">
          <span>{t('common.total', { count: shown.length })}</span>
          <ExportLinks list="institutions" filter={division === undefined ? {} : { division }} />
        </div>
      )}
    </Page>
  );
}

/** Whether a division is another one or lies below it. */
function isBelow(code: string, above: string): boolean {
  if (code === above) return true;
  const parent = DIVISIONS.find((one) => one.code === code)?.parent ?? null;
  return parent !== null && isBelow(parent, above);
}

function Institutions({ rows }: { readonly rows: readonly Institution[] }) {
  const { t, language } = useWords();
  return (
    <RegisterTable
      caption={t('registers.institutions.title')}
      rows={rows}
      keyOf={({ code }) => code}
      columns={[
        {
          title: t('registers.institutions.name'),
          cell: ({ code, name, nameEn }) => <Link to={`/institutions/${code}`}>{language === 'zh' ? name : nameEn}</Link>,
        },
        { title: t('registers.institutions.competence'), cell: ({ division }) => nameIn(DIVISIONS, division, language) },
        { title: t('registers.fields.address'), cell: ({ profile }) => profile?.address ?? t('registers.institutions.undescribed') },
        { title: t('registers.fields.hotline'), cell: ({ profile }) => profile?.hotline ?? '—' },
        { title: t('registers.fields.openingHours'), cell: ({ profile }) => profile?.openingHours ?? '—' },
      ]}
    />
  );
}
