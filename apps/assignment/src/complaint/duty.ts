import type { JsonObject } from '@xiezhi/eventsourcing';
import { clockFor, startClock, type ClockOverride, type ClockStanding, type WorkingDayCalendar } from '@xiezhi/legal-policy';

/** What is owed to a complainant, one after the other: to accept or not, to conclude, to answer (受理、办结、答复). */
export type ComplaintDuty = 'accept' | 'conclude' | 'answer';

/** A clock of a complaint. Without a figure it has no end date: the measures in force since 2025-06-15 are not confirmed. */
export interface ComplaintClock extends JsonObject {
  readonly id: string;
  readonly startedAt: string;
  readonly dueAt: string | null;
  readonly provisional: boolean;
  readonly basis: string;
  readonly standing: ClockStanding;
}

/** 投诉处理办法(2013); its successor of 2025 follows by date. */
const FAMILY: Readonly<Record<ComplaintDuty, string>> = { accept: 'C44', conclude: 'C45', answer: 'C46' };
/** 投诉处理办法(2025), whose figures a division sets. */
const CONFIGURED = 'C47';

/** The clock of a duty from its trigger, by the measures in force that day and what the division set. */
export function startDuty(
  duty: ComplaintDuty,
  trigger: string,
  calendar: WorkingDayCalendar,
  figure: ClockOverride | null,
): ComplaintClock {
  const definition = clockFor(FAMILY[duty], trigger, figure === null ? {} : { overrides: { [CONFIGURED]: figure } })!;
  const { clockId, startedAt, dueAt, provisional, basis, standing } = startClock(definition, trigger, calendar);
  return { id: clockId, startedAt, dueAt, provisional, basis, standing };
}
