import type { TrendWeek } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { AXIS, COLOURS, useChart } from './use-chart.ts';

const HEIGHT_PX = 240;
const LINES = ['received', 'onTime', 'late'] as const;
/** A shape for each line before its colour. */
const SYMBOLS = { received: 'circle', onTime: 'triangle', late: 'rect' } as const;

interface Drawn {
  readonly weeks: readonly string[];
  readonly names: Readonly<Record<(typeof LINES)[number], string>>;
  readonly values: Readonly<Record<(typeof LINES)[number], readonly number[]>>;
}

const optionOf = ({ weeks, names, values }: Drawn) => ({
  legend: { top: 0, left: 0, textStyle: AXIS },
  grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
  xAxis: { type: 'category', data: weeks, axisLabel: AXIS },
  yAxis: { type: 'value', min: 0, minInterval: 1, axisLabel: AXIS },
  series: LINES.map((line) => ({
    name: names[line],
    type: 'line',
    data: values[line],
    color: COLOURS[line],
    symbol: SYMBOLS[line],
    symbolSize: 8,
  })),
});

/** Week by week: what came, and what ended in time or late. The same figures stand in the table below it. */
export function TrendChart({ weeks }: { readonly weeks: readonly TrendWeek[] }) {
  const { t } = useWords();
  const drawn: Drawn = {
    weeks: weeks.map(({ from }) => from.slice(5)),
    names: { received: t('figures.requests'), onTime: t('figures.onTime'), late: t('figures.late') },
    values: {
      received: weeks.map(({ received }) => received),
      onTime: weeks.map(({ onTime }) => onTime),
      late: weeks.map(({ late }) => late),
    },
  };
  const box = useChart(drawn, optionOf);
  return <div ref={box} role="img" aria-label={t('board.trendChart')} style={{ height: HEIGHT_PX }} />;
}
