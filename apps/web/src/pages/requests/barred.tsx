import type { Candidate } from '../../api/candidates.ts';
import { useWords } from '../../i18n/index.ts';
import { inLanguage } from '../../format/detail.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';

/** Who may not take the case: every reason with its article. */
export function Barred({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const { t, language } = useWords();
  if (candidates.length === 0) return null;
  return (
    <Card title={t('requests.assign.barred')}>
      <ul className="rows">
        {candidates.map(({ lawyerId, name, firm, criminalDefenceYears, reasons }) => (
          <li key={lawyerId}>
            <span className="row-text">
              <Mixed text={name ?? t('common.erased')} /> · {firm}
              <span className="quiet">
                {t('requests.assign.years')} {t('requests.assign.yearsValue', { count: criminalDefenceYears })}
              </span>
            </span>
            <ul className="row-text plain">
              {reasons.map(({ code, text, basis }) => (
                <li key={code}>
                  {inLanguage(text, language)}
                  <span className="quiet">{t('common.basis', { basis })}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}
