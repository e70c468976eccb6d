/** Legal policy: statutory clocks, the working-day calendar, who must be defended and by whom. Pure, dated, cited. */
export * from './age.js';
export * from './calendar.js';
export * from './calendar-editions.js';
export type { PublishedYear } from './calendar-data.js';
export * from './citations.js';
export * from './clock.js';
export * from './clock-table.js';
export type { ClockDefinition, ClockStatus, ClockUnit, DutyHolder, PauseGround } from './clocks/definition.js';
export type { CountedDay, CountedKind, Pause, Remaining } from './counting.js';
export * from './defence-grounds.js';
export * from './lawyer-eligibility.js';
export * from './lawyer-ranking.js';
export * from './mandatory-defence.js';
export * from './ranking-weights.js';
export * from './refusal.js';
export * from './retention.js';
export * from './shanghai-time.js';
