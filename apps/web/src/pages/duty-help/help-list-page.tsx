import { DUTY_HELP_PLACES } from '@xiezhi/contracts';
import { Link, useSearchParams } from 'react-router';
import { HELP_STATES, useHelpCounts, useHelps, type DutyHelp, type HelpState } from '../../api/duty-helps.ts';
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
import { GroupMark } from '../group-matters/group-mark.tsx';
import { HelpClockChip, shownClock } from './help-clock.tsx';
import { HelpStatusTag } from './help-status.tsx';

const isState = (value: string | null): value is HelpState => HELP_STATES.some((state) => state === value);

/** 值班律师法律帮助台账: whose help is asked for, by state; the state stands in the address. */
export function HelpListPage() {
  const { t } = useWords();
  const may = useMay();
  const { role } = useSession();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('state');
  const state = isState(asked) ? asked : 'open';
  const side = may('assignment.duty-help.request') ? 'organ' : role === 'lawyer' ? 'lawyer' : 'institution';
  return (
    <Page
      title={t('dutyHelp.title')}
      aside={<p className="lead">{t(`dutyHelp.lead.${side}`)}</p>}
      {...(side === 'organ' && {
        actions: (
          <LinkButton to="/duty-help/new" type="primary">
            {t('dutyHelp.ask')}
          </LinkButton>
        ),
      })}
    >
      <States state={state} onState={(chosen) => setSearch(chosen === 'open' ? {} : { state: chosen })} />
      <Helps key={state} state={state} asks={side === 'organ'} />
    </Page>
  );
}

function States({ state, onState }: { readonly state: HelpState; readonly onState: (state: HelpState) => void }) {
  const { t } = useWords();
  const { data: counts } = useHelpCounts();
  return (
    <div className="tabs" role="group" aria-label={t('dutyHelp.states')}>
      {HELP_STATES.map((one) => {
        const counted = counts?.[one];
        return (
          <button key={one} type="button" aria-pressed={one === state} onClick={() => onState(one)}>
            {t(`dutyHelp.state.${one}`)}
            {counted !== undefined && <span className="tab-count"> {counted.exact ? counted.count : `${counted.count}+`}</span>}
          </button>
        );
      })}
    </div>
  );
}

function Helps({ state, asks }: { readonly state: HelpState; readonly asks: boolean }) {
  const { t } = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useHelps(state);
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={6} />}
      {data !== undefined && rows.length === 0 && (
        <Empty title={t(`dutyHelp.empty.${state}`)}>
          <p>{t(asks ? 'dutyHelp.emptyText.organ' : 'dutyHelp.emptyText.other')}</p>
        </Empty>
      )}
      {rows.length > 0 && <HelpTable rows={rows} label={t(`dutyHelp.state.${state}`)} />}
      {data !== undefined && rows.length > 0 && (
        <div className="list-foot">
          <TotalRows {...data.pages[0]!.total} />
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
    </>
  );
}

function HelpTable({ rows, label }: { readonly rows: readonly DutyHelp[]; readonly label: string }) {
  const { t, language } = useWords();
  const marks = useGroupMarks(
    'duty-help',
    rows.map(({ id }) => id),
    useMay()('assignment.group-matter.suggestion'),
  );
  return (
    <table className="list" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('dutyHelp.column.person')}</th>
          <th scope="col">{t('dutyHelp.column.offence')}</th>
          <th scope="col">{t('dutyHelp.column.place')}</th>
          <th scope="col">{t('dutyHelp.column.asked')}</th>
          <th scope="col">{t('dutyHelp.column.clock')}</th>
          <th scope="col">{t('dutyHelp.column.status')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, personName, facts, clocks, status }) => {
          const clock = shownClock(clocks);
          return (
            <tr key={id}>
              <th scope="row" data-label={t('dutyHelp.column.person')}>
                <Link to={`/duty-help/${id}`}>
                  <Mixed text={personName ?? t('common.erased')} />
                </Link>
              </th>
              <td data-label={t('dutyHelp.column.offence')}>
                <Mixed text={facts.offence} />
                {facts.caseNumber !== undefined && <span className="quiet"> {facts.caseNumber}</span>}
              </td>
              <td data-label={t('dutyHelp.column.place')}>
                <Mixed text={facts.place} />
                <span className="quiet"> {nameIn(DUTY_HELP_PLACES, facts.placeKind, language)}</span>
              </td>
              <td data-label={t('dutyHelp.column.asked')}>{longTime(facts.requestedAt, language)}</td>
              <td data-label={t('dutyHelp.column.clock')}>
                {clock === undefined ? <span className="quiet">{t('dutyHelp.clock.none')}</span> : <HelpClockChip clock={clock} />}
              </td>
              <td data-label={t('dutyHelp.column.status')}>
                <HelpStatusTag status={status} />
                <GroupMark there={marks.has(id)} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
