import { DIVISIONS } from '@xiezhi/contracts';
import { Link } from 'react-router';
import type { LawFirm } from '../../api/registers.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { RegisterPage } from './register-page.tsx';

/** 律师事务所名录. */
export function LawFirmsPage() {
  const { t, language } = useWords();
  return (
    <RegisterPage<LawFirm>
      list="law-firms"
      title={t('registers.lawFirms.title')}
      empty={t('registers.lawFirms.empty')}
      create={{ permission: 'directory.law-firm.register', to: '/law-firms/new', label: t('registers.lawFirms.new') }}
      fields={[
        { name: 'q', label: t('registers.lawFirms.q'), kind: 'text' },
        { name: 'division', label: t('registers.fields.division'), kind: 'division' },
      ]}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('registers.lawFirms.name'),
          cell: ({ id, name, active }) => (
            <>
              <Link to={`/law-firms/${id}`}>
                <Mixed text={name} />
              </Link>{' '}
              {!active && <span className="mark">{t('registers.lawFirms.inactive')}</span>}
            </>
          ),
        },
        { title: t('registers.fields.division'), cell: ({ division }) => nameIn(DIVISIONS, division, language) },
        { title: t('registers.lawFirms.licence'), cell: ({ licence }) => licence },
      ]}
    />
  );
}
