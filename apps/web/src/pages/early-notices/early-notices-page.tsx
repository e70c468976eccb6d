import { DIVISIONS } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAgencyName } from '../../api/directory.ts';
import { EARLY_STATES, useEarlyNotices, type EarlyNotice, type EarlyState } from '../../api/early-notices.ts';
import { useMay } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Page } from '../../parts/page.tsx';
import { Paged } from '../../parts/paged.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const LOOK: Readonly<Record<EarlyNotice['status'], string>> = {
  waiting: 'info',
  matched: 'done',
  withdrawn: 'quiet',
  lapsed: 'warning',
  refused: 'warning',
};

/** 待送达的通知: what waits for an institution, for its sender and for those who register institutions. */
export function EarlyNoticesPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const state: EarlyState = search.get('state') === 'ended' ? 'ended' : 'waiting';
  const isSender = useMay()('assignment.early-notice.withdraw');
  return (
    <Page
      title={t('early.title')}
      aside={<p className="lead">{t(isSender ? 'early.lead.sender' : 'early.lead.keeper')}</p>}
      {...(!isSender && { actions: <LinkButton to="/agencies/new">{t('early.register')}</LinkButton> })}
    >
      <div className="tabs" role="group" aria-label={t('early.states')}>
        {EARLY_STATES.map((one) => (
          <button key={one} type="button" aria-pressed={one === state} onClick={() => setSearch(one === 'waiting' ? {} : { state: one })}>
            {t(`early.state.${one}`)}
          </button>
        ))}
      </div>
      <Notices key={state} state={state} isSender={isSender} />
    </Page>
  );
}

function Notices({ state, isSender }: { readonly state: EarlyState; readonly isSender: boolean }) {
  const { t } = useWords();
  const [withdrawn, setWithdrawn] = useState<EarlyNotice | null>(null);
  const empty = (
    <Empty title={t(`early.empty.${state}`)}>
      <p>{t('early.emptyHow')}</p>
    </Empty>
  );
  return (
    <>
      <Paged list={useEarlyNotices(state)} empty={empty}>
        {(rows) => <EarlyTable rows={rows} state={state} {...(isSender && { onWithdraw: setWithdrawn })} />}
      </Paged>
      {withdrawn !== null && <WithdrawDialog notice={withdrawn} onClose={() => setWithdrawn(null)} />}
    </>
  );
}

interface EarlyTableProps {
  readonly rows: readonly EarlyNotice[];
  readonly state: EarlyState;
  /** Of a sender's own. */
  readonly onWithdraw?: (notice: EarlyNotice) => void;
}

function EarlyTable({ rows, state, onWithdraw }: EarlyTableProps) {
  const { t, language } = useWords();
  const nameOf = useAgencyName();
  const isSender = onWithdraw !== undefined;
  return (
    <table className="list" aria-label={t(`early.state.${state}`)}>
      <thead>
        <tr>
          <th scope="col">{t(isSender ? 'early.column.case' : 'early.column.organ')}</th>
          <th scope="col">{t('early.column.division')}</th>
          <th scope="col">{t('early.column.keptAt')}</th>
          <th scope="col">{t(state === 'waiting' ? 'early.column.lapsesAt' : 'early.column.endedAt')}</th>
          <th scope="col">{t('early.column.status')}</th>
          {isSender && state === 'waiting' && <th scope="col">{t('early.column.action')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((notice) => {
          const { id, organ, division, status, caseNumber, first, keptAt, lapsesAt, warnedAt, endedAt, institution } = notice;
          return (
            <tr key={id}>
              <th scope="row" data-label={t(isSender ? 'early.column.case' : 'early.column.organ')}>
                {isSender && status === 'matched' ? (
                  <Link to={`/requests/${id}`}>
                    <Mixed text={caseNumber ?? ''} />
                  </Link>
                ) : (
                  <Mixed text={caseNumber ?? nameOf(organ)} />
                )}
                {first !== null && (
                  <span className="quiet">
                    {first.caseNumber === null || first.caseNumber === caseNumber
                      ? t('early.corrected')
                      : t('early.correctedFrom', { number: first.caseNumber })}
                  </span>
                )}
              </th>
              <td data-label={t('early.column.division')}>{nameIn(DIVISIONS, division, language)}</td>
              <td data-label={t('early.column.keptAt')}>{longTime(keptAt, language)}</td>
              <td data-label={t(state === 'waiting' ? 'early.column.lapsesAt' : 'early.column.endedAt')}>
                {longTime(endedAt ?? lapsesAt, language)}
              </td>
              <td data-label={t('early.column.status')}>
                <span className={`tag tag-${warnedAt !== null && status === 'waiting' ? 'warning' : LOOK[status]}`}>
                  {t(warnedAt !== null && status === 'waiting' ? 'early.status.long' : `early.status.${status}`)}
                </span>
                {institution !== null && <span className="quiet"> {nameOf(institution)}</span>}
              </td>
              {isSender && state === 'waiting' && (
                <td data-label={t('early.column.action')}>
                  <Button size="small" onClick={() => onWithdraw(notice)} aria-label={t('early.withdrawOf', { number: caseNumber ?? '' })}>
                    {t('early.withdraw')}
                  </Button>
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
