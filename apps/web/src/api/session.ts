import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { keepCsrfToken, read, send } from './client.ts';
import { Problem } from './problem.ts';
import type { Session } from './types.ts';

const SESSION = ['session'];

/** Who is signed in; `ended` when the session is over while its pages are still open. */
interface Known {
  readonly session: Session | null;
  readonly ended: boolean;
}

/** Asks who is signed in. The last one known stays, so that what was being written is not taken from the screen. */
export function useSessionQuery() {
  const client = useQueryClient();
  return useQuery({
    queryKey: SESSION,
    queryFn: async ({ signal }): Promise<Known> => {
      try {
        const session = await read<Session>('/api/session', {}, signal);
        keepCsrfToken(session.csrfToken);
        return { session, ended: false };
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 401) throw error;
        return { session: client.getQueryData<Known>(SESSION)?.session ?? null, ended: true };
      }
    },
    staleTime: 60_000,
  });
}

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only below the shell, which shows nothing else before it knows. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('there is no session outside the shell');
  return session;
}

/** Whether the signed-in person's role may do something. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

/** Where to sign in, and come back to the present page from. */
export const signInAddress = (): string =>
  `/auth/sign-in?returnTo=${encodeURIComponent(`${window.location.pathname}${window.location.search}`)}`;

/** Ends the session, and leaves the browser where the next one at this desk signs in. */
export async function signOut(): Promise<void> {
  await send('/auth/sign-out', undefined);
  window.location.assign('/auth/sign-in');
}
