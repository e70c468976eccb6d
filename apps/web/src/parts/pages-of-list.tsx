import { Button } from 'antd';
import { useWords } from '../i18n/index.ts';

interface MoreProps {
  readonly there: boolean;
  readonly loading: boolean;
  readonly onMore: () => unknown;
}

/** The next page of a list, while there is one. */
export function More({ there, loading, onMore }: MoreProps) {
  const { t } = useWords();
  if (!there) return null;
  return (
    <Button loading={loading} onClick={() => void onMore()}>
      {t('common.loadMore')}
    </Button>
  );
}

/** How many rows a list has in all; exact up to a limit, "more than" above it. */
export function TotalRows({ count, exact }: { readonly count: number; readonly exact: boolean }) {
  const { t } = useWords();
  return <span>{t(exact ? 'common.total' : 'common.totalOver', { count })}</span>;
}
