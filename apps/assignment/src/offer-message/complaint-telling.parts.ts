import { HOUR_MS, instantOf, millisOf } from '@xiezhi/legal-policy';
import type { ComplaintState } from '../complaint/complaint.js';

/** Days for which a message about a complaint without an end date is worth sending. */
const WORTH_DAYS = 7;

/** Complaints as messages about them ask for them. */
export interface ToldComplaints {
  load(id: string): Promise<{ readonly state: ComplaintState }>;
}

/** When the complaint is to be concluded; `null` where no time is set. */
export const concludedBy = (state: ComplaintState): string | null =>
  ('running' in state && state.running?.duty === 'conclude' ? state.running.clock.dueAt : null) ?? null;

/** Until when the lawyer is told of it. */
export const worthUntil = (state: ComplaintState, at: string): string =>
  concludedBy(state) ?? instantOf(millisOf(at) + WORTH_DAYS * 24 * HOUR_MS);
