import { useSearchParams, type NavigateOptions } from 'react-router';

/** What stands in an address, by name; what is empty is left out of it. */
export type Address = Readonly<Record<string, string | undefined>>;
type Change = (next: (now: URLSearchParams) => Address, options?: NavigateOptions) => void;

/** Only what says something stands in an address. */
const given = (address: Address): Record<string, string> =>
  Object.fromEntries(Object.entries(address).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])));

/**
 * The view that a page's address asks for, and how a part of it is changed.
 * A change is worked out from the address as it was last asked for: what is shown follows a little later, and a second
 * quick change that were worked out from that would lose the first. The bar of the browser changes at once.
 */
export function useAddress(): readonly [search: URLSearchParams, change: Change] {
  const [search, setSearch] = useSearchParams();
  return [search, (next, options) => setSearch(given(next(new URLSearchParams(window.location.search))), options)];
}
