import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { read, send } from './client.ts';
import { useRepeatableKey } from './submission.ts';

const OWN = '/api/directory/own-telling';
const CHANNELS_OF_PLATFORM = '/api/assignment/offers/channels';

export const TELLING_CHANNELS = ['email', 'sms'] as const;
export type TellingChannel = (typeof TELLING_CHANNELS)[number];
export const TELLING_LANGUAGES = ['zh', 'bo', 'en'] as const;

/** How the lawyer agreed to be told of offers, beside the browser. */
export interface Telling {
  readonly channels: readonly TellingChannel[];
  readonly language: (typeof TELLING_LANGUAGES)[number];
  readonly email: string | null;
  readonly mobile: string | null;
}

/** What is sent of it: what is not given is left out. */
export interface TellingBody {
  readonly channels: readonly TellingChannel[];
  readonly language: string;
  readonly email?: string;
  readonly mobile?: string;
}

/** The lawyer's own setting. */
export const useTelling = (enabled: boolean) =>
  useQuery({ queryKey: ['own-telling'], queryFn: ({ signal }) => read<Telling>(OWN, {}, signal), enabled });

/** By which channels the platform can tell at all. */
export const useChannels = () =>
  useQuery({
    queryKey: ['offer-channels'],
    queryFn: ({ signal }) => read<Readonly<Record<TellingChannel, boolean>>>(CHANNELS_OF_PLATFORM, {}, signal),
    staleTime: Infinity,
  });

/** Saves the lawyer's own setting; the page then shows it. */
export function useSetTelling() {
  const client = useQueryClient();
  const { keyOf, carriedOut } = useRepeatableKey();
  return useMutation({
    mutationFn: (body: TellingBody) => send<{ readonly id: string }>(OWN, body, { key: keyOf(body) }),
    onSuccess: async () => {
      carriedOut();
      await client.invalidateQueries({ queryKey: ['own-telling'] });
    },
  });
}
