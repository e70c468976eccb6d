import { AID_FORMS } from '@xiezhi/contracts';
import { Link, useSearchParams } from 'react-router';
import { CASE_STATES, useCaseCounts, useCases, type AidCase, type CaseState } from '../../api/aid-cases.ts';
import { useGroupMarks } from '../../api/group-matters.ts';
import { useMay, useSession } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Page } from '../../parts/page.tsx';
import { More, TotalRows } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { HelpClockChip, shownClock } from '../duty-help/help-clock.tsx';
import { GroupMark } from '../group-matters/group-mark.tsx';
import { CaseStatusTag } from './case-status.tsx';

const isState = (value: string | null): value is CaseState => CASE_STATES.some((state) => state === value);

/** 受援案件台账: granted cases by state; the state stands in the address. */
export function AidCaseListPage() {
  const { t } = useWords();
  const may = useMay();
  const { role } = useSession();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('state');
  const state = isState(asked) ? asked : 'open';
  const lawyer = role === 'lawyer';
  return (
    <Page
      title={t('aidCase.title')}
      aside={<p className="lead">{t(lawyer ? 'aidCase.lead.lawyer' : 'aidCase.lead.institution')}</p>}
      {...(may('assignment.aid-case.record') && {
        actions: (
          <LinkButton to="/aid-cases/new" type="primary">
            {t('aidCase.record')}
          </LinkButton>
        ),
      })}
    >
      <States state={state} lawyer={lawyer} onState={(chosen) => setSearch(chosen === 'open' ? {} : { state: chosen })} />
      <Cases key={state} state={state} lawyer={lawyer} />
    </Page>
  );
}

/** Where a lawyer has no case any more, or none yet. */
const NOT_A_LAWYERS: readonly CaseState[] = ['received', 'terminated', 'ended'];

interface StatesProps {
  readonly state: CaseState;
  readonly lawyer: boolean;
  readonly onState: (state: CaseState) => void;
}

function States({ state, lawyer, onState }: StatesProps) {
  const { t } = useWords();
  const { data: counts } = useCaseCounts();
  const shown = CASE_STATES.filter((one) => !lawyer || !NOT_A_LAWYERS.includes(one));
  return (
    <div className="tabs" role="group" aria-label={t('aidCase.states')}>
      {shown.map((one) => {
        const counted = counts?.[one];
        return (
          <button key={one} type="button" aria-pressed={one === state} onClick={() => onState(one)}>
            {t(`aidCase.state.${one}`)}
            {counted !== undefined && <span className="tab-count"> {counted.exact ? counted.count : `${counted.count}+`}</span>}
          </button>
        );
      })}
    </div>
  );
}

function Cases({ state, lawyer }: { readonly state: CaseState; readonly lawyer: boolean }) {
  const { t } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useCases(state);
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={6} />}
      {data !== undefined && rows.length === 0 && (
        <Empty title={t('aidCase.emptyTitle')}>
          <p>{t(lawyer ? 'aidCase.emptyLawyer' : 'aidCase.emptyText')}</p>
        </Empty>
      )}
      {rows.length > 0 && <CaseTable rows={rows} label={t(`aidCase.state.${state}`)} />}
      {data !== undefined && rows.length > 0 && (
        <div className="list-foot">
          <TotalRows {...data.pages[0]!.total} />
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
    </>
  );
}

function CaseTable({ rows, label }: { readonly rows: readonly AidCase[]; readonly label: string }) {
  const { t, language } = useWords();
  const marks = useGroupMarks(
    'aid-case',
    rows.map(({ id }) => id),
    useMay()('assignment.group-matter.suggestion'),
  );
  return (
    <table className="list" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('aidCase.column.recipient')}</th>
          <th scope="col">{t('aidCase.column.cause')}</th>
          <th scope="col">{t('aidCase.column.form')}</th>
          <th scope="col">{t('aidCase.column.granted')}</th>
          <th scope="col">{t('aidCase.column.clock')}</th>
          <th scope="col">{t('aidCase.column.status')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, personName, facts, clocks, status, grantedAt }) => {
          const clock = shownClock(clocks);
          return (
            <tr key={id}>
              <th scope="row" data-label={t('aidCase.column.recipient')}>
                <Link to={`/aid-cases/${id}`}>
                  <Mixed text={personName ?? t('common.erased')} />
                </Link>
              </th>
              <td data-label={t('aidCase.column.cause')}>
                <Mixed text={facts.causeText} />
                <span className="quiet"> {facts.caseNumber ?? facts.decisionNumber}</span>
              </td>
              <td data-label={t('aidCase.column.form')}>{nameIn(AID_FORMS, facts.form, language)}</td>
              <td data-label={t('aidCase.column.granted')}>{longTime(grantedAt, language)}</td>
              <td data-label={t('aidCase.column.clock')}>
                {clock === undefined ? <span className="quiet">{t('aidCase.noClock')}</span> : <HelpClockChip clock={clock} />}
              </td>
              <td data-label={t('aidCase.column.status')}>
                <CaseStatusTag status={status} />
                <GroupMark there={marks.has(id)} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
