/** A citizen identity number (公民身份号码, GB 11643): the birth date stands in places 7 to 14, the sex in the 17th, and the last checks the others. */
const NUMBER = /^\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dX]$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** Full-width digits and letters, as a Chinese keyboard may give them, in their plain form. */
export const plainDigits = (text: string): string =>
  text.replaceAll(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));

/** What an identity number says of its holder; `null` when it is none. */
export function readIdentityNumber(text: string): { readonly birthDate: string; readonly gender: 'male' | 'female' } | null {
  const number = plainDigits(text).trim().toUpperCase();
  const [, year, month, day, sex] = NUMBER.exec(number) ?? [];
  if (year === undefined) return null;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  if (CHECKS[sum % 11] !== number[17]) return null;
  const birthDate = `${year}-${month}-${day}`;
  const time = Date.parse(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(birthDate)) return null;
  return { birthDate, gender: Number(sex) % 2 === 1 ? 'male' : 'female' };
}
