import { Button } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { LETTER_STATES, letterPage, matterOf, useLetterRegister, type Letter } from '../../api/letters.ts';
import { pageOf } from '../../api/matters.ts';
import { useAddress } from '../../app/use-address.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Page } from '../../parts/page.tsx';
import { More, TotalRows } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import './letters.css';

const MAX_NUMBER = 60;

/** 文书登记簿: the letters of one's agency by number, void ones too; drafts are a state of their own. The view stands in the address. */
export function LetterRegisterPage() {
  const { t } = useWords();
  const [search, change] = useAddress();
  const state = LETTER_STATES.find((one) => one === search.get('state'));
  const q = search.get('q') ?? '';
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useLetterRegister({
    state,
    q: q === '' ? undefined : q,
  });
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const total = data?.pages[0]?.total;
  const show = (next: { readonly state?: string; readonly q?: string }): void => change((now) => ({ ...Object.fromEntries(now), ...next }));
  return (
    <Page title={t('letters.register')}>
      <Filters state={state ?? ''} q={q} onShow={show} />
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {isPending && error === null && <Loading rows={6} />}
      {data !== undefined && rows.length === 0 && (
        <Empty title={t('letters.registerEmpty')}>
          <p>{t('letters.registerEmptyHow')}</p>
        </Empty>
      )}
      {rows.length > 0 && <Table rows={rows} />}
      <div className="list-foot">
        {total !== undefined && rows.length > 0 && <TotalRows {...total} />}
        <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
      </div>
    </Page>
  );
}

interface FiltersProps {
  readonly state: string;
  readonly q: string;
  readonly onShow: (next: { readonly state?: string; readonly q?: string }) => void;
}

function Filters({ state, q, onShow }: FiltersProps) {
  const { t } = useWords();
  const [stateId, numberId] = [useId(), useId()];
  const [written, setWritten] = useState(q);
  return (
    <form
      className="filters letter-filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onShow({ q: written });
      }}
    >
      <div>
        <label htmlFor={stateId}>{t('letters.column.state')}</label>
        <NativeSelect
          id={stateId}
          none={t('letters.numbered')}
          options={LETTER_STATES.filter((one) => one !== 'numbering').map((value) => ({ value, label: t(`letters.state.${value}`) }))}
          value={state}
          onChange={(value) => onShow({ state: value })}
        />
      </div>
      <div>
        <label htmlFor={numberId}>{t('letters.search')}</label>
        <input
          id={numberId}
          className="control"
          maxLength={MAX_NUMBER}
          value={written}
          onChange={({ target }) => setWritten(target.value)}
        />
      </div>
      <Button htmlType="submit">{t('letters.find')}</Button>
    </form>
  );
}

function Table({ rows }: { readonly rows: readonly Letter[] }) {
  const { t, language } = useWords();
  return (
    <table className="list" aria-label={t('letters.register')}>
      <thead>
        <tr>
          {(['number', 'title', 'matter', 'state', 'issuedAt', 'servedAt'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`letters.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((letter) => (
          <tr key={letter.id}>
            <th scope="row" data-label={t('letters.column.number')}>
              <Link to={letterPage(matterOf(letter), letter.id)}>{letter.number ?? t('letters.unnumbered')}</Link>
            </th>
            <td data-label={t('letters.column.title')}>{language === 'zh' ? letter.titleZh : letter.titleEn}</td>
            <td data-label={t('letters.column.matter')}>
              <Link to={pageOf(matterOf(letter))}>{letter.caseNumber}</Link>
            </td>
            <td data-label={t('letters.column.state')}>{t(`letters.state.${letter.status}`)}</td>
            <td data-label={t('letters.column.issuedAt')}>{letter.issuedAt === null ? '—' : longTime(letter.issuedAt, language)}</td>
            <td data-label={t('letters.column.servedAt')}>{letter.servedAt === null ? '—' : longTime(letter.servedAt, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
