import { Button } from 'antd';
import { useId, type SubmitEvent } from 'react';
import { LOGGING_SERVICES, readingsFile, useReadings, type ReadingsFilter } from '../../api/oversight.ts';
import { useAddress } from '../../app/use-address.ts';
import { instantOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Page } from '../../parts/page.tsx';
import { More } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ReadingTable } from './reading-table.tsx';
import './oversight.css';

const FILTERS = ['service', 'account', 'subjectId', 'from', 'to'] as const;
type Given = Partial<Readonly<Record<(typeof FILTERS)[number], string>>>;

const givenBy = (address: URLSearchParams): Given =>
  Object.fromEntries(FILTERS.flatMap((name) => (address.get(name) ? [[name, address.get(name)]] : [])));

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** What an address asks for; days count as a whole, in the region's time. */
function filterOf({ service, account, subjectId, from, to }: Given): ReadingsFilter {
  const one = LOGGING_SERVICES.find((name) => name === service);
  return {
    ...(one !== undefined && { service: one }),
    ...(account !== undefined && { account }),
    ...(subjectId !== undefined && { subjectId }),
    ...(from !== undefined && DAY.test(from) && { from: instantOf(from, '00:00') }),
    ...(to !== undefined && DAY.test(to) && { to: new Date(Date.parse(instantOf(to, '00:00')) + DAY_MS).toISOString() }),
  };
}

/** 查阅记录: who opened whose details, in all services together; the filter stands in the address. */
export function AccessLogPage() {
  const { t } = useWords();
  const [search, change] = useAddress();
  const given = givenBy(search);
  const show = (changes: Given): void => change((now) => ({ ...givenBy(now), ...changes }));
  const filter = filterOf(given);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useReadings(filter);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('oversight.readings.title')}
      aside={<p className="lead">{t('oversight.readings.lead')}</p>}
      actions={(filter.service === undefined ? LOGGING_SERVICES : [filter.service]).map((service) => (
        <Button key={service} href={readingsFile(service, filter)} download>
          {t('oversight.readings.export', { service: t(`oversight.services.${service}`) })}
        </Button>
      ))}
    >
      <Filters key={search.toString()} given={given} onShow={show} onClear={() => change(() => ({}))} />
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={10} />}
      {data !== undefined && items.length === 0 && (
        <Empty title={t(Object.keys(given).length === 0 ? 'oversight.readings.empty' : 'oversight.readings.emptyFiltered')} />
      )}
      {items.length > 0 && <ReadingTable readings={items} onOnly={show} />}
      {hasNextPage && (
        <div className="list-foot">
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
    </Page>
  );
}

interface FiltersProps {
  readonly given: Given;
  readonly onShow: (changes: Given) => void;
  readonly onClear: () => void;
}

const ID = '[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';

function Filters({ given, onShow, onClear }: FiltersProps) {
  const { t } = useWords();
  const id = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    onShow({ account: text('account'), subjectId: text('subjectId'), from: text('from'), to: text('to') });
  };
  return (
    <form className="filters" aria-label={t('requests.list.filters')} onSubmit={submit}>
      <label htmlFor={`${id}s`}>{t('oversight.readings.service')}</label>
      <NativeSelect
        id={`${id}s`}
        none={t('common.all')}
        value={given.service ?? ''}
        onChange={(service) => onShow({ service })}
        options={LOGGING_SERVICES.map((value) => ({ value, label: t(`oversight.services.${value}`) }))}
      />
      {(['from', 'to'] as const).map((name) => (
        <span key={name} className="filter">
          <label htmlFor={`${id}${name}`}>{t(`oversight.readings.${name}`)}</label>
          <input id={`${id}${name}`} className="control" type="date" name={name} defaultValue={given[name]} />
        </span>
      ))}
      <span className="filter">
        <label htmlFor={`${id}a`}>{t('oversight.readings.account')}</label>
        <input id={`${id}a`} className="control" name="account" maxLength={200} defaultValue={given.account} autoComplete="off" />
      </span>
      <span className="filter">
        <label htmlFor={`${id}m`}>{t('oversight.readings.subject')}</label>
        <input
          id={`${id}m`}
          className="control"
          name="subjectId"
          pattern={ID}
          title={t('oversight.readings.badId')}
          defaultValue={given.subjectId}
          autoComplete="off"
        />
      </span>
      <Button htmlType="submit">{t('oversight.readings.apply')}</Button>
      {Object.keys(given).length > 0 && <Button onClick={onClear}>{t('oversight.readings.clear')} ✕</Button>}
    </form>
  );
}
