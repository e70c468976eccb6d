import type { AidCause, AidMatterKind } from '@xiezhi/contracts';
import { cite, type Citation } from './citations.js';

/** The specialities (业务专长) that fit what a granted case is about: codes of the lawyers' register. */
const OF_CAUSE: Readonly<Record<AidCause, readonly string[]>> = {
  state_compensation: ['administrative'],
  social_benefits: ['labour', 'administrative'],
  bereavement_pay: ['administrative', 'civil'],
  maintenance: ['marriage_family'],
  labour: ['labour'],
  legal_capacity: ['marriage_family', 'civil'],
  personal_injury: ['traffic_injury', 'labour'],
  environment: ['environment'],
  martyr_honour: ['civil'],
  brave_act: ['civil'],
  retrial_acquittal: ['administrative'],
  domestic_violence: ['marriage_family'],
  land_rights: ['land_house', 'agriculture'],
  consumer: ['agriculture', 'civil'],
  crime_victim: ['criminal_defence'],
  // Years and practice of criminal defence count by themselves.
  defence: [],
  other: [],
};
const OF_KIND: Readonly<Partial<Record<AidMatterKind, string>>> = { civil: 'civil', administrative: 'administrative' };

/** Specialities that speak for a lawyer in a case of this kind and cause; where the cause names none, those of the kind. */
export function specialitiesFor(kind: AidMatterKind, cause: AidCause): readonly string[] {
  const named = OF_CAUSE[cause];
  const ofKind = OF_KIND[kind];
  return named.length > 0 || ofKind === undefined ? named : [ofKind];
}

/** Article that aid for a cause rests on, where it is not Art 31: without regard to means (Art 32), of victims, of the accused. */
const ARTICLES: Readonly<Partial<Record<AidCause, string>>> = {
  martyr_honour: '32',
  brave_act: '32',
  retrial_acquittal: '32',
  domestic_violence: '32',
  crime_victim: '29',
  defence: '24',
};

/** What aid for this cause rests on (给予法律援助的依据). */
export const basisOfCause = (cause: AidCause): readonly Citation[] => cite('legal_aid_law', ARTICLES[cause] ?? '31');
