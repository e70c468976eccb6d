import { Problem } from '../../api/problem.ts';
import type { DraftState } from '../../api/drafts.ts';
import { useWords } from '../../i18n/index.ts';
import { shortTime } from '../../format/time.ts';
import { useNow } from '../../parts/now.ts';
import { sentenceOf } from '../../parts/problem-alert.tsx';

/** Says quietly where what was typed is kept. */
export function DraftLine({ state }: { readonly state: DraftState }) {
  const { t, language } = useWords();
  const now = useNow();
  switch (state.kind) {
    case 'none':
      return null;
    case 'saving':
      return <span className="quiet">{t('notice.draft.saving')}</span>;
    case 'saved':
      return <span className="quiet">{t('notice.draft.saved', { at: shortTime(state.at, now) })}</span>;
    case 'kept':
      return (
        <span className="quiet warn" role="alert">
          {t('notice.draft.kept')}
        </span>
      );
    case 'failed': {
      const why = state.error instanceof Problem ? sentenceOf(state.error, t, language) : '';
      return (
        <span className="quiet warn" role="alert">
          {t('notice.draft.failed', { why })}
        </span>
      );
    }
  }
}
