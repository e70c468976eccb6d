import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { read } from './client.ts';

export interface Placed {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly nameEn: string;
  readonly noticeName: string | null;
}

/** A division with what is in it and what is below it. */
export interface DivisionNode {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly institutions: readonly Placed[];
  readonly agencies: readonly Placed[];
  readonly stations: readonly { readonly id: string; readonly name: string; readonly township: string; readonly address: string }[];
  readonly lawyers: number;
  readonly below: readonly DivisionNode[];
}

/** The divisions with what is in each, as of today. */
export const useDivisionTree = () =>
  useQuery({
    queryKey: ['registers', 'division-tree'],
    queryFn: ({ signal }) => read<{ readonly root: DivisionNode; readonly complete: boolean }>('/api/directory/division-tree', {}, signal),
    placeholderData: keepPreviousData,
  });
