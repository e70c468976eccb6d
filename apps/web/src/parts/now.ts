import { createContext, useContext, useSyncExternalStore } from 'react';
import { dayOf } from '../format/time.ts';

/** How often clocks on a page move. */
const TICK_MS = 15_000;
/** From this on a page's present is too old to be shown. */
const PAUSE_MS = 1_000;

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** The instant that a page shows instead of the present (时点); `null`: the present. */
export const AsOf = createContext<number | null>(null);

/** The present, moving every few seconds; one timer for all clocks of a page, and no request. */
export function usePresent(): number {
  return useSyncExternalStore(subscribe, () => {
    // What is shown first after a pause is the present, not the last tick; asked twice at once, it is the same both times.
    if (listeners.size === 0 && Date.now() - now >= PAUSE_MS) now = Date.now();
    return now;
  });
}

/** The present, or the instant that the page shows instead. */
export function useNow(): number {
  const asOf = useContext(AsOf);
  const present = usePresent();
  return asOf ?? present;
}

/** The region's present day. */
export function useToday(): string {
  return dayOf(new Date(usePresent()).toISOString());
}
