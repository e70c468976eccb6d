import { DIVISIONS } from '@xiezhi/contracts';
import { Link } from 'react-router';
import type { AidWorker } from '../../api/registers.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { AID_WORKER_KINDS } from './codes.ts';
import { Period } from './period.tsx';
import { RegisterPage } from './register-page.tsx';
import { useValueText } from './value-text.ts';

/** 联络员、志愿者、工作站人员, with masked names. */
export function AidWorkersPage() {
  const { t, language } = useWords();
  const text = useValueText();
  return (
    <RegisterPage<AidWorker>
      list="aid-workers"
      title={t('registers.aidWorkers.title')}
      empty={t('registers.aidWorkers.empty')}
      create={{ permission: 'directory.aid-worker.register', to: '/aid-workers/new', label: t('registers.aidWorkers.new') }}
      fields={[
        { name: 'q', label: t('registers.aidWorkers.q'), kind: 'text' },
        {
          name: 'kind',
          label: t('registers.fields.kind'),
          kind: 'choice',
          options: AID_WORKER_KINDS.map((code) => ({ value: code, label: t(`registers.aidWorkers.kinds.${code}`) })),
        },
        { name: 'division', label: t('registers.fields.division'), kind: 'division' },
        { name: 'stationId', label: t('registers.aidWorkers.station'), kind: 'fixed' },
      ]}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('registers.aidWorkers.person'),
          cell: ({ id, name }) => (
            <Link to={`/aid-workers/${id}`}>
              <Mixed text={name ?? t('lawyers.erased')} />
            </Link>
          ),
        },
        { title: t('registers.fields.kind'), cell: ({ kind }) => t(`registers.aidWorkers.kinds.${kind}`) },
        {
          title: t('registers.aidWorkers.where'),
          cell: ({ division, township, village }) => (
            <>
              {nameIn(DIVISIONS, division, language)}
              <span className="quiet">
                <Mixed text={[township, village].filter((part) => part !== null).join(' ')} />
              </span>
            </>
          ),
        },
        { title: t('registers.fields.languages'), cell: ({ languages }) => text('languages', languages) },
        { title: t('registers.period'), cell: ({ activeFrom, activeTo }) => <Period from={activeFrom} to={activeTo} /> },
      ]}
    />
  );
}
