import { useCounts } from './requests.ts';
import { useMay } from './session.ts';

/** How many of one's requests are due today or overdue; `undefined` while it is not known. */
export function useDueCount(): number | undefined {
  const { data } = useCounts({}, useMay()('assignment.defence-request.list'));
  return data === undefined ? undefined : data.pressing.count;
}
