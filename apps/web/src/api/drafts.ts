import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { read, send } from './client.ts';
import { Problem } from './problem.ts';
import { useMay } from './session.ts';

const DRAFTS = '/api/assignment/notice-drafts';
/** How long a form rests before what was typed is saved. */
const REST_MS = 800;
/** How long after a save that got no answer the next is tried, also when the browser does not notice that the line is back. */
const AGAIN_MS = 5_000;

export interface SavedDraft {
  readonly id: string;
  readonly revision: number;
  readonly savedAt: string;
}

/** What a draft is of: a notice, a discovery, or the notice of one that was recorded. */
export type DraftOf = { readonly form: 'notice' | 'discovery'; readonly requestId?: string };

export interface ListedDraft extends SavedDraft {
  readonly form: DraftOf['form'];
  readonly requestId: string | null;
  readonly caseNumber: string | null;
  readonly personName: string | null;
}

/** What the signed-in person is writing of one kind. */
export const useDrafts = (of: DraftOf) => {
  const enabled = useMay()('assignment.notice-draft.write');
  return useQuery({
    queryKey: ['drafts'],
    queryFn: ({ signal }) => read<{ readonly items: readonly ListedDraft[] }>(DRAFTS, {}, signal),
    select: ({ items }) => items.filter(({ form, requestId }) => form === of.form && requestId === (of.requestId ?? null)),
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
  /** The line is down: it is kept on this page, and saved once there is an answer. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'failed'; readonly error: unknown };

const askBeforeLeaving = (event: BeforeUnloadEvent): void => event.preventDefault();

/** While something waits for the line: tries `again` when the browser sees it come back, and from time to time; asks before the page is left. */
function useTryingAgain(waits: boolean, again: () => void): void {
  useEffect(() => {
    if (!waits) return;
    const round = setInterval(again, AGAIN_MS);
    window.addEventListener('online', again);
    window.addEventListener('beforeunload', askBeforeLeaving);
    return () => {
      clearInterval(round);
      window.removeEventListener('online', again);
      window.removeEventListener('beforeunload', askBeforeLeaving);
    };
  }, [waits, again]);
}

/**
 * Keeps what is typed on the server, a moment after the last key: one save at a time, the newest content last. While the line is down it
 * stays on the page, which asks before it is left, and is saved when there is an answer again. `from` is a draft that is gone on with,
 * `of` what it is of.
 */
export function useDraftKeeping<Content extends object>(of: DraftOf, from: SavedDraft | null) {
  const client = useQueryClient();
  const [state, setState] = useState<DraftState>(from === null ? { kind: 'none' } : { kind: 'saved', at: from.savedAt });
  const draft = useRef<{ id: string; revision: number | undefined }>({ id: from?.id ?? crypto.randomUUID(), revision: from?.revision });
  const waiting = useRef<Content | null>(null);
  /** Sent without an answer: it goes again as it was before anything newer, so that one that did arrive is not taken for another's. */
  const unanswered = useRef<Content | null>(null);
  const saving = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const next = useCallback((): Content | null => {
    if (unanswered.current !== null) return unanswered.current;
    const content = waiting.current;
    waiting.current = null;
    return content;
  }, []);

  const save = useCallback(async (): Promise<void> => {
    for (let content = next(); content !== null; content = next()) {
      if (unanswered.current === null) setState({ kind: 'saving' });
      const { id, revision } = draft.current;
      try {
        const saved = await send<SavedDraft>(
          `${DRAFTS}/${id}`,
          { content },
          { method: 'PUT', ...(revision !== undefined && { ifMatch: revision }) },
        );
        draft.current = { id, revision: saved.revision };
        setState({ kind: 'saved', at: saved.savedAt });
        unanswered.current = null;
      } catch (error) {
        if (error instanceof Problem && error.passing) {
          unanswered.current = content;
          setState({ kind: 'kept' });
          break;
        }
        unanswered.current = null;
        setState({ kind: 'failed', error });
      }
    }
    saving.current = null;
  }, [next]);

  useEffect(() => () => clearTimeout(timer.current), []);
  const again = useCallback((): void => {
    if (saving.current === null) saving.current = save();
  }, [save]);
  useTryingAgain(state.kind === 'kept', again);

  return {
    state,
    keep: (content: Content): void => {
      waiting.current = { ...content, ...of };
      clearTimeout(timer.current);
      timer.current = setTimeout(again, REST_MS);
    },
    /** It was sent: its draft has done its work. */
    finish: async (): Promise<void> => {
      clearTimeout(timer.current);
      waiting.current = null;
      unanswered.current = null;
      await saving.current;
      if (draft.current.revision !== undefined) await deleteDraft(draft.current.id).catch(() => undefined);
      await client.invalidateQueries({ queryKey: ['drafts'] });
    },
  };
}
