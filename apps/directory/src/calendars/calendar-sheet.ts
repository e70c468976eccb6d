import { weekdayOf, type DayInfo, type DayKind } from '@xiezhi/legal-policy';
import type { Column } from '@xiezhi/service';

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
const KINDS: Readonly<Record<string, DayKind>> = {
  法定节假日: 'public_holiday',
  调休上班: 'make_up_workday',
  地方放假: 'regional_holiday',
  地方上班: 'regional_workday',
};

/** A year's days that are not as their weekday says, as a file has them. */
export const CALENDAR_COLUMNS: readonly Column[] = [
  { field: 'day', title: '日期', kind: 'day' },
  { field: 'weekday', title: '星期', kind: 'text' },
  { field: 'kind', title: '性质', kind: 'text', labels: KINDS },
  { field: 'name', title: '名称', kind: 'text' },
  { field: 'rest', title: '休息', kind: 'boolean' },
  { field: 'provisional', title: '暂定', kind: 'boolean' },
];

export const sheetRow = (info: DayInfo): Readonly<Record<string, unknown>> => ({ ...info, weekday: WEEKDAYS[weekdayOf(info.day)] });
