import { DIVISIONS } from '@xiezhi/contracts';
import { Link } from 'react-router';
import { useAgencyName } from '../../api/directory.ts';
import { useInstitutions, type Station } from '../../api/registers.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { Period } from './period.tsx';
import { RegisterPage } from './register-page.tsx';

/** 法律援助工作站: stations in townships. */
export function StationsPage() {
  const { t, language } = useWords();
  const agencyName = useAgencyName();
  const { data: institutions = [] } = useInstitutions();
  return (
    <RegisterPage<Station>
      list="stations"
      title={t('registers.stations.title')}
      empty={t('registers.stations.empty')}
      create={{ permission: 'directory.station.register', to: '/stations/new', label: t('registers.stations.new') }}
      fields={[
        { name: 'q', label: t('registers.stations.q'), kind: 'text' },
        { name: 'division', label: t('registers.fields.division'), kind: 'division' },
        {
          name: 'institution',
          label: t('registers.fields.institution'),
          kind: 'choice',
          options: institutions.map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn })),
        },
      ]}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('registers.stations.name'),
          cell: ({ id, name }) => (
            <Link to={`/stations/${id}`}>
              <Mixed text={name} />
            </Link>
          ),
        },
        {
          title: t('registers.fields.township'),
          cell: ({ township, division }) => (
            <>
              <Mixed text={township} /> <span className="quiet">{nameIn(DIVISIONS, division, language)}</span>
            </>
          ),
        },
        {
          title: t('registers.fields.address'),
          cell: ({ address, host }) => (
            <>
              <Mixed text={address} /> {host !== null && <span className="quiet">{host}</span>}
            </>
          ),
        },
        { title: t('registers.fields.institution'), cell: ({ institution }) => agencyName(institution) },
        { title: t('registers.period'), cell: ({ activeFrom, activeTo }) => <Period from={activeFrom} to={activeTo} /> },
      ]}
    />
  );
}
