import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { address, read, send } from './client.ts';
import { useSubmissionKey } from './submission.ts';

const CALENDARS = '/api/directory/calendars';

export type DayKind = 'workday' | 'weekend' | 'public_holiday' | 'make_up_workday' | 'regional_holiday' | 'regional_workday';

/** A day that is not as its weekday says, as clocks count it. */
export interface CalendarDay {
  readonly day: string;
  readonly rest: boolean;
  readonly kind: DayKind;
  readonly name?: string;
  readonly provisional: boolean;
}

export interface CalendarYear {
  readonly year: number;
  readonly published: boolean;
  readonly items: readonly CalendarDay[];
}

export interface CalendarBody {
  readonly scope: 'national' | 'regional';
  readonly division: string;
  readonly year: number;
  readonly basis: string;
  readonly issuedOn: string;
  readonly days: readonly { readonly day: string; readonly rest: boolean; readonly name: string }[];
}

export interface CalendarEdition extends CalendarBody {
  readonly id: string;
  readonly edition: number;
  readonly current: boolean;
}

export interface CalendarCheck {
  readonly supersedes: number;
  readonly settles: boolean;
  readonly changes: readonly { readonly before: CalendarDay; readonly after: CalendarDay }[];
}

/** The years a calendar may be asked for. */
export const CALENDAR_YEARS = { first: 2004, last: 2099 } as const;

export const useCalendarYear = (year: number, division: string) =>
  useQuery({
    queryKey: ['calendar', 'days', year, division],
    queryFn: ({ signal }) => read<CalendarYear>(`${CALENDARS}/days`, { year, division }, signal),
  });

/** Every edition of the calendars that hold in a division, the newest of each first. */
export const useCalendarEditions = (year: number, division: string) =>
  useQuery({
    queryKey: ['calendar', 'editions', year, division],
    queryFn: ({ signal }) => read<{ readonly items: readonly CalendarEdition[] }>(CALENDARS, { year, division }, signal),
  });

export const calendarFile = (year: number, division: string): string => address(`${CALENDARS}/days/export`, { year, division });

/** What publishing would change; nothing is published by it. */
export const useCheckCalendar = () => useMutation({ mutationFn: (body: CalendarBody) => send<CalendarCheck>(`${CALENDARS}/check`, body) });

export function usePublishCalendar() {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: CalendarBody & { readonly supersedes: number }) =>
      send<{ readonly id: string; readonly edition: number }>(CALENDARS, body, { key: keyOf(body) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['calendar'] }),
  });
}
