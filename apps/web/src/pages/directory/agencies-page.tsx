import { AGENCY_KINDS, DIVISIONS } from '@xiezhi/contracts';
import { Link } from 'react-router';
import type { Agency } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { isAgencyKind } from './agency-kinds.ts';
import { RegisterPage } from './register-page.tsx';

/** 单位名录: agencies by kind and division, by their present names, with the notice's beside them. */
export function AgenciesPage() {
  const { t, language } = useWords();
  return (
    <RegisterPage<Agency>
      list="agencies"
      title={t('agencies.title')}
      empty={t('agencies.empty')}
      create={{ permission: 'directory.agency.record', to: '/agencies/new', label: t('agencies.new') }}
      fields={[
        { name: 'q', label: t('registers.agencyQ'), kind: 'text' },
        {
          name: 'kind',
          label: t('agencies.kind'),
          kind: 'choice',
          options: AGENCY_KINDS.map((code) => ({ value: code, label: t(`agencies.kinds.${code}`) })),
        },
        { name: 'division', label: t('agencies.division'), kind: 'division' },
      ]}
      keyOf={({ code }) => code}
      columns={[
        {
          title: t('agencies.name'),
          cell: ({ code, name, nameEn, active }) => {
            const shown = language === 'zh' ? name : nameEn;
            return (
              <>
                <Link to={`/agencies/${code}`}>{shown}</Link> {!active && <span className="mark">{t('agencies.inactive')}</span>}
              </>
            );
          },
        },
        { title: t('agencies.noticeName'), cell: ({ noticeName }) => noticeName ?? '—' },
        { title: t('agencies.kind'), cell: ({ kind }) => (isAgencyKind(kind) ? t(`agencies.kinds.${kind}`) : kind) },
        { title: t('agencies.division'), cell: ({ division }) => nameIn(DIVISIONS, division, language) },
        { title: t('agencies.code'), cell: ({ code }) => code },
      ]}
    />
  );
}
