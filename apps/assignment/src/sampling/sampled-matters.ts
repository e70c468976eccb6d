/** A case that may be drawn: a granted case (受援案件) where `matter` says so, and a defence request else. */
export interface Drawable {
  readonly id: string;
  readonly matter?: 'aid-case';
}

/** Of a sample's cases those that are granted ones; left out where none is. */
export interface SampledMatters {
  readonly aidCases?: readonly string[];
}

/** The granted cases among those drawn. */
export function grantedAmong(sample: readonly string[], frame: readonly Drawable[]): SampledMatters {
  const granted = new Set(frame.filter(({ matter }) => matter === 'aid-case').map(({ id }) => id));
  const aidCases = sample.filter((id) => granted.has(id));
  return aidCases.length === 0 ? {} : { aidCases };
}

/** What a finding says of the kind of its case. */
export const kindWithin = ({ aidCases = [] }: SampledMatters, caseId: string): Pick<Drawable, 'matter'> =>
  aidCases.includes(caseId) ? { matter: 'aid-case' } : {};
