import { SENSITIVE_REASONS } from '@xiezhi/contracts';
import { Link } from 'react-router';
import { useOpenReport, useSensitiveList, useUpwardReports, type UpwardReport } from '../../api/sensitive.ts';
import { useMay } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { More, TotalRows } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { PurposeButton } from '../../parts/purpose-button.tsx';
import { useRequestWords } from '../../parts/request-words.ts';
import { PAGE_OF } from './page-of.ts';
import './sensitive.css';

/** 敏感案件: those that the reader may know of, and the reports that were made of them. */
export function SensitivePage() {
  const { t } = useWords();
  const may = useMay();
  const institution = may('assignment.sensitive-matter.list');
  return (
    <Page title={t('sensitive.list')}>
      {institution && <Matters state="flagged" />}
      {institution && <Matters state="linked" />}
      <Reports />
    </Page>
  );
}

function Matters({ state }: { readonly state: 'flagged' | 'linked' }) {
  const { t, language } = useWords();
  const { nameOf } = useRequestWords();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useSensitiveList(state, true);
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const total = data?.pages[0]?.total;
  if (state === 'linked' && rows.length === 0) return null;
  return (
    <Card title={t(`sensitive.state.${state}`)}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {isPending && error === null && <Loading rows={3} />}
      {data !== undefined && rows.length === 0 && (
        <Empty title={t('sensitive.empty')}>
          <p>{t('sensitive.emptyHow')}</p>
        </Empty>
      )}
      <ul className="rows">
        {rows.map(({ id, matterKind, organ, reason, flaggedAt, dueAt, reportedAt, petitions }) => (
          <li key={id}>
            <span className="row-text">
              <Link to={`${PAGE_OF[matterKind]}/${id}`}>
                {t(`sensitive.kind.${matterKind}`)}
                {organ !== null && ` · ${nameOf(organ)}`} · …{id.slice(-6)}
              </Link>
              <span className="quiet">
                {[
                  reason === null ? null : nameIn(SENSITIVE_REASONS, reason, language),
                  flaggedAt === null ? null : longTime(flaggedAt, language),
                  dueAt === null ? null : t('sensitive.dueBy', { at: longTime(dueAt, language) }),
                  reportedAt === null ? null : t('sensitive.reportedOn', { at: longTime(reportedAt, language) }),
                  petitions.length === 0 ? null : t('sensitive.petitionCount', { count: petitions.length }),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div className="list-foot">
        {total !== undefined && rows.length > 0 && <TotalRows {...total} />}
        <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
      </div>
    </Card>
  );
}

function Reports() {
  const { t } = useWords();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useUpwardReports();
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <Card title={t('sensitive.reports')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {isPending && error === null && <Loading rows={3} />}
      {data !== undefined && rows.length === 0 && <p className="quiet">{t('sensitive.noReports')}</p>}
      <ul className="rows">
        {rows.map((report) => (
          <Report key={report.id} report={report} />
        ))}
      </ul>
      <div className="list-foot">
        {total !== undefined && rows.length > 0 && <TotalRows {...total} />}
        <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
      </div>
    </Card>
  );
}

/** A report: whose, why and when; what it says opens on demand, for the reading is recorded. */
function Report({ report: { id, institution, reason, reportedAt } }: { readonly report: UpwardReport }) {
  const { t, language } = useWords();
  const { nameOf } = useRequestWords();
  const { mutate, data, error, isPending } = useOpenReport(id);
  return (
    <li>
      <span className="row-text">
        {nameOf(institution)}
        <span className="quiet">
          {nameIn(SENSITIVE_REASONS, reason, language)} · {longTime(reportedAt, language)}
        </span>
        {error !== null && <ProblemAlert error={error} focus />}
        {data === undefined ? (
          <PurposeButton label={t('sensitive.openReport')} usual="supervision" loading={isPending} onOpen={mutate} />
        ) : (
          <span className="written" aria-live="polite">
            {data === null ? t('common.erased') : <Mixed text={data} />}
          </span>
        )}
      </span>
    </li>
  );
}
