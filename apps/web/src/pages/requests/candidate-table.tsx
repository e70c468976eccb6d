import { SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { Button } from 'antd';
import type { Candidate, DefenceRequest } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';

interface CandidateTableProps {
  readonly candidates: readonly Candidate[];
  readonly request: DefenceRequest;
  readonly onChoose: (candidate: Candidate) => void;
}

/** Who may take the case: those who speak the person's language first, then the more experienced. */
export function CandidateTable({ candidates, request, onChoose }: CandidateTableProps) {
  const { t, language } = useWords();
  const spoken = request.facts?.language ?? 'zh';
  const ordered = candidates.toSorted(
    (a, b) =>
      Number(b.languages.includes(spoken)) - Number(a.languages.includes(spoken)) || b.criminalDefenceYears - a.criminalDefenceYears,
  );
  const awaiting = request.status === 'received' || request.status === 'returned';
  if (ordered.length === 0) return null;
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('requests.assign.firm')}</th>
          <th scope="col" className="number">
            {t('requests.assign.years')}
          </th>
          <th scope="col">{t('requests.assign.languages')}</th>
          {awaiting && <th scope="col">{t('requests.list.action')}</th>}
        </tr>
      </thead>
      <tbody>
        {ordered.map((candidate, index) => (
          <tr key={candidate.lawyerId}>
            <th scope="row" data-label={t('requests.assign.firm')}>
              {candidate.firm}
              <span className="quiet">{t('requests.assign.unnamed', { index: index + 1 })}</span>
            </th>
            <td className="number" data-label={t('requests.assign.years')}>
              {t('requests.assign.yearsValue', { count: candidate.criminalDefenceYears })}
            </td>
            <td data-label={t('requests.assign.languages')}>
              {candidate.languages.map((code) => nameIn(SPOKEN_LANGUAGES, code, language)).join('、')}
              {!candidate.languages.includes(spoken) && (
                <span className="quiet warn">
                  ▲ {t('requests.assign.noLanguage', { language: nameIn(SPOKEN_LANGUAGES, spoken, language) })}
                </span>
              )}
            </td>
            {awaiting && (
              <td className="list-action">
                <Button
                  type="primary"
                  size="small"
                  aria-label={`${t('requests.assign.choose')} ${candidate.firm} ${t('requests.assign.unnamed', { index: index + 1 })}`}
                  onClick={() => onChoose(candidate)}
                >
                  {t('requests.assign.choose')}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
