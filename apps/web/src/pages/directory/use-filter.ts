import { useSearchParams } from 'react-router';
import type { Filter } from '../../api/registers.ts';

/** What a list is narrowed by: it stands in the address, so that a link is a view. */
export function useFilter(names: readonly string[]): {
  readonly filter: Filter;
  readonly narrow: (changes: Filter) => void;
  readonly clear: () => void;
} {
  const [search, setSearch] = useSearchParams();
  const given = (values: Filter): Filter => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const filter = given(Object.fromEntries(names.map((name) => [name, search.get(name) ?? ''])));
  return {
    filter,
    narrow: (changes) => setSearch(given({ ...filter, ...changes })),
    clear: () => setSearch({}),
  };
}
