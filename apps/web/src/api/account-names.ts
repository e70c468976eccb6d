import { useQueries } from '@tanstack/react-query';
import { useSession } from './session.ts';
import { read } from './client.ts';

interface AccountName {
  readonly account: string;
  readonly displayName: string | null;
  readonly agency: string;
  readonly role: string;
}

/** As many as the platform names at once. */
const CHUNK = 100;
const AN_HOUR_MS = 3_600_000;
const ID = /^[0-9a-f-]{36}$/i;

/** Names of the people behind accounts, as far as one may know them; the query is made of ids alone. */
export function useAccountNames(accounts: readonly string[]): (account: string) => string | null {
  const { account: own, displayName } = useSession();
  const ids = [...new Set(accounts)].filter((account) => ID.test(account) && account !== own).toSorted();
  const chunks = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, place) => ids.slice(place * CHUNK, (place + 1) * CHUNK));
  const found = useQueries({
    queries: chunks.map((chunk) => ({
      queryKey: ['account-names', chunk],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        read<{ readonly items: readonly AccountName[] }>(
          `/api/directory/account-names?${new URLSearchParams(chunk.map((account) => ['account', account])).toString()}`,
          {},
          signal,
        ),
      staleTime: AN_HOUR_MS,
    })),
  });
  const names = new Map(found.flatMap(({ data }) => data?.items ?? []).map((one) => [one.account, one.displayName]));
  return (account) => (account === own ? displayName : (names.get(account) ?? null));
}
