export const rosters = 1;
