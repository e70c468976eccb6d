import type { HelpStatus } from '../../api/duty-helps.ts';
import { useWords } from '../../i18n/index.ts';

const LOOK: Readonly<Record<HelpStatus, string>> = {
  requested: 'warning',
  notified: 'info',
  helped: 'info',
  concluded: 'done',
  cancelled: 'quiet',
};

/** Where a help stands, as a word in a frame. */
export function HelpStatusTag({ status }: { readonly status: HelpStatus }) {
  const { t } = useWords();
  return <span className={`tag tag-${LOOK[status]}`}>{t(`dutyHelp.status.${status}`)}</span>;
}
