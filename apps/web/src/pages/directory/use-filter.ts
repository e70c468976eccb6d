import type { Filter } from '../../api/registers.ts';
import { useAddress } from '../../app/use-address.ts';

/** What a list is narrowed by: it stands in the address, so that a link is a view. */
export function useFilter(names: readonly string[]): {
  readonly filter: Filter;
  readonly narrow: (changes: Filter) => void;
  readonly clear: () => void;
} {
  const [search, change] = useAddress();
  const filterOf = (address: URLSearchParams): Filter =>
    Object.fromEntries(names.map((name) => [name, address.get(name) ?? ''] as const).filter(([, value]) => value !== ''));
  return {
    filter: filterOf(search),
    narrow: (changes) => change((now) => ({ ...filterOf(now), ...changes })),
    clear: () => change(() => ({})),
  };
}
