import { DIVISIONS, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useId, type SubmitEvent } from 'react';
import { useAgencies, useAgencyName } from '../../api/directory.ts';
import type { Counts, Narrowed } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { TABS, TABS_OF_ORGAN, type Tab, type WorklistAsk } from './worklist-address.ts';

/** Tabs that nothing should be on. */
const BAD: ReadonlySet<Tab> = new Set(['overdue', 'hearing_conflict']);

interface TabsProps {
  readonly tab: WorklistAsk['tab'];
  readonly counts: Counts | undefined;
  readonly institution: boolean;
  readonly onTab: (tab: Tab) => void;
}

/** Each tab is a filter with its count. */
export function Tabs({ tab, counts, institution, onTab }: TabsProps) {
  const { t } = useWords();
  return (
    <div className="tabs" role="group" aria-label={t('requests.list.tabs')}>
      {(institution ? TABS : TABS_OF_ORGAN).map((one) => {
        const counted = counts?.[one];
        const bad = BAD.has(one) && (counted?.count ?? 0) > 0;
        return (
          <button key={one} type="button" className={bad ? 'tab-bad' : ''} aria-pressed={one === tab} onClick={() => onTab(one)}>
            {bad && <span aria-hidden>■ </span>}
            {t(`worklist.tab.${one}`)}
            {counted !== undefined && <span className="tab-count"> {counted.exact ? counted.count : `${counted.count}+`}</span>}
          </button>
        );
      })}
    </div>
  );
}

interface FilterBarProps {
  readonly narrowed: Narrowed;
  /** An institution's requests come from many organs; an organ's go to few institutions. */
  readonly institution: boolean;
  readonly onFilter: (changes: Narrowed) => void;
}

/** What narrows a list, and one click to drop each. */
export function FilterBar({ narrowed, institution, onFilter }: FilterBarProps) {
  const { t } = useWords();
  const id = useId();
  const { q = '', county = '', organ = '', language = '', dueBy = '' } = narrowed;
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('q');
    onFilter({ q: typeof given === 'string' ? given.trim() : '' });
  };
  return (
    <form className="filters worklist-filters" aria-label={t('requests.list.filters')} onSubmit={submit}>
      <span className="field">
        <label htmlFor={`${id}q`}>{t('requests.list.q')}</label>
        <input key={q} id={`${id}q`} className="control" name="q" type="search" maxLength={60} defaultValue={q} />
      </span>
      <Button htmlType="submit">{t('search.go')}</Button>
      <details open={[county, organ, language, dueBy].some((value) => value !== '')}>
        <summary>{t('worklist.more')}</summary>
        <div className="filters">
          <span className="field">
            <label htmlFor={`${id}c`}>{t(institution ? 'requests.list.county' : 'worklist.toCounty')}</label>
            <DivisionSelect
              id={`${id}c`}
              none={t('common.all')}
              value={county}
              onChange={(value) => onFilter({ county: value, organ: '' })}
            />
          </span>
          {institution && (
            <span className="field">
              <label htmlFor={`${id}o`}>{t('requests.list.from')}</label>
              <OrganSelect id={`${id}o`} county={county} value={organ} onChange={(value) => onFilter({ organ: value })} />
            </span>
          )}
          <span className="field">
            <label htmlFor={`${id}l`}>{t('notice.field.language')}</label>
            <LanguageSelect id={`${id}l`} value={language} onChange={(value) => onFilter({ language: value })} />
          </span>
          <span className="field">
            <label htmlFor={`${id}d`}>{t('worklist.dueBy')}</label>
            <input
              id={`${id}d`}
              className="control"
              type="date"
              value={dueBy}
              onChange={({ target }) => onFilter({ dueBy: target.value })}
            />
          </span>
        </div>
      </details>
      <Active narrowed={narrowed} onFilter={onFilter} />
    </form>
  );
}

/** Each active filter, with one click to drop it. */
function Active({ narrowed, onFilter }: Pick<FilterBarProps, 'narrowed' | 'onFilter'>) {
  const { t, language: shown } = useWords();
  const agencyName = useAgencyName();
  const { q = '', county = '', organ = '', language = '', turn = '', dueBy = '' } = narrowed;
  const active: readonly (readonly [keyof Narrowed, string])[] = [
    ['q', q],
    ['county', county === '' ? '' : nameIn(DIVISIONS, county, shown)],
    ['organ', organ === '' ? '' : agencyName(organ)],
    ['language', language === '' ? '' : nameIn(SPOKEN_LANGUAGES, language, shown)],
    ['turn', turn === '' ? '' : t(`home.${turn}`)],
    ['dueBy', dueBy === '' ? '' : t('worklist.dueByDay', { day: longDay(dueBy, shown) })],
  ];
  return active.map(([name, what]) =>
    what === '' ? null : (
      <Button key={name} onClick={() => onFilter({ [name]: '' })}>
        {t('requests.list.clear', { what })} ✕
      </Button>
    ),
  );
}

interface SelectProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function LanguageSelect(props: SelectProps) {
  const { t, language } = useWords();
  const options = SPOKEN_LANGUAGES.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
  return <NativeSelect {...props} none={t('common.all')} options={options} />;
}

const SENDERS = ['court', 'procuratorate', 'police'];

/** Organs that send notices, those of the chosen division alone. */
function OrganSelect({ county, ...props }: SelectProps & { readonly county: string }) {
  const { t, language } = useWords();
  const { data = [] } = useAgencies();
  const prefix = county.replace(/(00){1,2}$/, '');
  const options = data
    .filter(({ kind, division }) => SENDERS.includes(kind) && division.startsWith(prefix))
    .map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }));
  return <NativeSelect {...props} none={t('common.all')} options={options} />;
}
