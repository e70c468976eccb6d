import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { DashboardLine } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

/** More bars than this cannot be read; the table below has all. */
const MOST_BARS = 15;
const BAR_PX = 34;
const MARGIN_PX = 70;
/** In fixed meaning: what is overdue, and what still has time. */
const COLOURS = { overdue: '#C0392B', within: '#0B5FA5' } as const;

interface Series {
  readonly name: string;
  readonly data: number[];
}
interface Drawn {
  readonly names: string[];
  readonly overdue: Series;
  readonly within: Series;
}

interface StuckChartProps {
  readonly lines: readonly DashboardLine[];
  readonly nameOf: (key: string) => string;
}

/** What is stuck, and where: open requests by line, the overdue ones first. The same figures stand in the table below it. */
export function StuckChart({ lines, nameOf }: StuckChartProps) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const shown = lines.filter(({ open }) => open > 0).slice(0, MOST_BARS);
  // As a text, so that the picture is drawn again only when what it shows changes.
  const drawn = JSON.stringify({
    names: shown.map(({ key }) => nameOf(key)),
    overdue: { name: t('figures.overdue'), data: shown.map((line) => line.overdue) },
    within: { name: t('dashboard.within'), data: shown.map((line) => line.open - line.overdue) },
  });
  useEffect(() => {
    if (box.current === null) return undefined;
    const { names, overdue, within } = JSON.parse(drawn) as Drawn;
    const chart = init(box.current);
    const bar = ({ name, data }: Series, color: string) => ({
      name,
      type: 'bar' as const,
      stack: 'open',
      data,
      color,
      label: { show: true, color: '#fff', formatter: ({ value }: { value: unknown }) => (Number(value) > 0 ? String(value) : '') },
    });
    chart.setOption({
      animation: false,
      aria: { enabled: true },
      tooltip: { renderMode: 'richText', trigger: 'axis' },
      legend: { top: 0, left: 0, textStyle: { color: '#595959' } },
      grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
      xAxis: { type: 'value', min: 0, minInterval: 1, axisLabel: { color: '#595959' } },
      yAxis: { type: 'category', inverse: true, data: names, axisLabel: { color: '#1f1f1f', width: 160, overflow: 'break' } },
      series: [bar(overdue, COLOURS.overdue), bar(within, COLOURS.within)],
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [drawn]);
  return <div ref={box} role="img" aria-label={t('dashboard.chart')} style={{ height: shown.length * BAR_PX + MARGIN_PX }} />;
}
