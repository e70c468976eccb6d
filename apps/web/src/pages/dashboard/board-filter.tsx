import { DIVISIONS } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useId } from 'react';
import type { BoardFilter } from '../../api/dashboard.ts';
import { useAgencies, useAgencyName } from '../../api/directory.ts';
import { useSession } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';

/** What the codes of a division and those below begin with. */
export const prefixOf = (division: string): string => division.replace(/(00){1,2}$/, '');

/** What an address filters the joint figures by. */
export const boardFilterOf = (search: URLSearchParams): BoardFilter =>
  Object.fromEntries((['division', 'organ'] as const).flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])));

const SENDERS = ['court', 'procuratorate', 'police'];

interface BoardFilterProps {
  readonly filter: BoardFilter;
  /** What changes; the rest stays. */
  readonly onFilter: (changes: BoardFilter) => void;
}

/** Whose requests are counted: for every figure, picture and table of the page, and always to be seen. */
export function BoardFilters({ filter, onFilter }: BoardFilterProps) {
  const { t, language } = useWords();
  const id = useId();
  const { division: own } = useSession();
  const nameOf = useAgencyName();
  const { data = [] } = useAgencies();
  const { division = '', organ = '' } = filter;
  const mine = new Set(DIVISIONS.filter(({ code }) => code.startsWith(prefixOf(own))).map(({ code }) => code));
  const organs = data
    .filter(({ kind, division: of }) => SENDERS.includes(kind) && of.startsWith(prefixOf(division === '' ? own : division)))
    .map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }));
  return (
    <form className="filters" aria-label={t('requests.list.filters')} onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={`${id}d`}>{t('board.division')}</label>
      <DivisionSelect
        id={`${id}d`}
        codes={mine}
        none={t('common.all')}
        value={division}
        onChange={(value) => onFilter({ division: value, organ: '' })}
      />
      <label htmlFor={`${id}o`}>{t('requests.detail.organ')}</label>
      <NativeSelect id={`${id}o`} none={t('common.all')} options={organs} value={organ} onChange={(value) => onFilter({ organ: value })} />
      {division !== '' && (
        <Button onClick={() => onFilter({ division: '' })}>
          {t('requests.list.clear', { what: nameIn(DIVISIONS, division, language) })} ✕
        </Button>
      )}
      {organ !== '' && <Button onClick={() => onFilter({ organ: '' })}>{t('requests.list.clear', { what: nameOf(organ) })} ✕</Button>}
    </form>
  );
}
