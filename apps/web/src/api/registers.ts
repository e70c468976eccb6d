import type { AccessPurpose } from '@xiezhi/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { address, read, send } from './client.ts';
import { useRepeatableKey } from './submission.ts';
import type { Lawyer } from './types.ts';

const DIRECTORY = '/api/directory';
const PAGE = 50;

/** Lists of the directory, as its addresses name them. */
export type RegisterName = 'agencies' | 'institutions' | 'stations' | 'law-firms' | 'lawyers' | 'aid-workers' | 'duty-rota';
export type Filter = Readonly<Record<string, string>>;

export interface Register<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
  readonly total: { readonly count: number; readonly exact: boolean };
}

export interface LawFirm {
  readonly id: string;
  readonly name: string;
  readonly division: string;
  readonly licence: string;
  readonly active: boolean;
}

export interface Station {
  readonly id: string;
  readonly institution: string;
  readonly division: string;
  readonly township: string;
  readonly name: string;
  readonly host: string | null;
  readonly address: string;
  readonly activeFrom: string;
  readonly activeTo: string | null;
}

export interface AidWorker {
  readonly id: string;
  /** Masked; `null` when the person was erased. */
  readonly name: string | null;
  readonly kind: 'station_staff' | 'liaison' | 'volunteer';
  readonly division: string;
  readonly township: string | null;
  readonly village: string | null;
  readonly stationId: string | null;
  readonly languages: readonly string[];
  readonly activeFrom: string;
  readonly activeTo: string | null;
}

export interface InstitutionProfile {
  readonly address: string;
  readonly hotline: string;
  readonly openingHours: string;
  readonly accessible: boolean;
  readonly languages: readonly string[];
}

export interface Institution {
  readonly code: string;
  readonly division: string;
  readonly name: string;
  readonly nameEn: string;
  readonly profile: InstitutionProfile | null;
}

export interface PersonDetails {
  readonly name: string;
  readonly phone: string;
  readonly licenceNumber?: string;
}

export interface RowChange {
  readonly at: string;
  readonly account: string | null;
  readonly agency: string;
  readonly role: string;
  readonly fields: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[];
}

/** A register page by page, as it is filtered. */
export const useRegister = <Row>(list: RegisterName, filter: Filter, enabled = true) =>
  useInfiniteQuery({
    queryKey: ['registers', list, filter],
    queryFn: ({ pageParam, signal }) =>
      read<Register<Row>>(`${DIRECTORY}/${list}`, { ...filter, limit: PAGE, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled,
  });

/** Rows of a register to choose from: one page, as large as they come. */
export const useChoices = <Row>(list: RegisterName, filter: Filter, enabled = true) =>
  useQuery({
    queryKey: ['registers', list, 'choices', filter],
    queryFn: async ({ signal }) => (await read<Register<Row>>(`${DIRECTORY}/${list}`, { ...filter, limit: 500 }, signal)).items,
    enabled,
  });

/** One row of a register. */
export const useRow = <Row>(list: RegisterName, id: string | undefined) =>
  useQuery({
    queryKey: ['registers', list, 'row', id],
    queryFn: ({ signal }) => read<Row>(`${DIRECTORY}/${list}/${id}`, {}, signal),
    enabled: id !== undefined,
  });

/** All institutions: there is one in each division at most, and some more. */
export const useInstitutions = () =>
  useQuery({
    queryKey: ['registers', 'institutions', 'all'],
    queryFn: async ({ signal }) => (await read<Register<Institution>>(`${DIRECTORY}/institutions`, {}, signal)).items,
  });

/** Who changed a row, when and what. */
export const useRowChanges = (list: RegisterName, id: string) =>
  useQuery({
    queryKey: ['registers', list, 'changes', id],
    queryFn: async ({ signal }) =>
      (await read<{ readonly items: readonly RowChange[] }>(`${DIRECTORY}/changes/${list}/${id}`, {}, signal)).items,
    retry: false,
  });

/** Registers a row, or changes the one with the id; `path` is what comes behind it. Lists that are shown are read anew. */
export function useRecord<Body>(list: RegisterName, id: string | null, path = '') {
  const client = useQueryClient();
  const { keyOf, carriedOut } = useRepeatableKey();
  const to = `${DIRECTORY}/${list}${id === null ? '' : `/${id}`}${path}`;
  return useMutation({
    mutationFn: (body: Body) => send<{ readonly id: string }>(to, body, { key: keyOf({ to, body }) }),
    onSuccess: () => {
      carriedOut();
      return Promise.all([client.invalidateQueries({ queryKey: ['registers'] }), client.invalidateQueries({ queryKey: ['agencies'] })]);
    },
  });
}

/** Opens a person of a register in full; the reading is recorded with its purpose. */
export const useOpenPerson = (list: 'lawyers' | 'aid-workers', id: string) =>
  useMutation({
    mutationFn: (purpose: AccessPurpose) =>
      read<{ readonly details: PersonDetails | null }>(`${DIRECTORY}/${list}/${id}/person`, { purpose }),
    gcTime: 0,
  });

export interface LawyerBody extends Omit<
  Lawyer,
  'id' | 'name' | 'firm' | 'firmId' | 'gender' | 'status' | 'statusReason' | 'statusSince' | 'visitingUntil' | 'visitingFrom'
> {
  readonly visitingUntil?: string;
  readonly visitingFrom?: string;
  readonly firm?: string;
  readonly firmId?: string;
  readonly gender?: string;
}

/** Where a list is had as a file. */
export const exportAddress = (list: RegisterName | 'reference-values', format: 'xlsx' | 'csv', filter: Filter = {}): string =>
  address(`${DIRECTORY}/exports/${list}`, { ...filter, format });
