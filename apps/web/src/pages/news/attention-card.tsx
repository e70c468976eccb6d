import { Link } from 'react-router';
import { useAttention } from '../../api/attention.ts';
import { useWords } from '../../i18n/index.ts';
import { Card } from '../../parts/page.tsx';

/** 等您处理: what the count beside the bell holds besides messages, each leading to where it is dealt with. */
export function AttentionCard() {
  const { t } = useWords();
  const waiting = useAttention();
  if (waiting.length === 0) return null;
  return (
    <Card title={t('oversight.attention.title')}>
      <ul className="plain">
        {waiting.map(({ kind, count, to }) => (
          <li key={kind}>
            <Link to={to}>{t(`oversight.attention.${kind}`, { count })}</Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
