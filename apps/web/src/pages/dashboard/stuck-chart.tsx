import type { DashboardLine } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { AXIS, COLOURS, useChart } from './use-chart.ts';

/** More bars than this cannot be read; the table below has all. */
const MOST_BARS = 15;
const BAR_PX = 34;
const MARGIN_PX = 70;

interface Series {
  readonly name: string;
  readonly data: readonly number[];
}
interface Drawn {
  readonly names: readonly string[];
  readonly overdue: Series;
  readonly within: Series;
}

const bar = ({ name, data }: Series, color: string) => ({
  name,
  type: 'bar' as const,
  stack: 'open',
  data,
  color,
  label: { show: true, color: '#fff', formatter: ({ value }: { value: unknown }) => (Number(value) > 0 ? String(value) : '') },
});

const optionOf = ({ names, overdue, within }: Drawn) => ({
  legend: { top: 0, left: 0, textStyle: AXIS },
  grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
  xAxis: { type: 'value', min: 0, minInterval: 1, axisLabel: AXIS },
  yAxis: { type: 'category', inverse: true, data: names, axisLabel: { color: '#1f1f1f', width: 160, overflow: 'break' } },
  series: [bar(overdue, COLOURS.overdue), bar(within, COLOURS.within)],
});

interface StuckChartProps {
  readonly lines: readonly DashboardLine[];
  readonly nameOf: (key: string) => string;
}

/** What is stuck, and where: open requests by line, the overdue ones first. The same figures stand in the table below it. */
export function StuckChart({ lines, nameOf }: StuckChartProps) {
  const { t } = useWords();
  const shown = lines.filter(({ open }) => open > 0).slice(0, MOST_BARS);
  const drawn: Drawn = {
    names: shown.map(({ key }) => nameOf(key)),
    overdue: { name: t('figures.overdue'), data: shown.map((line) => line.overdue) },
    within: { name: t('dashboard.within'), data: shown.map((line) => line.open - line.overdue) },
  };
  const box = useChart(drawn, optionOf);
  return <div ref={box} role="img" aria-label={t('dashboard.chart')} style={{ height: shown.length * BAR_PX + MARGIN_PX }} />;
}
