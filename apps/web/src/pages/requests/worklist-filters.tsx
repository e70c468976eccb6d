import { DIVISIONS } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useId, type SubmitEvent } from 'react';
import type { Counts, RequestState } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';

/** Tabs of a worklist, in their order: all that is open, where it stands, what presses, what is done. */
const TABS = ['open', 'received', 'returned', 'assigned', 'overdue', 'due_today', 'done'] as const;
export type Tab = (typeof TABS)[number];

/** The tab that an address asks for. */
export function tabOf(search: URLSearchParams): Tab {
  const asked = search.get('state') ?? search.get('status');
  return TABS.find((tab) => tab === asked) ?? 'open';
}

/** How a tab stands in an address. */
export function addressOf(tab: Tab): Readonly<Record<string, string>> {
  if (tab === 'open') return {};
  return tab === 'done' ? { status: 'done' } : { state: tab };
}

interface TabsProps {
  readonly tab: Tab;
  readonly counts: Counts | undefined;
  readonly onTab: (tab: Tab) => void;
}

/** Each tab is a filter with its count. */
export function Tabs({ tab, counts, onTab }: TabsProps) {
  const { t } = useWords();
  const name = (one: Tab): string =>
    one === 'open' || one === 'done' ? t(`requests.list.${one}`) : t(`requests.list.states.${one satisfies RequestState}`);
  return (
    <div className="tabs" role="group" aria-label={t('requests.list.tabs')}>
      {TABS.map((one) => {
        const counted = counts?.[one];
        const bad = one === 'overdue' && (counted?.count ?? 0) > 0;
        return (
          <button key={one} type="button" className={bad ? 'tab-bad' : ''} aria-pressed={one === tab} onClick={() => onTab(one)}>
            {bad && <span aria-hidden>■ </span>}
            {name(one)}
            {counted !== undefined && <span className="tab-count"> {counted.exact ? counted.count : `${counted.count}+`}</span>}
          </button>
        );
      })}
    </div>
  );
}

interface FilterBarProps {
  readonly q: string;
  readonly county: string;
  /** Where requests come from many organs. */
  readonly byCounty: boolean;
  readonly onFilter: (changes: { readonly q?: string; readonly county?: string }) => void;
}

/** What narrows a list, and one click to drop each. */
export function FilterBar({ q, county, byCounty, onFilter }: FilterBarProps) {
  const { t, language } = useWords();
  const id = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('q');
    onFilter({ q: typeof given === 'string' ? given.trim() : '' });
  };
  const division = DIVISIONS.find(({ code }) => code === county);
  return (
    <form className="filters" aria-label={t('requests.list.filters')} onSubmit={submit}>
      <label htmlFor={`${id}q`}>{t('requests.list.q')}</label>
      <input key={q} id={`${id}q`} className="control" name="q" type="search" maxLength={60} defaultValue={q} />
      {byCounty && (
        <>
          <label htmlFor={`${id}c`}>{t('requests.list.county')}</label>
          <DivisionSelect id={`${id}c`} none={t('common.all')} value={county} onChange={(value) => onFilter({ county: value })} />
        </>
      )}
      <Button htmlType="submit">{t('search.go')}</Button>
      {q !== '' && <Button onClick={() => onFilter({ q: '' })}>{t('requests.list.clear', { what: q })} ✕</Button>}
      {division !== undefined && (
        <Button onClick={() => onFilter({ county: '' })}>
          {t('requests.list.clear', { what: language === 'zh' ? division.nameZh : division.nameEn })} ✕
        </Button>
      )}
    </form>
  );
}
