import { DIVISIONS, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { Button } from 'antd';
import type { Lawyer } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';

interface LawyerTableProps {
  readonly lawyers: readonly Lawyer[];
  /** For those who may change a lawyer's status. */
  readonly onChange?: (lawyer: Lawyer) => void;
}

export function LawyerTable({ lawyers, onChange }: LawyerTableProps) {
  const { t } = useWords();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('lawyers.name')}</th>
          <th scope="col">{t('lawyers.firm')}</th>
          <th scope="col" className="number">
            {t('lawyers.criminalDefenceYears')}
          </th>
          <th scope="col">{t('lawyers.languages')}</th>
          <th scope="col">{t('lawyers.divisions')}</th>
          <th scope="col">{t('lawyers.status')}</th>
          {onChange !== undefined && <th scope="col">{t('requests.list.action')}</th>}
        </tr>
      </thead>
      <tbody>
        {lawyers.map((lawyer) => (
          <Row key={lawyer.id} lawyer={lawyer} {...(onChange !== undefined && { onChange })} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly lawyer: Lawyer;
  readonly onChange?: (lawyer: Lawyer) => void;
}

function Row({ lawyer, onChange }: RowProps) {
  const { t, language } = useWords();
  const { name, firm, criminalDefenceYears, languages, divisions, status, minorsTrained } = lawyer;
  return (
    <tr>
      <th scope="row" data-label={t('lawyers.name')}>
        <Mixed text={name ?? t('lawyers.erased')} />
      </th>
      <td data-label={t('lawyers.firm')}>{firm}</td>
      <td className="number" data-label={t('lawyers.criminalDefenceYears')}>
        {t('lawyers.years', { count: criminalDefenceYears })}
      </td>
      <td data-label={t('lawyers.languages')}>{languages.map((code) => nameIn(SPOKEN_LANGUAGES, code, language)).join('、')}</td>
      <td data-label={t('lawyers.divisions')}>{divisions.map((code) => nameIn(DIVISIONS, code, language)).join('、')}</td>
      <td data-label={t('lawyers.status')}>
        <span className={status === 'active' ? 'tag tag-done' : 'tag tag-warning'}>{t(`lawyers.statuses.${status}`)}</span>
        {minorsTrained && <span className="quiet">{t('lawyers.minorsTrained')}</span>}
      </td>
      {onChange !== undefined && (
        <td className="list-action">
          <Button size="small" aria-label={`${t('lawyers.change')} ${name ?? ''}`} onClick={() => onChange(lawyer)}>
            {t('lawyers.change')}
          </Button>
        </td>
      )}
    </tr>
  );
}
