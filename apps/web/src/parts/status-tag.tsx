import type { RequestStatus } from '../api/types.ts';
import { useWords } from '../i18n/index.ts';

const LOOK: Readonly<Record<RequestStatus, string>> = {
  detected: 'quiet',
  received: 'info',
  returned: 'warning',
  assigned: 'info',
  confirmed: 'done',
  withdrawn: 'quiet',
  not_needed: 'quiet',
  transferred: 'quiet',
};

/** Where a request stands, as a word in a frame. */
export function StatusTag({ status }: { readonly status: RequestStatus }) {
  const { t } = useWords();
  return <span className={`tag tag-${LOOK[status]}`}>{t(`requests.status.${status}`)}</span>;
}
