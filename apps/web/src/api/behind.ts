/**
 * The last log position a command of this page reached, in the service of defence requests: reads that come after wait for it, and so show
 * what was done.
 */
let reached: string | undefined;

export const behind = (): { readonly after?: string } => (reached === undefined ? {} : { after: reached });

export function reach(position: string | null): void {
  if (position !== null && (reached === undefined || position > reached)) reached = position;
}
