import { useMutation, useQueryClient } from '@tanstack/react-query';
import { address, send } from './client.ts';
import { useRepeatableKey } from './submission.ts';

const IMPORTS = '/api/directory/imports';

/** Lists that a file can be imported into, in the order in which they build on each other. */
export const IMPORT_LISTS = ['agencies', 'stations', 'law-firms', 'lawyers', 'aid-workers', 'duty-rota'] as const;
export type ImportList = (typeof IMPORT_LISTS)[number];
export type SheetFormat = 'csv' | 'xlsx';

/** A file as it is sent. */
export interface SheetFile {
  readonly format: SheetFormat;
  /** In Base64. */
  readonly content: string;
}

export interface RowError {
  readonly row: number;
  readonly column: string;
  /** As the spreadsheet names it; `null` where the fault is the whole row's. */
  readonly cell: string | null;
  readonly code: string;
  readonly detail: string;
}

export interface Checked {
  readonly digest: string;
  readonly rows: number;
  readonly sound: number;
  readonly errors: readonly RowError[];
  readonly errorCount: number;
}

export interface Imported {
  readonly rows: number;
  readonly imported: number;
  readonly changed: number;
}

export const templateAddress = (list: ImportList, format: SheetFormat): string => address(`${IMPORTS}/${list}/template`, { format });

/** Looks through a file as the import would; nothing is kept. */
export const useCheckImport = (list: ImportList) =>
  useMutation({
    mutationFn: async (file: File) => {
      const sheet = await sheetOf(file);
      return { sheet, checked: await send<Checked>(`${IMPORTS}/${list}/check`, sheet) };
    },
  });

/** Imports a file that was checked: every row or none. */
export function useCommitImport(list: ImportList) {
  const client = useQueryClient();
  const { keyOf, carriedOut } = useRepeatableKey();
  return useMutation({
    mutationFn: ({ sheet, digest }: { readonly sheet: SheetFile; readonly digest: string }) =>
      send<Imported>(`${IMPORTS}/${list}`, { ...sheet, digest }, { key: keyOf({ list, digest }) }),
    onSuccess: () => {
      carriedOut();
      return Promise.all([client.invalidateQueries({ queryKey: ['registers'] }), client.invalidateQueries({ queryKey: ['agencies'] })]);
    },
  });
}

/** The format of a file by its name; `null` when it is none that is taken. */
export function formatOf(name: string): SheetFormat | null {
  const [, ending = ''] = /\.(csv|xlsx)$/i.exec(name) ?? [];
  return ending === '' ? null : (ending.toLowerCase() as SheetFormat);
}

async function sheetOf(file: File): Promise<SheetFile> {
  const content = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')));
    reader.readAsDataURL(file);
  });
  return { format: formatOf(file.name) ?? 'csv', content };
}
