import { applicationClocks } from './clocks/application.js';
import { criminalDefenceClocks } from './clocks/criminal-defence.js';
import { criminalNoticeClocks } from './clocks/criminal-notice.js';
import type { ClockDefinition, ClockUnit } from './clocks/definition.js';
import { handlingClocks } from './clocks/handling.js';
import { serviceClocks } from './clocks/service.js';
import { type Day, type Instant, shanghaiDay } from './shanghai-time.js';

/** Every statutory clock (法定期限) the platform knows, dated and cited. */
export const CLOCK_TABLE: readonly ClockDefinition[] = [
  ...criminalNoticeClocks,
  ...criminalDefenceClocks,
  ...applicationClocks,
  ...handlingClocks,
  ...serviceClocks,
];

const byId: ReadonlyMap<string, ClockDefinition> = new Map(CLOCK_TABLE.map((definition) => [definition.id, definition]));

/** A chain of succession is never longer than this. */
const MAX_SUCCESSIONS = 4;

/** A figure that is not law: an unconfirmed row confirmed locally, or a limit where the law gives none. */
export interface ClockOverride {
  readonly amount: number;
  readonly unit: Exclude<ClockUnit, 'none' | 'at_once'>;
  /** Who or what set it: the division's decision, the letter that states a limit. Shown beside every due time it makes. */
  readonly basis: string;
}

export interface ClockForOptions {
  /** By clock id; a division's configuration, or one call's. */
  readonly overrides?: Readonly<Record<string, ClockOverride>>;
  /** `civil` (the default) or `criminal`, where the rules of the time told them apart. */
  readonly variant?: string;
}

/** The row of that id. @throws RangeError when there is none. */
export function clockById(id: string): ClockDefinition {
  const definition = byId.get(id);
  if (definition === undefined) throw new RangeError(`unknown clock: ${id}`);
  return definition;
}

function inForce(definition: ClockDefinition, day: Day): boolean {
  return (definition.validFrom === null || definition.validFrom <= day) && (definition.validTo === null || day < definition.validTo);
}

/**
 * Puts a configured figure in place of a row's own. A row confirmed in a primary text (status C) that has a number keeps it: a division may
 * show a stricter target beside it, never another end.
 *
 * @throws RangeError for such a row, or for a figure that is no positive whole number.
 */
export function withOverride(definition: ClockDefinition, override: ClockOverride): ClockDefinition {
  if (definition.status === 'C' && definition.unit !== 'none') {
    throw new RangeError(`clock ${definition.id} is confirmed law: give a stricter target instead of an override`);
  }
  if (!Number.isSafeInteger(override.amount) || override.amount < 1) throw new RangeError('a configured amount must be a positive integer');
  return {
    ...definition,
    amount: override.amount,
    unit: override.unit,
    configuredBasis: override.basis,
  };
}

/**
 * The clock that applies to a trigger on its day (Asia/Shanghai): the clock of the trigger's date applies for good, and a superseded row
 * only when the trigger lies in its validity.
 *
 * @param key a family (`C20` finds C20 or C20L) or an exact id
 * @returns undefined when no version of it was in force that day
 * @throws RangeError for an unknown key, an invalid instant or an override of confirmed law
 */
export function clockFor(key: string, trigger: Instant, options: ClockForOptions = {}): ClockDefinition | undefined {
  const day = shanghaiDay(trigger);
  const variant = options.variant ?? 'civil';
  let wanted: string | undefined = key;
  for (let step = 0; wanted !== undefined && step < MAX_SUCCESSIONS; step += 1) {
    const sought: string = wanted;
    const candidates = CLOCK_TABLE.filter(
      ({ id, family, variant: own }) => id === sought || (family === sought && (own === undefined || own === variant)),
    );
    if (candidates.length === 0) throw new RangeError(`unknown clock: ${sought}`);
    const found = candidates.find((definition) => inForce(definition, day));
    if (found !== undefined) {
      const override = options.overrides?.[found.id];
      return override === undefined ? found : withOverride(found, override);
    }
    wanted = candidates.find(({ validTo, supersededBy }) => supersededBy !== undefined && validTo !== null && validTo <= day)?.supersededBy;
  }
  return undefined;
}
