import { DIVISIONS, type MatterKind } from '@xiezhi/contracts';
import { Link } from 'react-router';
import type { Coded, QualityMatterPage } from '../../api/quality.ts';
import { useMay, useSession } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { nameOfCase, pagesOf } from './case-names.ts';
import { useQualityWords } from './quality-words.ts';

/** The cases of a sample, each with what was found of it last. */
export function Sample({ cases, timeline }: Pick<QualityMatterPage, 'cases' | 'timeline'>) {
  const { t } = useWords();
  const { value } = useQualityWords();
  const may = useMay();
  const { role } = useSession();
  if (cases.length === 0) return null;
  const nameOf = (matter: MatterKind, id: string, name: string) => {
    const [path, needs] = pagesOf(matter);
    return may(needs) && role !== 'lawyer' ? <Link to={`${path}/${id}`}>{name}</Link> : name;
  };
  const found = new Map(
    timeline.flatMap(({ facts: { caseId, grade, verdict } }) =>
      grade === undefined && verdict === undefined
        ? []
        : [[caseId, grade === undefined ? value('verdict', verdict) : value('grade', grade)] as const],
    ),
  );
  return (
    <Card title={t('quality.sample')}>
      <ul className="rows">
        {cases.map(({ id, matter, caseNumber }) => (
          <li key={id}>
            <span className="row-text">
              {nameOf(matter, id, nameOfCase({ id, caseNumber }))} <span className="quiet">{t(`quality.ofKind.${matter}`)}</span>
            </span>
            {found.has(id) ? (
              <span className="tag tag-done">{found.get(id)}</span>
            ) : (
              <span className="tag tag-quiet">{t('quality.ungraded')}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface Drawn {
  readonly layer: string;
  readonly cases: number;
  readonly sampled: number;
}

/** How many cases of each layer there were, and how many of them were drawn. */
export function Layers({ facts }: { readonly facts: Coded }) {
  const { t, language } = useWords();
  const { value } = useQualityWords();
  if (!Array.isArray(facts['drawn'])) return null;
  const nameOf = (layer: string): string => {
    switch (facts['layers']) {
      case 'lawyer':
        return `#${layer.slice(-8)}`;
      case 'division':
        return nameIn(DIVISIONS, layer, language);
      case 'none':
        return t('quality.everyCase');
      default:
        return value('layer', layer);
    }
  };
  return (
    <Card title={t('quality.drawn')}>
      <Facts
        items={(facts['drawn'] as readonly Drawn[]).map(({ layer, cases, sampled }) => [
          nameOf(layer),
          t('quality.drawnOf', { cases, sampled }),
        ])}
      />
    </Card>
  );
}
