import { ERASURE_GROUNDS } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useId, type SubmitEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useErasures, type ListedErasure } from '../../api/oversight.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { More } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import './oversight.css';

const STATES = ['all', 'unfinished'] as const;
const ID = '\\s*[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\s*';

/** 个人信息删除登记: every erasure by its decision's number, and a way to a person by id. */
export function ErasuresPage() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const state = search.get('state') === 'unfinished' ? 'unfinished' : 'all';
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useErasures(state);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('oversight.erasures.title')} aside={<p className="lead">{t('oversight.erasures.lead')}</p>}>
      <Find />
      <div className="tabs" role="group" aria-label={t('oversight.erasures.statesLabel')}>
        {STATES.map((one) => (
          <button key={one} type="button" aria-pressed={one === state} onClick={() => setSearch(one === 'all' ? {} : { state: one })}>
            {t(`oversight.erasures.states.${one}`)}
          </button>
        ))}
      </div>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={6} />}
      {data !== undefined && items.length === 0 && (
        <Empty title={t(state === 'all' ? 'oversight.erasures.empty' : 'oversight.erasures.emptyUnfinished')} />
      )}
      {items.length > 0 && <ErasureTable erasures={items} />}
      {hasNextPage && (
        <div className="list-foot">
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
    </Page>
  );
}

function Find() {
  const { t } = useWords();
  const id = useId();
  const navigate = useNavigate();
  const go = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('person');
    if (typeof given === 'string' && given.trim() !== '') void navigate(`/erasures/${given.trim().toLowerCase()}`);
  };
  return (
    <Card title={t('oversight.erasures.find')}>
      <form className="find" onSubmit={go}>
        <div>
          <label htmlFor={id}>{t('oversight.erasures.person')}</label>
          <input
            id={id}
            className="control"
            name="person"
            required
            pattern={ID}
            title={t('oversight.erasures.findHint')}
            aria-describedby={`${id}h`}
            autoComplete="off"
          />
          <span id={`${id}h`} className="quiet">
            {t('oversight.erasures.findHint')}
          </span>
        </div>
        <Button htmlType="submit">{t('oversight.erasures.open')}</Button>
      </form>
    </Card>
  );
}

function ErasureTable({ erasures }: { readonly erasures: readonly ListedErasure[] }) {
  const { t, language } = useWords();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('oversight.erasures.decision')}</th>
          <th scope="col">{t('oversight.erasures.ground')}</th>
          <th scope="col">{t('oversight.erasures.ordered')}</th>
          <th scope="col">{t('oversight.erasures.state')}</th>
        </tr>
      </thead>
      <tbody>
        {erasures.map(({ personId, ground, decision, orderedAt, certifiedAt }) => (
          <tr key={personId}>
            <th scope="row" data-label={t('oversight.erasures.decision')}>
              <Link to={`/erasures/${personId}`}>{decision}</Link>
              <span className="quiet">{personId}</span>
            </th>
            <td data-label={t('oversight.erasures.ground')}>{nameIn(ERASURE_GROUNDS, ground, language)}</td>
            <td data-label={t('oversight.erasures.ordered')}>{longTime(orderedAt, language)}</td>
            <td data-label={t('oversight.erasures.state')}>
              <span className={certifiedAt === null ? 'tag tag-warning' : 'tag tag-done'}>
                {t(certifiedAt === null ? 'oversight.erasures.underWay' : 'oversight.erasures.complete')}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
