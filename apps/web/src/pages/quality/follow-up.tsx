import type { QualityMatterPage } from '../../api/quality.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { Card } from '../../parts/page.tsx';
import { nameWithin } from './case-names.ts';

/** A finding that a lawyer may be made to answer for. */
interface Answerable {
  readonly kind: string;
  readonly caseId?: string;
}

/** What was found that proceedings may follow from: an upheld complaint, cases that are unqualified or wanting. */
function answerable({ kind, status, facts, timeline }: QualityMatterPage): readonly Answerable[] {
  switch (kind) {
    case 'complaint':
      return facts['outcome'] === 'upheld' || facts['outcome'] === 'partly_upheld' ? [{ kind }] : [];
    case 'peer-review':
      return status === 'concluded' && facts['grade'] === 'unqualified' ? [{ kind: 'peer_review' }] : [];
    case 'inspection':
    case 'case-tracking': {
      if (kind === 'inspection' && status !== 'published') return [];
      // The last of each case counts.
      const last = new Map(timeline.flatMap(({ facts: of }) => (of['caseId'] === undefined ? [] : [[String(of['caseId']), of] as const])));
      const found = [...last].filter(([, of]) => of['grade'] === 'unqualified' || of['verdict'] === 'wanting');
      return found.map(([caseId]) => ({ kind: kind === 'inspection' ? kind : 'case_tracking', caseId }));
    }
    default:
      return [];
  }
}

/** Leads from a finding to the proceedings that may follow from it (责任追究). */
export function FollowUp({ matter }: { readonly matter: QualityMatterPage }) {
  const { t } = useWords();
  const may = useMay();
  const found = answerable(matter);
  if (found.length === 0 || !may('assignment.accountability.open')) return null;
  return (
    <Card title={t('quality.followUp')}>
      <ul className="rows">
        {found.map((one) => (
          <li key={one.caseId ?? one.kind}>
            <span className="row-text">{one.caseId === undefined ? '' : nameWithin(matter.cases, one.caseId)}</span>
            <LinkButton to={`/quality/accountabilities/new?${new URLSearchParams({ ...one, findingId: matter.id }).toString()}`}>
              {t('quality.proceed')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}
