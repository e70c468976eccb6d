import { DUTY_HELP_PLACES } from '@xiezhi/contracts';
import { Link, useSearchParams } from 'react-router';
import { HELP_STATES, useHelpCounts, useHelps, type DutyHelp, type HelpState } from '../../api/duty-helps.ts';
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
  const { data: counts } = useHelpCounts();
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
      <CountedTabs
        label={t('dutyHelp.states')}
        tabs={HELP_STATES}
        chosen={state}
        counts={counts}
        nameOf={(one) => t(`dutyHelp.state.${one}`)}
        onTab={(chosen) => setSearch(chosen === 'open' ? {} : { state: chosen })}
      />
      <Helps key={state} state={state} asks={side === 'organ'} />
    </Page>
  );
}

function Helps({ state, asks }: { readonly state: HelpState; readonly asks: boolean }) {
  const { t } = useWords();
  const empty = (
    <Empty title={t(`dutyHelp.empty.${state}`)}>
      <p>{t(asks ? 'dutyHelp.emptyText.organ' : 'dutyHelp.emptyText.other')}</p>
    </Empty>
  );
  return (
    <Paged list={useHelps(state)} empty={empty}>
      {(rows) => <HelpTable rows={rows} label={t(`dutyHelp.state.${state}`)} />}
    </Paged>
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
