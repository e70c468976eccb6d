import { useQuery } from '@tanstack/react-query';
import { read } from './client.ts';

const A_MINUTE_MS = 60_000;

export interface Shift {
  readonly id: string;
  readonly institution: string;
  readonly placeKind: 'court' | 'procuratorate' | 'detention_centre' | 'window' | 'hotline';
  readonly place: string;
  readonly day: string;
  readonly starts: string;
  readonly ends: string;
  readonly lawyerId: string;
  /** Masked; `null` when the person was erased. */
  readonly lawyer: string | null;
  readonly firm: string;
  /** A measure keeps the lawyer from sitting then: until that day, or without end. */
  readonly bar: { readonly until: string | null } | null;
  readonly cancelledFor: 'lawyer_unavailable' | 'place_closed' | 'planned_wrongly' | 'other' | null;
}

export interface ShiftBody {
  readonly institution: string;
  readonly placeKind: string;
  readonly place: string;
  readonly day: string;
  readonly starts: string;
  readonly ends: string;
  readonly lawyerId: string;
}

/** Shifts of an institution between two days, read again each minute: somebody may have taken over. */
export const useShifts = (institution: string, from: string, to: string) =>
  useQuery({
    queryKey: ['registers', 'duty-rota', institution, from, to],
    queryFn: async ({ signal }) =>
      (await read<{ readonly items: readonly Shift[] }>('/api/directory/duty-rota', { institution, from, to }, signal)).items,
    refetchInterval: A_MINUTE_MS,
    enabled: institution !== '',
  });
