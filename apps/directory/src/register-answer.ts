import { inDivision, type Principal, type RequestContext } from '@xiezhi/service';
import type { Changed } from './audited-change.js';

/** What a change of a register answers. */
export class RegisterAnswer {
  id!: string;
  /** The log position to read behind; `null` when nothing changed. */
  position!: string | null;
}

/** The place in the log that changes reached. */
export const positionOf = (changed: readonly Changed[]): string | null => changed.at(-1)?.position ?? null;

export const answerOf = ({ id, changed }: { readonly id: string; readonly changed: readonly Changed[] }): RegisterAnswer => ({
  id,
  position: positionOf(changed),
});

/** The divisions whose rows a person keeps: of a row elsewhere, there is none. */
export const keptBy =
  ({ division }: Principal) =>
  (known: string): boolean =>
    inDivision(division, known);

/** A command as one who keeps a division gives it. */
export const givenWithin = (context: RequestContext, { division }: Principal): RequestContext & { readonly division: string } => ({
  ...context,
  division,
});
