import { InputNumber } from 'antd';
import { useReviewedFile } from '../../api/quality.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

type Scores = Readonly<Record<string, number | null>>;

interface ScoresFieldProps {
  readonly label: string;
  readonly review: string;
  readonly id?: string;
  readonly value?: Scores;
  readonly onChange?: (value: unknown) => void;
}

/** Points for every criterion of the review's table. */
export function ScoresField({ label, review, id, value = {}, onChange }: ScoresFieldProps) {
  const { t, language } = useWords();
  const { data, error, refetch } = useReviewedFile(review);
  if (data === undefined) return error === null ? <Loading rows={5} /> : <ProblemAlert error={error} onAgain={() => void refetch()} />;
  const { criteria, source, standing } = data.criteria;
  return (
    <fieldset className="quality-scores" id={id} aria-label={label}>
      {criteria.map(({ code, nameZh, nameEn, most }) => (
        <label key={code}>
          <span>{t('quality.outOf', { criterion: language === 'zh' ? nameZh : nameEn, most })}</span>
          <InputNumber
            min={0}
            max={most}
            precision={0}
            value={value[code] ?? null}
            onChange={(points) => onChange?.({ ...value, [code]: points })}
          />
        </label>
      ))}
      <p className="quiet">
        {source}
        {standing === 'unconfirmed' && ` · ${t('quality.unconfirmedTable')}`}
      </p>
    </fieldset>
  );
}
