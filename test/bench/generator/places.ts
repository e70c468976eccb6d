import { DIVISIONS, REGION_CODE } from '@xiezhi/contracts';
import type { LawyerFacts } from '@xiezhi/legal-policy';
import { divisionPath } from '@xiezhi/service';
import type { Odds } from './chance.js';

export type GeneratedLawyer = LawyerFacts & { readonly id: string };

/** The prefecture where the demonstration's clerk and officer work: nowhere are there more matters. */
const BUSIEST = '540100';

/** Every prefecture and county with how often a matter is there: the busiest has the tenth part, the last hardly any. */
export const DIVISION_ODDS: Odds<string> = DIVISIONS.filter(({ code }) => code !== REGION_CODE)
  .toSorted((one, other) => Number(other.code === BUSIEST) - Number(one.code === BUSIEST))
  .map(({ code }, place) => [code, place === 0 ? 1 : 1 / (place + 4) ** 0.8] as const);

/** The lawyers who serve a division, or the prefecture or the region it lies in. */
export function lawyersByDivision(lawyers: readonly GeneratedLawyer[]): (division: string) => readonly GeneratedLawyer[] {
  const serving = new Map<string, GeneratedLawyer[]>();
  for (const lawyer of lawyers) for (const code of lawyer.divisions ?? []) serving.set(code, [...(serving.get(code) ?? []), lawyer]);
  const known = new Map<string, readonly GeneratedLawyer[]>();
  return (division) => {
    const there = known.get(division) ?? divisionPath(division).flatMap((code) => serving.get(code) ?? []);
    known.set(division, there);
    return there;
  };
}

/** A lawyer as the directory's clerk enters one; `n` tells them apart. Three of four serve one county alone. */
export function lawyerEntry(n: number): Readonly<Record<string, unknown>> {
  const counties = DIVISIONS.filter(({ level }) => level !== 'region');
  const { code } = counties[n % counties.length]!;
  return {
    firm: `第${1 + (n % 300)}律师事务所`,
    gender: n % 3 === 0 ? 'female' : 'male',
    practiceYears: 1 + (n % 30),
    criminalDefenceYears: n % 14,
    minorsTrained: n % 2 === 0,
    specialities: n % 4 === 0 ? ['criminal_defence', 'minors'] : ['criminal_defence'],
    languages: n % 5 === 0 ? ['zh', 'bo'] : ['zh'],
    divisions: n % 40 === 0 ? [REGION_CODE] : n % 4 === 0 ? [`${code.slice(0, 4)}00`] : [code],
    name: `律师${String(n).padStart(4, '0')}`,
    phone: `139${String(n).padStart(8, '0')}`,
  };
}
