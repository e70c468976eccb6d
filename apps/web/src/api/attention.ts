import { useQueries } from '@tanstack/react-query';
import { read } from './client.ts';
import { openOffers } from './lawyer-search.ts';
import type { ParkedKey, Reader } from './operations.ts';
import { SERVICES } from './oversight.ts';
import { Problem } from './problem.ts';
import type { ReferenceValue } from './reference-values.ts';
import { useMay, useSession } from './session.ts';

const EVERY_MS = 60_000;
/** As many as are counted. */
const COUNTED_TO = 99;

/** What waits for a person besides matters: how much, and where it is dealt with. It leaves when it is done, not when it was seen. */
export interface Attention {
  readonly kind: 'offers' | 'complaints' | 'values' | 'parked' | 'halted' | 'erasures';
  readonly count: number;
  readonly to: string;
}

interface Source {
  readonly needs: string;
  readonly of: Omit<Attention, 'count'>;
  readonly count: (account: string, signal: AbortSignal) => Promise<number>;
}

type Listed<T> = { readonly items: readonly T[] };

/** Over all services of the process that answers; one that runs elsewhere has nothing to say. */
async function overServices<T>(path: string, counted: (item: T) => boolean, signal: AbortSignal): Promise<number> {
  const counts = await Promise.all(
    SERVICES.map(async (service) => {
      try {
        return (await read<Listed<T>>(`/api/${service}/operations/${path}`, {}, signal)).items.filter(counted).length;
      } catch (error) {
        if (error instanceof Problem && error.code === 'service.not_found') return 0;
        throw error;
      }
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

const SOURCES: readonly Source[] = [
  {
    needs: 'assignment.lawyer-offer.list',
    of: { kind: 'offers', to: '/offers' },
    count: (_account, signal) => openOffers(COUNTED_TO, signal),
  },
  {
    needs: 'assignment.complaint.await-statement',
    of: { kind: 'complaints', to: '/quality/complaints' },
    count: async (_account, signal) =>
      (await read<Listed<unknown>>('/api/assignment/complaints/awaiting-statement', {}, signal)).items.length,
  },
  {
    needs: 'directory.reference-value.decide',
    of: { kind: 'values', to: '/reference-values?view=waiting' },
    count: async (account, signal) => {
      const query = { status: 'entered', limit: COUNTED_TO };
      const { items } = await read<Listed<ReferenceValue>>('/api/directory/reference-values', query, signal);
      // Whoever entered a value waits for another person.
      return items.filter(({ enteredBy }) => enteredBy !== account).length;
    },
  },
  {
    needs: 'operations.parked.read',
    of: { kind: 'parked', to: '/operations' },
    count: (_account, signal) => overServices<ParkedKey>('parked', ({ state }) => state === 'parked', signal),
  },
  {
    needs: 'operations.readers.resume',
    of: { kind: 'halted', to: '/operations' },
    count: (_account, signal) => overServices<Reader>('readers', ({ state }) => state === 'halted', signal),
  },
  {
    needs: 'directory.person.erase',
    of: { kind: 'erasures', to: '/erasures?state=unfinished' },
    count: async (_account, signal) =>
      (await read<Listed<unknown>>('/api/directory/erasures', { state: 'unfinished', limit: COUNTED_TO }, signal)).items.length,
  },
];

/** What waits for the signed-in person, by role; nothing that is none. */
export function useAttention(): readonly Attention[] {
  const may = useMay();
  const { account } = useSession();
  const sources = SOURCES.filter(({ needs }) => may(needs));
  const found = useQueries({
    queries: sources.map(({ of, count }) => ({
      queryKey: ['attention', of.kind, account],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => count(account, signal),
      refetchInterval: EVERY_MS,
    })),
  });
  return sources.map(({ of }, place) => ({ ...of, count: found[place]?.data ?? 0 })).filter(({ count }) => count > 0);
}
