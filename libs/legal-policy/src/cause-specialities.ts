import type { AidCause, AidMatterKind } from '@xiezhi/contracts';

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
