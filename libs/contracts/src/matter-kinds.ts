/** Kinds of matter that a lawyer is found for, letters are written in and quality work looks at: a defence request, a granted case. */
export const MATTER_KINDS = ['defence-request', 'aid-case'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];
