import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';

const ADDRESS = '/api/live';
/** How long a lost line may be restored in silence before the pages say so. */
const PATIENCE_MS = 5_000;
const RECONNECT_MS = 10_000;
/** Parts of a matter's page that change with its steps: the letters that come by themselves, and the duties. */
const MOVED_WITH_IT = ['letters', 'obligations'] as const;

interface LiveEvent {
  readonly kind: string;
  readonly id: string;
  readonly revision: number;
}

/** Since when the line is lost, `null` while it stands. */
let lostAt: number | null = null;
const listeners = new Set<() => void>();
const watchers = new Set<(event: LiveEvent) => void>();

function setLost(at: number | null): void {
  if (lostAt === at) return;
  lostAt = at;
  for (const listener of listeners) listener();
}

function isLiveEvent(value: unknown): value is LiveEvent {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as LiveEvent).kind === 'string' &&
    typeof (value as LiveEvent).id === 'string'
  );
}

const parsed = (data: string): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
};

/** Keeps one stream of changes open; what changed is read anew, lists only when their page says so. */
function connect(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const readAnew = (): void => {
    void client.invalidateQueries({ predicate: ({ queryKey: [kind] }) => kind !== 'session' && kind !== 'agencies' });
  };
  const open = (): void => {
    source = new EventSource(ADDRESS);
    const lostFrom = lostAt;
    source.addEventListener('open', () => {
      clearTimeout(timer);
      if (lostFrom !== null || lostAt !== null) readAnew();
      setLost(null);
    });
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const event = parsed(data);
      if (!isLiveEvent(event)) return;
      if (event.kind === 'lawyer-search') {
        void client.invalidateQueries({ queryKey: ['request', event.id, 'search'] });
        // Of a granted case the page itself moves with its search: who accepted is its lawyer.
        void client.invalidateQueries({ queryKey: ['aid-case', event.id] });
        void client.invalidateQueries({ queryKey: ['offers'] });
        void client.invalidateQueries({ queryKey: ['attention'] });
        return;
      }
      if (event.kind === 'complaint') {
        void client.invalidateQueries({ queryKey: ['quality'] });
        void client.invalidateQueries({ queryKey: ['attention'] });
        return;
      }
      void client.invalidateQueries({ queryKey: ['request', event.id], exact: true });
      for (const part of MOVED_WITH_IT) void client.invalidateQueries({ queryKey: ['request', event.id, part] });
      void client.invalidateQueries({ queryKey: ['counts'] });
      void client.invalidateQueries({ queryKey: ['news'] });
      for (const watcher of watchers) watcher(event);
    });
    source.addEventListener('resync', readAnew);
    source.addEventListener('error', () => {
      const since = Date.now();
      clearTimeout(timer);
      timer = setTimeout(() => {
        setLost(since);
        // A stream that the server refused does not try again by itself; the session may be why.
        if (source?.readyState === EventSource.CLOSED) {
          void client.invalidateQueries({ queryKey: ['session'] });
          timer = setTimeout(open, RECONNECT_MS);
        }
      }, PATIENCE_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** Keeps the stream open for as long as the shell stands, for those who have matters to follow. */
export function useLiveConnection(follows: boolean): void {
  const client = useQueryClient();
  useEffect(() => (follows ? connect(client) : undefined), [client, follows]);
}

export function useLive(): { readonly lostAt: number | null } {
  const since = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lostAt,
  );
  return { lostAt: since };
}

/** Calls back for every change while a page stands. */
export function useChanges(onChange: (event: LiveEvent) => void): void {
  useEffect(() => {
    watchers.add(onChange);
    return () => {
      watchers.delete(onChange);
    };
  }, [onChange]);
}
