import { useWords } from '../../i18n/index.ts';

/** 可并为群体案件: that a row of a list and others seem to be one thing. */
export function GroupMark({ there }: { readonly there: boolean }) {
  const { t } = useWords();
  return there ? <span className="quiet">◇ {t('groups.suggested.mark')}</span> : null;
}
