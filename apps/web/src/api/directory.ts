import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useWords } from '../i18n/index.ts';
import { read, send } from './client.ts';
import { useSubmissionKey } from './submission.ts';
import type { Agency } from './types.ts';

const AGENCIES = '/api/directory/agencies';
const PAGE = 500;
/** Pages of the directory that are read at most: a region has hundreds of agencies. */
const MAX_PAGES = 10;
const AN_HOUR_MS = 3_600_000;

async function everyPage<T>(path: string, query: Record<string, string>, signal: AbortSignal): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const found = await read<{ readonly items: readonly T[]; readonly next: string | null }>(
      path,
      { ...query, limit: PAGE, cursor },
      signal,
    );
    items.push(...found.items);
    if (found.next === null) break;
    cursor = found.next;
  }
  return items;
}

/** All agencies of the region. They hardly ever change, so they are kept for an hour. */
export const useAgencies = (enabled = true) =>
  useQuery({ queryKey: ['agencies'], queryFn: ({ signal }) => everyPage<Agency>(AGENCIES, {}, signal), staleTime: AN_HOUR_MS, enabled });

/** The name of an agency by its code, in the chosen language; the code while the names are not there. */
export function useAgencyName(): (code: string) => string {
  const { language } = useWords();
  const { data } = useQuery({
    queryKey: ['agencies'],
    queryFn: ({ signal }) => everyPage<Agency>(AGENCIES, {}, signal),
    staleTime: AN_HOUR_MS,
    select: namesByCode,
  });
  return (code) => data?.get(code)?.[language] ?? code;
}

const namesByCode = (agencies: readonly Agency[]): ReadonlyMap<string, { readonly zh: string; readonly en: string }> =>
  new Map(agencies.map(({ code, name, nameEn }) => [code, { zh: name, en: nameEn }]));

export type AgencyBody = Omit<Agency, 'noticeName'> & { readonly noticeName?: string };

export function useRecordAgency() {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: AgencyBody) => send<{ readonly code: string }>(AGENCIES, body, { key: keyOf(body) }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: ['agencies'] }), client.invalidateQueries({ queryKey: ['registers'] })]),
  });
}
