import type { RequestStatus } from '../../api/types.ts';
import { StatusTag } from '../../parts/status-tag.tsx';
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

interface OfMatter {
  readonly matter: 'defence-request' | 'aid-case';
  readonly status: RequestStatus | CaseStatus;
}

/** Where a matter of either kind stands. */
export function MatterStatusTag({ matter, status }: OfMatter) {
  return matter === 'aid-case' ? <CaseStatusTag status={status as CaseStatus} /> : <StatusTag status={status as RequestStatus} />;
}
