import type { ListedPaper } from '../api/papers.ts';
import { longTime } from '../format/time.ts';
import { useWords } from '../i18n/index.ts';
import { Loading } from './loading.tsx';
import { Mixed } from './mixed.tsx';
import { ProblemAlert } from './problem-alert.tsx';

const KILOBYTE = 1_024;

interface PaperListProps {
  readonly papers: {
    readonly data: { readonly items: readonly ListedPaper[] } | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  /** Where a paper is downloaded from. */
  readonly addressOf: (paperId: string) => string;
}

/** Papers of a case (随案材料), each to be downloaded. */
export function PaperList({ papers: { data, error, refetch }, addressOf }: PaperListProps) {
  const { t } = useWords();
  return (
    <>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.items.length === 0 && <p>{t('requests.papers.none')}</p>}
      {data !== undefined && data.items.length > 0 && (
        <ul className="plain">
          {data.items.map((paper) => (
            <Paper key={paper.id} paper={paper} address={addressOf(paper.id)} />
          ))}
        </ul>
      )}
    </>
  );
}

function Paper({ paper, address }: { readonly paper: ListedPaper; readonly address: string }) {
  const { t, language } = useWords();
  const kind = t(`notice.paper.${paper.kind}`);
  const size = t('requests.papers.size', { size: Math.max(1, Math.round(paper.size / KILOBYTE)).toLocaleString(language) });
  return (
    <li>
      {paper.fileName === null ? (
        `${kind} · ${t('common.erased')}`
      ) : (
        <a href={address} download>
          {kind} · <Mixed text={paper.fileName} />
        </a>
      )}
      <span className="quiet">
        {size} · {longTime(paper.attachedAt, language)}
        {paper.scan === 'not_scanned' && ` · ${t('requests.papers.notScanned')}`}
      </span>
    </li>
  );
}
