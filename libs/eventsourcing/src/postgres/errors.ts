import { StoreUnavailable } from '../event-store.js';

/** The SQLSTATE of a database error, `undefined` for anything else (a lost connection has none). */
export const sqlState = (error: unknown): string | undefined => {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
};

/** Connection lost, server going down or starting, out of resources, read-only after a fail-over: another try may succeed. */
export const isOutage = (error: unknown): boolean => {
  const state = sqlState(error);
  return state === undefined || /^(08|53|57P0|58)/.test(state) || state === '25006' || state === '57014';
};

/** An outage as {@link StoreUnavailable}; anything else as it is. */
export const asStoreError = (error: unknown): unknown =>
  isOutage(error) && !(error instanceof StoreUnavailable)
    ? new StoreUnavailable('the event store does not answer', { cause: error })
    : error;
