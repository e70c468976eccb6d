import { DIVISIONS } from '@xiezhi/contracts';

const shortNames = new Map(DIVISIONS.map(({ code, nameZh }) => [code, nameZh.replace(/(自治区|地区|市|区|县)$/u, '')]));
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The word (字) of the institution's letter to the case agency (法律援助公函) in criminal cases. */
export const LETTER_WORD = '刑函';

/** The year a number series of `at` belongs to, in Asia/Shanghai. */
export const seriesYear = (at: string): number => new Date(Date.parse(at) + SHANGHAI_OFFSET_MS).getUTCFullYear();

/** `拉萨援刑函字〔2026〕第1号`: the number of a letter in the series of its word; 援 stands in an institution's letters, not in an organ's. */
export const letterNumber = (
  division: string,
  year: number,
  number: number,
  word: string = LETTER_WORD,
  issuer: 'institution' | 'organ' = 'institution',
): string => `${shortNames.get(division) ?? division}${issuer === 'institution' ? '援' : ''}${word}字〔${year}〕第${number}号`;
