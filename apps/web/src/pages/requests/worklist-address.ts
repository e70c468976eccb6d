import type { Narrowed, RequestFilter, RequestState } from '../../api/types.ts';

/** Tabs of a worklist, in their order: all that is open, where it stands, what presses; the defence, what leads to the end, the end. */
export const TABS_OF_BOTH = ['open', 'received', 'returned', 'assigned', 'pressing', 'overdue', 'defending', 'closing', 'ended'] as const;
/** Hearings that clash are the institution's to see to. */
export const TABS = [...TABS_OF_BOTH.slice(0, -3), 'hearing_conflict', ...TABS_OF_BOTH.slice(-3)] as const;
/** What has no notice yet concerns who found it. */
export const TABS_OF_ORGAN = ['discovered', ...TABS_OF_BOTH] as const;
export type Tab = (typeof TABS)[number] | (typeof TABS_OF_ORGAN)[number];

export const SORTS = ['due', 'sent', 'number'] as const;
export type Sort = (typeof SORTS)[number];

const NARROWING = ['q', 'county', 'organ', 'language', 'turn', 'dueBy'] as const satisfies readonly (keyof Narrowed)[];
const STATES = [
  'received',
  'returned',
  'assigned',
  'confirmed',
  'overdue',
  'due_today',
  'pressing',
  'hearing_conflict',
  'discovered',
  'defending',
  'closing',
  'ended',
] as const satisfies readonly RequestState[];

/** A view of the worklist: all of it stands in its address, so that a link is a view. */
export interface WorklistAsk {
  readonly tab: Tab | 'done' | RequestState;
  readonly narrowed: Narrowed;
  readonly sort: Sort;
  readonly order: 'asc' | 'desc';
}

/** What an address asks for. */
export function askOf(search: URLSearchParams): WorklistAsk {
  const state = STATES.find((one) => one === search.get('state'));
  const given = NARROWING.map((name) => [name, search.get(name) ?? ''] as const).filter(
    ([name, value]) => value !== '' && (name !== 'turn' || value === 'mine' || value === 'theirs'),
  );
  return {
    tab: state ?? (search.get('status') === 'done' ? 'done' : 'open'),
    narrowed: Object.fromEntries(given),
    sort: SORTS.find((one) => one === search.get('sort')) ?? 'due',
    order: search.get('order') === 'desc' ? 'desc' : 'asc',
  };
}

/** The filter as the platform takes it. */
export const filterOf = ({ tab, narrowed, sort, order }: WorklistAsk): RequestFilter => ({
  ...(tab === 'open' || tab === 'done' ? { status: tab } : { status: 'open', state: tab }),
  ...narrowed,
  ...(sort !== 'due' && { sort }),
  ...(order !== 'asc' && { order }),
});

/** How a view stands in an address: what is usual is left out. */
export function addressOf(ask: WorklistAsk): Readonly<Record<string, string>> {
  const { status, ...rest } = filterOf(ask);
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '');
  return { ...(status === 'done' && { status }), ...Object.fromEntries(given) };
}

export const isNarrowed = ({ narrowed }: WorklistAsk): boolean => Object.values(narrowed).some((value) => value !== '');
