import { specialitiesFor } from '@xiezhi/legal-policy';
import type { AidCaseFacts } from '../aid-case/facts.js';
import type { NoticeFacts } from '../defence-request/notice.js';

export type Gender = 'female' | 'male';

/** What a matter asks of its lawyer; of a defence request also whose co-accused must have others. */
export type SoughtFacts = Pick<NoticeFacts, 'lifeOrDeath' | 'minor' | 'language'> &
  Partial<Pick<NoticeFacts, 'coAccusedGroup' | 'hearingAt'>> & {
    readonly criminal?: boolean;
    /** Specialities that fit what a granted case is about. */
    readonly specialities?: readonly string[];
  };

/** A matter that a lawyer is sought for; `asked`: the gender that the person asks for. */
export interface Sought {
  readonly id: string;
  readonly division: string;
  /** The case agency, where one conducts the matter. */
  readonly organ?: string;
  readonly facts: SoughtFacts | null;
  readonly asked?: Gender;
  /** Lawyers in whose way the dispute stands, where others than the co-accused say so (利益冲突). */
  readonly conflicted?: ReadonlySet<string>;
}

/** Who acts or acted for the other side of a dispute, or declared a conflict in it. */
export type ConflictsOfDispute = (caseId: string, facts: AidCaseFacts) => Promise<ReadonlySet<string>>;

interface CaseToSeekFor {
  readonly division: string;
  readonly facts: AidCaseFacts;
  readonly hearingAt?: string;
}

/** What a granted case asks of its lawyer. */
export async function soughtOfCase(
  id: string,
  { division, facts, hearingAt }: CaseToSeekFor,
  conflicts: ConflictsOfDispute,
): Promise<Sought> {
  const { lifeOrDeath, minor, language, kind, cause, lawyerGender } = facts;
  return {
    id,
    division,
    facts: {
      ...{ lifeOrDeath, minor, language },
      criminal: kind === 'criminal_defence',
      specialities: specialitiesFor(kind, cause),
      ...(hearingAt !== undefined && { hearingAt }),
    },
    conflicted: await conflicts(id, facts),
    ...(lawyerGender !== undefined && { asked: lawyerGender }),
  };
}
