import { Button } from 'antd';
import type { Candidate } from '../../api/candidates.ts';
import { useSearch, useSearchCommand } from '../../api/lawyer-search.ts';
import type { Matter } from '../../api/matters.ts';
import { useWords } from '../../i18n/index.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

interface AskButtonProps {
  readonly matter: Matter;
  readonly candidate: Candidate;
  /** Whether a search can begin with this one: for a replacement its reason is asked first. */
  readonly mayBegin: boolean;
}

/** 邀约: asks this candidate first, or, while another is asked, instead. */
export function AskButton({ matter, candidate, mayBegin }: AskButtonProps) {
  const { t } = useWords();
  const { data } = useSearch(matter);
  const running = data !== undefined && data.status === 'offering';
  const { mutate, error, isPending } = useSearchCommand(matter, running ? 'search/offer' : 'search');
  const { lawyerId, name, firm } = candidate;
  if (data === undefined || data.status === 'accepted' || (!running && !mayBegin)) return null;
  const asked = data.status === 'offering' && data.offers.some((offer) => offer.status === 'open' && offer.lawyerId === lawyerId);
  if (asked) return <span className="quiet">{t('offers.status.open')}</span>;
  return (
    <>
      <Button
        size="small"
        loading={isPending}
        aria-label={`${t('offers.search.ask')} ${name ?? t('common.erased')} ${firm}`}
        onClick={() => mutate(running ? { lawyerId } : { first: lawyerId })}
      >
        {t('offers.search.ask')}
      </Button>
      {error !== null && <ProblemAlert error={error} />}
    </>
  );
}
