import type { CaseStatus } from '../../api/aid-cases.ts';
import { useWords } from '../../i18n/index.ts';

const LOOK: Readonly<Record<CaseStatus, string>> = {
  received: 'warning',
  assigned: 'info',
  engaged: 'info',
  closing: 'info',
  filed: 'warning',
  terminated: 'warning',
  objectable: 'info',
  objected: 'info',
  closed: 'done',
};

/** Where a case stands, as a word in a frame. */
export function CaseStatusTag({ status }: { readonly status: CaseStatus }) {
  const { t } = useWords();
  return <span className={`tag tag-${LOOK[status]}`}>{t(`aidCase.status.${status}`)}</span>;
}
