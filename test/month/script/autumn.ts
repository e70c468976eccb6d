import { day, type Arrangement, type Day } from '../oracle/days.js';

const days = (from: string, to: string): Day[] => Array.from({ length: day(to) - day(from) + 1 }, (_, index) => day(from) + index);

/** What the State Council arranged for the autumn of 2026 (国务院办公厅关于2026年部分节假日安排的通知): 中秋节, 国庆节, and what is worked for them. New Year's Day of 2027 is one by law. */
export const AUTUMN_2026: Arrangement = {
  holidays: new Set([...days('2026-09-25', '2026-09-27'), ...days('2026-10-01', '2026-10-07'), day('2027-01-01')]),
  worked: new Set([day('2026-09-20'), day('2026-10-10')]),
};
