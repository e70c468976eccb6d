/** The role that always knows of an institution's sensitive matters (法律援助机构负责人). */
export const HEAD_ROLE = 'institution_head';

/** The circle's entry of the head of an institution, as readers bring it. */
export const roleKeyOf = (institution: string): string => `${institution}/${HEAD_ROLE}`;
