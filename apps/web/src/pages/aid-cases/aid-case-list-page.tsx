import { AID_FORMS } from '@xiezhi/contracts';
import { Link, useSearchParams } from 'react-router';
import { CASE_STATES, useCaseCounts, useCases, type AidCase, type CaseState } from '../../api/aid-cases.ts';
import { useGroupMarks } from '../../api/group-matters.ts';
import { useMay, useSession } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { CountedTabs } from '../../parts/counted-tabs.tsx';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Page } from '../../parts/page.tsx';
import { Paged } from '../../parts/paged.tsx';
import { HelpClockChip, shownClock } from '../duty-help/help-clock.tsx';
import { GroupMark } from '../group-matters/group-mark.tsx';
import { CaseStatusTag } from './case-status.tsx';

/** Where a lawyer has no case any more, or none yet. */
const NOT_A_LAWYERS: readonly CaseState[] = ['received', 'terminated', 'ended'];

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
  const { data: counts } = useCaseCounts();
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
      <CountedTabs
        label={t('aidCase.states')}
        tabs={CASE_STATES.filter((one) => !lawyer || !NOT_A_LAWYERS.includes(one))}
        chosen={state}
        counts={counts}
        nameOf={(one) => t(`aidCase.state.${one}`)}
        onTab={(chosen) => setSearch(chosen === 'open' ? {} : { state: chosen })}
      />
      <Cases key={state} state={state} lawyer={lawyer} />
    </Page>
  );
}

function Cases({ state, lawyer }: { readonly state: CaseState; readonly lawyer: boolean }) {
  const { t } = useWords();
  const empty = (
    <Empty title={t('aidCase.emptyTitle')}>
      <p>{t(lawyer ? 'aidCase.emptyLawyer' : 'aidCase.emptyText')}</p>
    </Empty>
  );
  return (
    <Paged list={useCases(state)} empty={empty}>
      {(rows) => <CaseTable rows={rows} label={t(`aidCase.state.${state}`)} />}
    </Paged>
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
        {rows.map(({ id, personName, facts, clocks, status, grantedAt, hearingConflict }) => {
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
                {hearingConflict && <span className="quiet warn">▲ {t('worklist.hearingConflict')}</span>}
                <GroupMark there={marks.has(id)} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
