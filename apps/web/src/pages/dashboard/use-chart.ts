import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef, type RefObject } from 'react';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

/** In fixed meaning on every picture. */
export const COLOURS = { overdue: '#C0392B', within: '#0B5FA5', received: '#0B5FA5', onTime: '#1B7F5C', late: '#C0392B' } as const;
export const AXIS = { color: '#595959' } as const;

/** Draws `option` into the box that has the reference, again only when what it shows changes; `optionOf` gets `drawn` back. */
export function useChart<Drawn>(drawn: Drawn, optionOf: (drawn: Drawn) => EChartsCoreOption): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const text = JSON.stringify(drawn);
  useEffect(() => {
    if (box.current === null) return undefined;
    const chart = init(box.current);
    chart.setOption({
      animation: false,
      aria: { enabled: true },
      tooltip: { renderMode: 'richText', trigger: 'axis' },
      ...optionOf(JSON.parse(text) as Drawn),
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [text, optionOf]);
  return box;
}
