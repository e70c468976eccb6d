import { DIVISIONS, REGION_CODE } from '@xiezhi/contracts';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { useMay, useSession } from '../../api/session.ts';
import { useValuesInForce } from '../../api/reference-values.ts';
import { useAddress } from '../../app/use-address.ts';
import { nameIn } from '../../format/code-names.ts';
import { dayOf, longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { useNow } from '../../parts/now.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useValueWords } from './value-words.ts';
import { ValuesHistory } from './values-history.tsx';
import './rules.css';

const VIEWS = ['in-force', 'history', 'waiting'] as const;

/** 标准与基准数值: what holds on a day, every value that was ever entered, and those that wait for a second person. */
export function ReferenceValuesPage() {
  const { t } = useWords();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'in-force';
  return (
    <Page
      title={t('rules.values.title')}
      {...(may('directory.reference-value.enter') && {
        actions: (
          <LinkButton to="/reference-values/new" type="primary">
            {t('rules.values.enter')}
          </LinkButton>
        ),
      })}
    >
      <div className="tabs" role="group" aria-label={t('rules.values.viewsLabel')}>
        {VIEWS.map((one) => (
          <button key={one} type="button" aria-pressed={one === view} onClick={() => setSearch(one === 'in-force' ? {} : { view: one })}>
            {t(`rules.values.views.${one}`)}
          </button>
        ))}
      </div>
      {view === 'in-force' ? <InForce /> : <ValuesHistory waiting={view === 'waiting'} />}
    </Page>
  );
}

function InForce() {
  const { t, language } = useWords();
  const id = useId();
  const { division: own } = useSession();
  const today = dayOf(new Date(useNow()).toISOString());
  const [search, change] = useAddress();
  const shownBy = (address: URLSearchParams) => ({ day: address.get('day') ?? today, division: address.get('division') ?? own });
  const { day, division } = shownBy(search);
  const show = (changes: Record<string, string>): void => change((now) => ({ ...Object.fromEntries(now), ...shownBy(now), ...changes }));
  const { data, error, refetch } = useValuesInForce(day, division === '' ? REGION_CODE : division);
  const { kindName, written } = useValueWords([]);
  return (
    <>
      <div className="filters" role="group" aria-label={t('requests.list.filters')}>
        <label htmlFor={`${id}day`}>{t('rules.values.day')}</label>
        <input
          id={`${id}day`}
          className="control"
          type="date"
          value={day}
          onChange={({ target }) => target.value !== '' && show({ day: target.value })}
        />
        <label htmlFor={`${id}d`}>{t('rules.values.division')}</label>
        <DivisionSelect id={`${id}d`} value={division} onChange={(value) => value !== '' && show({ division: value })} />
      </div>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={6} />}
      {data?.items.length === 0 && <Empty title={t('rules.values.none')} />}
      {data !== undefined && data.items.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t('rules.values.kind')}</th>
              <th scope="col" className="number">
                {t('rules.values.value')}
              </th>
              <th scope="col">{t('rules.values.validFrom')}</th>
              <th scope="col">{t('rules.values.source')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((value) => (
              <tr key={value.id}>
                <th scope="row" data-label={t('rules.values.kind')}>
                  {kindName(value.kind)}
                  <span className="quiet">{t('rules.values.setIn', { division: nameIn(DIVISIONS, value.division, language) })}</span>
                </th>
                <td className="number" data-label={t('rules.values.value')}>
                  <strong>{written(value)}</strong>
                </td>
                <td data-label={t('rules.values.validFrom')}>{longDay(value.validFrom, language)}</td>
                <td data-label={t('rules.values.source')}>
                  <Mixed text={value.source} />
                  <span className="quiet">{longDay(value.sourceOn, language)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
