export const objection = 1;
