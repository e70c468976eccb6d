/** A share, 0 to 1, as `97.5%`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
