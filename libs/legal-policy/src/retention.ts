import { addMonths, endOfDay, shanghaiDay, type Instant } from './shanghai-time.js';

/**
 * When a matter that ended at `endedAt` has been kept for `months` (保存期限届满): with the corresponding day of the last month (民法典
 * 第202条), which counts whole (第203条). How many months is for a rule that was approved to say; no law fixes it for all.
 */
export const keptUntil = (endedAt: Instant, months: number): Instant => endOfDay(addMonths(shanghaiDay(endedAt), months));
