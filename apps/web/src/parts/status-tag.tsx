import type { RequestStatus } from '../api/types.ts';
import { useWords } from '../i18n/index.ts';

const LOOK: Readonly<Record<RequestStatus, string>> = {
  detected: 'quiet',
  received: 'info',
  returned: 'warning',
  assigned: 'info',
  confirmed: 'done',
  engaged: 'info',
  defending: 'info',
  refused: 'warning',
  awaiting_own_lawyer: 'warning',
  closing: 'info',
  filed: 'info',
  terminated: 'warning',
  completed: 'done',
  own_lawyer: 'quiet',
  duplicate: 'quiet',
  superseded: 'quiet',
  withdrawn: 'quiet',
  not_needed: 'quiet',
  transferred: 'quiet',
};

/** Where a request stands, as a word in a frame. */
export function StatusTag({ status }: { readonly status: RequestStatus }) {
  const { t } = useWords();
  return <span className={`tag tag-${LOOK[status]}`}>{t(`requests.status.${status}`)}</span>;
}
