import { useRef, useState } from 'react';
import { send } from './client.ts';
import { Problem } from './problem.ts';
import type { CommandAnswer } from './types.ts';

/** Commands of a bulk action that are under way at once. */
const AT_ONCE = 4;

/** One command of a bulk action. */
export interface BulkCommand {
  readonly to: string;
  readonly body: object;
  readonly ifMatch?: number;
}

/** What became of a command on several matters. */
export interface BulkOutcome<Item> {
  readonly all: number;
  readonly done: readonly Item[];
  readonly failed: readonly { readonly item: Item; readonly problem: Problem }[];
}

/**
 * Carries out one command on several matters, each a command of its own that its own rules accept or refuse. `after` is given what was
 * answered, also when something broke off.
 */
export function useBulk<Item>(after: (answers: readonly CommandAnswer[]) => Promise<unknown>) {
  const keys = useRef(new Map<string, string>());
  const [progress, setProgress] = useState<number | null>(null);
  const run = async (items: readonly Item[], commandOf: (item: Item) => BulkCommand): Promise<BulkOutcome<Item>> => {
    const done: Item[] = [];
    const failed: { item: Item; problem: Problem }[] = [];
    const answers: CommandAnswer[] = [];
    const waiting = [...items];
    setProgress(0);
    const one = async (item: Item): Promise<void> => {
      const { to, body, ifMatch } = commandOf(item);
      // The same matter and content tried again is the same command.
      const content = `${to} ${ifMatch ?? ''} ${JSON.stringify(body)}`;
      const key = keys.current.get(content) ?? crypto.randomUUID();
      keys.current.set(content, key);
      try {
        answers.push(await send<CommandAnswer>(to, body, { key, ...(ifMatch !== undefined && { ifMatch }) }));
        done.push(item);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        failed.push({ item, problem: error });
      }
      setProgress(done.length + failed.length);
    };
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await one(next);
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    } finally {
      setProgress(null);
      await after(answers);
    }
    return { all: items.length, done, failed };
  };
  return { run, progress };
}
