import { useQuery, useQueryClient } from '@tanstack/react-query';
import { read } from './client.ts';
import { useMay, useSession } from './session.ts';
import type { NewsPage } from './types.ts';

const NEWS = '/api/referrals/news';
const UNREAD_COUNTED_TO = 99;
const EVERY_MS = 60_000;

const keptAs = (account: string): string => `xiezhi.news-seen.${account}`;

/** Messages behind the last one this person marked as read on this machine. */
export function useUnread(): { readonly count: number; readonly more: boolean } {
  const { account } = useSession();
  const enabled = useMay()('referrals.news.read');
  const { data } = useQuery({
    queryKey: ['news', 'unread', account],
    queryFn: ({ signal }) =>
      read<NewsPage>(
        NEWS,
        { kind: 'matter', after: localStorage.getItem(keptAs(account)) ?? undefined, limit: UNREAD_COUNTED_TO + 1 },
        signal,
      ),
    refetchInterval: EVERY_MS,
    enabled,
  });
  const count = data?.items.length ?? 0;
  return { count: Math.min(count, UNREAD_COUNTED_TO), more: count > UNREAD_COUNTED_TO };
}

/** Marks what stands up to `position` as read. */
export function useMarkRead(): (position: string) => void {
  const { account } = useSession();
  const client = useQueryClient();
  return (position) => {
    localStorage.setItem(keptAs(account), position);
    void client.invalidateQueries({ queryKey: ['news'] });
  };
}

/** The newest messages, newest first; `next` is the position up to which everything is known. */
export const useNewest = (limit: number) =>
  useQuery({
    queryKey: ['news', 'newest', limit],
    queryFn: ({ signal }) => read<NewsPage>(NEWS, { kind: 'matter', order: 'newest', limit }, signal),
  });
