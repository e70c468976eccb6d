import { useQuery } from '@tanstack/react-query';
import { endOfToday } from '../format/time.ts';
import { useMay } from './session.ts';
import { read } from './client.ts';
import { behind } from './behind.ts';
import type { DefenceRequest, RequestList } from './types.ts';

/** As many as one page of a list may hold. */
const MOST = 100;
const EVERY_MS = 60_000;

/** True when a request's clock runs out today, or has. */
export const isDue = ({ clock }: DefenceRequest, now: number): boolean =>
  clock !== null && clock.stoppedAt === null && Date.parse(clock.dueAt) <= endOfToday(now);

/** How many of one's requests are due today or overdue; `undefined` while it is not known. Lists begin with what is due first. */
export function useDueCount(): number | undefined {
  const enabled = useMay()('assignment.defence-request.list');
  const { data } = useQuery({
    queryKey: ['counts', 'due'],
    queryFn: ({ signal }) => read<RequestList>('/api/assignment/defence-requests', { status: 'open', limit: MOST, ...behind() }, signal),
    refetchInterval: EVERY_MS,
    enabled,
    select: ({ items }) => items.filter((item) => isDue(item, Date.now())).length,
  });
  return data;
}
