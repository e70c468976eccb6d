import { DIVISIONS, RETENTION_KINDS } from '@xiezhi/contracts';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import {
  deletionLogAddress,
  RETENTION_STAGES,
  useRetained,
  useRetentionCounts,
  useRetentionRules,
  type RetentionStage,
} from '../../api/retention.ts';
import { useMay } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { CountedTabs } from '../../parts/counted-tabs.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { More } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { RetainedTable } from './retained-table.tsx';
import { RetentionDialog, type Asked } from './retention-dialog.tsx';
import './retention.css';

const isStage = (value: string | null): value is RetentionStage => RETENTION_STAGES.some((stage) => stage === value);

/** 保存期限: the rules in force, what is due when, what is kept longer and why, what was deleted. The stage stands in the address. */
export function RetentionPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('stage');
  const stage = isStage(asked) ? asked : 'announced';
  return (
    <Page title={t('retention.title')}>
      <p>{t('retention.intro')}</p>
      <RulesCard />
      <Stages stage={stage} onStage={(chosen) => setSearch({ stage: chosen })} />
      <Matters key={stage} stage={stage} />
    </Page>
  );
}

/** 现行规则 */
function RulesCard() {
  const { t, language } = useWords();
  const { data, error, refetch } = useRetentionRules();
  return (
    <Card title={t('retention.rules.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={3} />}
      {data !== undefined && (
        <Facts
          items={data.map(({ kind, rule }) => [
            nameIn(RETENTION_KINDS, kind, language),
            rule === null
              ? t('retention.rules.none')
              : t('retention.rules.rule', {
                  months: rule.months,
                  source: rule.source,
                  division: nameIn(DIVISIONS, rule.division, language),
                  from: longDay(rule.validFrom, language),
                }),
          ])}
        />
      )}
      <p className="quiet">{t('retention.rules.how')}</p>
    </Card>
  );
}

function Stages({ stage, onStage }: { readonly stage: RetentionStage; readonly onStage: (stage: RetentionStage) => void }) {
  const { t } = useWords();
  const { data: counts } = useRetentionCounts();
  return (
    <CountedTabs
      label={t('retention.stages')}
      tabs={RETENTION_STAGES}
      chosen={stage}
      counts={counts}
      nameOf={(one) => t(`retention.stage.${one}`)}
      onTab={onStage}
    />
  );
}

function Matters({ stage }: { readonly stage: RetentionStage }) {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useRetained(stage);
  const [dialog, setDialog] = useState<Asked | null>(null);
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const keeps = may('assignment.retention.exempt') && stage !== 'deleting' && stage !== 'deleted';
  return (
    <>
      <p>{t(`retention.about.${stage}`)}</p>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {isPending && error === null && <Loading rows={6} />}
      {data !== undefined && rows.length === 0 && <Empty title={t(`retention.empty.${stage}`)} />}
      {rows.length > 0 && <RetainedTable stage={stage} rows={rows} {...(keeps && { onAsk: setDialog })} />}
      <div className="list-foot">
        <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        {stage === 'deleted' && may('assignment.retention.deletion-log') && (
          <span className="retention-files no-print">
            <span>{t('retention.export')}</span>
            <a href={deletionLogAddress('xlsx')} download aria-label={`${t('retention.export')} Excel`}>
              Excel
            </a>
            <a href={deletionLogAddress('csv')} download aria-label={`${t('retention.export')} CSV`}>
              CSV
            </a>
          </span>
        )}
      </div>
      {dialog !== null && <RetentionDialog asked={dialog} onClose={() => setDialog(null)} />}
    </>
  );
}
