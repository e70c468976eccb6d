export const budget = 1;
