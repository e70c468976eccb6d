import { useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

/** Says something to screen readers, without moving anybody's focus. */
export function announce(text: string): void {
  said = text;
  for (const listener of listeners) listener();
}

/** Where screen readers hear what {@link announce} says. Stands once on every page. */
export function Announcer() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => said,
  );
  return (
    <div className="unseen" role="status" aria-live="polite">
      {text}
    </div>
  );
}
