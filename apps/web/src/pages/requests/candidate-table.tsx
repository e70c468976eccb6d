import { SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Candidate } from '../../api/candidates.ts';
import { nameIn } from '../../format/code-names.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { Score } from '../offers/score.tsx';

interface CandidateTableProps {
  readonly candidates: readonly Candidate[];
  /** The language of the person. */
  readonly spoken: string;
  /** Whether one of them can be chosen now. */
  readonly choosing: boolean;
  /** What choosing is called. */
  readonly choose: string;
  readonly onChoose: (candidate: Candidate) => void;
  /** What else can be done with one. */
  readonly beside?: (candidate: Candidate) => ReactNode;
}

/** Who may take the case, as rows to compare. */
export function CandidateTable({ candidates, spoken, choosing, choose, onChoose, beside }: CandidateTableProps) {
  const { t } = useWords();
  if (candidates.length === 0) return null;
  return (
    <>
      <p className="quiet">{t('offers.rank.order')}</p>
      <table className="list">
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('offers.rank.place')}
            </th>
            <th scope="col">{t('matter.assign.lawyer')}</th>
            <th scope="col">{t('requests.assign.languages')}</th>
            <th scope="col">{t('matter.assign.serves')}</th>
            <th scope="col" className="number">
              {t('matter.assign.load')}
            </th>
            <th scope="col">{t('matter.assign.last')}</th>
            <th scope="col" className="number">
              {t('matter.assign.years')}
            </th>
            <th scope="col">{t('offers.rank.why')}</th>
            {choosing && <th scope="col">{t('requests.list.action')}</th>}
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate) => (
            <Row
              key={candidate.lawyerId}
              candidate={candidate}
              spoken={spoken}
              choose={choose}
              {...(choosing && beside !== undefined && { beside: beside(candidate) })}
              {...(choosing && { onChoose: () => onChoose(candidate) })}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface RowProps {
  readonly choose: string;
  readonly beside?: ReactNode;
  readonly candidate: Candidate;
  readonly spoken: string;
  readonly onChoose?: () => void;
}

function Row({ choose, beside, candidate, spoken, onChoose }: RowProps) {
  const { t, language } = useWords();
  const { name, firm, practiceYears, criminalDefenceYears, minorsTrained, languages, nearness, load, lastAssignedOn } = candidate;
  const { place, score, scored } = candidate;
  const called = name ?? t('common.erased');
  return (
    <tr>
      <td className="number" data-label={t('offers.rank.place')}>
        {place}
      </td>
      <th scope="row" data-label={t('matter.assign.lawyer')}>
        <Mixed text={called} />
        <span className="quiet">{firm}</span>
      </th>
      <td data-label={t('requests.assign.languages')}>
        {languages.map((code) => nameIn(SPOKEN_LANGUAGES, code, language)).join(language === 'zh' ? '、' : ', ')}
        {!languages.includes(spoken) && (
          <span className="quiet warn">▲ {t('requests.assign.noLanguage', { language: nameIn(SPOKEN_LANGUAGES, spoken, language) })}</span>
        )}
      </td>
      <td data-label={t('matter.assign.serves')}>{t(`offers.circle.${nearness}`)}</td>
      <td className="number" data-label={t('matter.assign.load')}>
        {t('matter.assign.loadValue', { count: load })}
      </td>
      <td data-label={t('matter.assign.last')}>
        {lastAssignedOn === null ? t('matter.assign.lastNone') : longDay(lastAssignedOn, language)}
      </td>
      <td className="number" data-label={t('matter.assign.years')}>
        {t('requests.assign.yearsValue', { count: criminalDefenceYears })}
        <span className="quiet">{t('matter.assign.practice', { count: practiceYears })}</span>
        {minorsTrained && <span className="quiet">{t('matter.assign.minorsTrained')}</span>}
      </td>
      <td data-label={t('offers.rank.why')}>
        <Score score={score} reasons={scored} />
      </td>
      {onChoose !== undefined && (
        <td className="list-action">
          <Button type="primary" size="small" aria-label={`${choose} ${called} ${firm}`} onClick={onChoose}>
            {choose}
          </Button>{' '}
          {beside}
        </td>
      )}
    </tr>
  );
}
