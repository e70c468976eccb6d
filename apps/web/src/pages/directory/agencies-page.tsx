import { DIVISIONS } from '@xiezhi/contracts';
import { useId } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAgencies } from '../../api/directory.ts';
import { useMay } from '../../api/session.ts';
import type { Agency } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { AGENCY_KINDS, isAgencyKind } from './agency-kinds.ts';

/** 单位名录: agencies by kind and division; the filter stands in the address. */
export function AgenciesPage() {
  const { t } = useWords();
  const may = useMay();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const { data, error, refetch } = useAgencies();
  const kind = search.get('kind') ?? '';
  const division = search.get('division') ?? '';
  const filter = (changes: Record<string, string>): void =>
    setSearch(Object.fromEntries(Object.entries({ kind, division, ...changes }).filter(([, value]) => value !== '')));
  const shown = (data ?? []).filter((agency) => (kind === '' || agency.kind === kind) && (division === '' || agency.division === division));
  return (
    <Page
      title={t('agencies.title')}
      {...(may('directory.agency.record') && {
        actions: (
          <LinkButton to="/agencies/new" type="primary">
            {t('agencies.new')}
          </LinkButton>
        ),
      })}
    >
      <div className="filters" role="group" aria-label={t('requests.list.filters')}>
        <label htmlFor={`${id}k`}>{t('agencies.kind')}</label>
        <NativeSelect
          id={`${id}k`}
          none={t('common.all')}
          value={kind}
          onChange={(value) => filter({ kind: value })}
          options={AGENCY_KINDS.map((code) => ({ value: code, label: t(`agencies.kinds.${code}`) }))}
        />
        <label htmlFor={`${id}d`}>{t('agencies.division')}</label>
        <DivisionSelect id={`${id}d`} none={t('common.all')} value={division} onChange={(value) => filter({ division: value })} />
      </div>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={10} />}
      {data !== undefined && shown.length === 0 && <Empty title={t('agencies.empty')} />}
      {shown.length > 0 && <AgencyTable agencies={shown} editable={may('directory.agency.record')} />}
      {shown.length > 0 && <p className="list-foot">{t('common.total', { count: shown.length })}</p>}
    </Page>
  );
}

function AgencyTable({ agencies, editable }: { readonly agencies: readonly Agency[]; readonly editable: boolean }) {
  const { t, language } = useWords();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('agencies.name')}</th>
          <th scope="col">{t('agencies.kind')}</th>
          <th scope="col">{t('agencies.division')}</th>
          <th scope="col">{t('agencies.code')}</th>
        </tr>
      </thead>
      <tbody>
        {agencies.map(({ code, name, nameEn, noticeName, kind, division, active }) => {
          const shown = language === 'zh' ? name : nameEn;
          return (
            <tr key={code}>
              <th scope="row" data-label={t('agencies.name')}>
                {editable ? <Link to={`/agencies/${code}`}>{shown}</Link> : shown}
                {noticeName !== null && <span className="quiet">{`${t('agencies.noticeName')} ${noticeName}`}</span>}
                {!active && <span className="mark">{t('agencies.inactive')}</span>}
              </th>
              <td data-label={t('agencies.kind')}>{isAgencyKind(kind) ? t(`agencies.kinds.${kind}`) : kind}</td>
              <td data-label={t('agencies.division')}>{nameIn(DIVISIONS, division, language)}</td>
              <td data-label={t('agencies.code')}>{code}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
