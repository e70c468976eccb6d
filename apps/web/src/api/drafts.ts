import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { read, send } from './client.ts';
import { useMay } from './session.ts';

const DRAFTS = '/api/assignment/notice-drafts';
/** How long a form rests before what was typed is saved. */
const REST_MS = 800;

export interface SavedDraft {
  readonly id: string;
  readonly revision: number;
  readonly savedAt: string;
}

export interface ListedDraft extends SavedDraft {
  readonly caseNumber: string | null;
  readonly personName: string | null;
}

/** The notices that the signed-in person is writing. */
export const useDrafts = () => {
  const enabled = useMay()('assignment.notice-draft.write');
  return useQuery({
    queryKey: ['drafts'],
    queryFn: ({ signal }) => read<{ readonly items: readonly ListedDraft[] }>(DRAFTS, {}, signal),
    staleTime: 0,
    enabled,
  });
};

/** One draft with what is in it. */
export const openDraft = <Content extends object>(id: string): Promise<SavedDraft & { readonly content: Content }> =>
  read(`${DRAFTS}/${id}`);

export const deleteDraft = (id: string): Promise<void> => send(`${DRAFTS}/${id}`, undefined, { method: 'DELETE' });

export type DraftState =
  | { readonly kind: 'none' | 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Keeps what is typed on the server, a moment after the last key: one save at a time, the newest content last. `from` is a draft that is
 * gone on with.
 */
export function useDraftKeeping<Content extends object>(from: SavedDraft | null) {
  const client = useQueryClient();
  const [state, setState] = useState<DraftState>(from === null ? { kind: 'none' } : { kind: 'saved', at: from.savedAt });
  const draft = useRef<{ id: string; revision: number | undefined }>({ id: from?.id ?? crypto.randomUUID(), revision: from?.revision });
  const waiting = useRef<Content | null>(null);
  const saving = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(async (): Promise<void> => {
    while (waiting.current !== null) {
      const content = waiting.current;
      waiting.current = null;
      setState({ kind: 'saving' });
      const { id, revision } = draft.current;
      try {
        const saved = await send<SavedDraft>(
          `${DRAFTS}/${id}`,
          { content },
          { method: 'PUT', ...(revision !== undefined && { ifMatch: revision }) },
        );
        draft.current = { id, revision: saved.revision };
        setState({ kind: 'saved', at: saved.savedAt });
      } catch (error) {
        setState({ kind: 'failed', error });
      }
    }
    saving.current = null;
  }, []);

  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    state,
    keep: (content: Content): void => {
      waiting.current = content;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        saving.current ??= save();
      }, REST_MS);
    },
    /** The notice was sent: its draft has done its work. */
    finish: async (): Promise<void> => {
      clearTimeout(timer.current);
      waiting.current = null;
      await saving.current;
      if (draft.current.revision !== undefined) await deleteDraft(draft.current.id).catch(() => undefined);
      await client.invalidateQueries({ queryKey: ['drafts'] });
    },
  };
}
