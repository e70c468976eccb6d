import type { SampledCase } from '../../api/quality.ts';

/** A case where its number is not to be known: by the end of its id. */
const endOf = (id: string): string => `…${id.slice(-8)}`;

/** What a case of a sample is called: by its number where the reader may know it. */
export const nameOfCase = ({ id, caseNumber }: Pick<SampledCase, 'id' | 'caseNumber'>): string => caseNumber ?? endOf(id);

/** The same by its id. */
export const nameWithin = (cases: readonly SampledCase[], id: string): string =>
  nameOfCase(cases.find((one) => one.id === id) ?? { id, caseNumber: null });

/** The pages of a matter of either kind, and what it takes to read them. */
export const pagesOf = (matter: unknown): readonly [path: string, needs: string] =>
  matter === 'aid-case' ? ['/aid-cases', 'assignment.aid-case.read'] : ['/requests', 'assignment.defence-request.read'];
