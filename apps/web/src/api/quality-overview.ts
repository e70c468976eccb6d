import type { QualityGrade, QualityTool } from '@xiezhi/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { read } from './client.ts';

/** How far the quality of cases was looked at in a period: numbers of cases. */
export interface QualityOverview {
  readonly closed: number;
  readonly covered: number;
  readonly tools: readonly { readonly tool: QualityTool; readonly cases: number }[];
  readonly satisfaction: readonly { readonly satisfaction: number; readonly cases: number }[];
  readonly grades: readonly { readonly grade: QualityGrade; readonly cases: number }[];
}

/** Days of the period; `institution`: of which institution, where one oversees several. */
export interface OverviewAsk {
  readonly from: string;
  readonly to: string;
  readonly institution?: string;
}

export const useQualityOverview = (ask: OverviewAsk) =>
  useQuery({
    queryKey: ['quality-overview', ask],
    queryFn: ({ signal }) => read<QualityOverview>('/api/assignment/quality-overview', { ...ask }, signal),
    placeholderData: keepPreviousData,
  });
