/** Where everything lies unless told otherwise; git-ignored. */
export const WORK: string;
/** The jars, shared by every broker of this checkout. */
export const LIBS: string;
/** Why no broker can be had on this machine, in a sentence, or `null`. Starts nothing and fetches nothing. */
export function missing(): string | null;
/** Fetches the jars unless they are there. */
export function fetchLibs(): void;
/** The process id of the broker that runs on `dir`, or `null`. */
export function runningPid(dir: string): number | null;
/** The broker address written in the configuration of `dir`, or `null` when there is none yet. */
export function addressOf(dir: string): string | null;
/** True when the broker at `address` answers. */
export function answers(address: string): Promise<boolean>;
/** Starts the broker on `dir`, detached, and resolves with its process id once it answers. */
export function start(options: {
  dir: string;
  port: number;
  controllerPort?: number;
  heap?: string;
  shortLived?: boolean;
}): Promise<number>;
/** Stops the broker of `dir` cleanly, or at once with `force`; resolves once it is gone. */
export function stop(dir: string, options?: { force?: boolean }): Promise<'not running' | 'stopped' | 'killed'>;
/** Names of the topics that have a folder on disk. */
export function topicsOn(dir: string): string[];
