import type { ScoredReason } from '../../api/candidates.ts';
import { useWords } from '../../i18n/index.ts';
import './offers.css';

/** What a place in the ranking follows from (排序依据): the sum, and each reason with its points. */
export function Score({ score, reasons }: { readonly score: number | null; readonly reasons: readonly ScoredReason[] }) {
  const { t } = useWords();
  if (score === null) return null;
  return (
    <details className="score">
      <summary>{t('offers.rank.score', { count: score })}</summary>
      <ul className="plain score-parts">
        {reasons.map(({ part, points }) => (
          <li key={part} className={points < 0 ? 'against' : undefined}>
            {t(`offers.part.${part}`)} <span className="number">{points > 0 ? `+${points}` : points}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
