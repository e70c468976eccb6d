import { SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { Link } from 'react-router';
import type { Lawyer } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { LAWYER_STATUSES, SPECIALITIES } from './codes.ts';
import { LawyerStatus } from './lawyer-status.tsx';
import { RegisterPage } from './register-page.tsx';
import { useValueText } from './value-text.ts';

/** 律师名册: lawyers by whom they serve, with masked names. */
export function LawyersPage() {
  const { t, language } = useWords();
  const text = useValueText();
  return (
    <RegisterPage<Lawyer>
      list="lawyers"
      title={t('lawyers.title')}
      empty={t('lawyers.empty')}
      create={{ permission: 'directory.lawyer.register', to: '/lawyers/new', label: t('lawyers.new') }}
      fields={[
        { name: 'q', label: t('registers.lawyer.q'), kind: 'text' },
        { name: 'division', label: t('lawyers.filter'), kind: 'division' },
        {
          name: 'status',
          label: t('lawyers.status'),
          kind: 'choice',
          options: LAWYER_STATUSES.map((code) => ({ value: code, label: t(`lawyers.statuses.${code}`) })),
        },
        {
          name: 'language',
          label: t('lawyers.languages'),
          kind: 'choice',
          options: SPOKEN_LANGUAGES.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn })),
        },
        {
          name: 'speciality',
          label: t('registers.fields.specialities'),
          kind: 'choice',
          options: SPECIALITIES.map((code) => ({ value: code, label: t(`registers.specialities.${code}`) })),
        },
        { name: 'firmId', label: t('lawyers.firm'), kind: 'fixed' },
      ]}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('lawyers.name'),
          cell: ({ id, name, gender }) => (
            <>
              <Link to={`/lawyers/${id}`}>
                <Mixed text={name ?? t('lawyers.erased')} />
              </Link>
              {gender !== null && <span className="quiet">{t(`registers.genders.${gender}`)}</span>}
            </>
          ),
        },
        { title: t('lawyers.firm'), cell: ({ firm }) => <Mixed text={firm} /> },
        { title: t('lawyers.practiceYears'), cell: ({ practiceYears }) => t('lawyers.years', { count: practiceYears }), number: true },
        {
          title: t('lawyers.criminalDefenceYears'),
          cell: ({ criminalDefenceYears }) => t('lawyers.years', { count: criminalDefenceYears }),
          number: true,
        },
        {
          title: t('registers.fields.specialities'),
          cell: ({ specialities, minorsTrained }) => (
            <>
              {text('specialities', specialities)}
              {minorsTrained && <span className="quiet">{t('lawyers.minorsTrained')}</span>}
            </>
          ),
        },
        { title: t('lawyers.languages'), cell: ({ languages }) => text('languages', languages) },
        { title: t('lawyers.divisions'), cell: ({ divisions }) => text('divisions', divisions) },
        { title: t('lawyers.status'), cell: (lawyer) => <LawyerStatus lawyer={lawyer} /> },
      ]}
    />
  );
}
