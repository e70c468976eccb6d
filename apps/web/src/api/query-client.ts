import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.ts';

const MAX_RETRIES = 3;

/** Reads are tried again when the cause may pass; a refusal is shown at once. A 401 asks whether the session is still there. */
export function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => {
          if (error instanceof Problem && error.status === 401) void client.invalidateQueries({ queryKey: ['session'] });
          return error instanceof Problem && error.passing && failures < MAX_RETRIES;
        },
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 8_000),
      },
    },
  });
  return client;
}
